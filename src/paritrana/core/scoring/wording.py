"""What each fault of values and marks says, in English and Indonesian: sentence, then cure."""

from paritrana.core.units.telling import Wording, told_fault
from paritrana.errors import Fault

WORDINGS: dict[str, Wording] = {
    "file.unreadable": (
        "the file cannot be read: {reason}",
        "check its name and permissions",
        "berkas ini tidak dapat dibaca: {reason}",
        "periksa nama dan hak aksesnya",
    ),
    "file.size": (
        "the file is larger than {limit} bytes",
        "check that this is the right file",
        "berkas ini lebih dari {limit} bita",
        "periksa apakah ini berkas yang benar",
    ),
    "file.empty": (
        "the file is empty",
        "a file without rows still has its header: {header}",
        "berkas ini kosong",
        "berkas tanpa baris tetap memuat judul kolom: {header}",
    ),
    "file.encoding": (
        "the line is not UTF-8 text",
        "save the file as CSV UTF-8",
        "baris ini bukan teks UTF-8",
        "simpan berkas sebagai CSV UTF-8",
    ),
    "file.spreadsheet": (
        "this is a spreadsheet or archive, not a CSV file",
        "save it as CSV UTF-8",
        "ini berkas lembar kerja atau arsip, bukan CSV",
        "simpan sebagai CSV UTF-8",
    ),
    "bundle.unreadable": (
        "the bundle cannot be read: {reason}",
        "take it anew from where it was published, whole and unchanged",
        "berkas hasil ini tidak dapat dibaca: {reason}",
        "ambil lagi dari tempat penerbitannya, utuh dan tanpa perubahan",
    ),
    "checkpoint.unreadable": (
        "the checkpoint kept elsewhere cannot be read: {reason}",
        "give a file of three lines: origin, size, and root in base64",
        "titik periksa yang disimpan di tempat lain tidak dapat dibaca: {reason}",
        "beri berkas tiga baris: asal, ukuran, dan akar dalam base64",
    ),
    "out.unwritable": (
        "the results cannot be written there: {reason}",
        "choose another directory",
        "hasil tidak dapat ditulis di sana: {reason}",
        "pilih direktori lain",
    ),
    "out.sheet": (
        "this table has more rows than the {limit} of a sheet",
        "ask for --format csv or json, or for one category",
        "tabel ini melebihi {limit} baris satu lembar kerja",
        "minta --format csv atau json, atau satu kategori saja",
    ),
    "csv.control": (
        "the line holds a control character",
        "type the line anew",
        "baris ini memuat tanda kendali",
        "ketik ulang baris ini",
    ),
    "csv.form": (
        "the line is not sound CSV: {reason}",
        "close the quotes, and double every quote inside a quoted field",
        "baris ini bukan CSV yang benar: {reason}",
        "tutup tanda kutip, dan gandakan setiap tanda kutip di dalam kolom berkutip",
    ),
    "csv.header": (
        "the header is {found}, not {header}",
        "write the header exactly so",
        "judul kolom adalah {found}, bukan {header}",
        "tulis judul kolom persis demikian",
    ),
    "csv.semicolon": (
        "the columns are separated by semicolons or tabs",
        "save the file with commas between the columns",
        "kolom dipisahkan titik koma atau tab",
        "simpan berkas dengan koma di antara kolom",
    ),
    "csv.columns": (
        "the row has {count} columns, not {wanted}",
        "give {wanted}; a comma inside a field needs quotes around the field",
        "baris ini berisi {count} kolom, bukan {wanted}",
        "isi {wanted} kolom; koma di dalam kolom memerlukan tanda kutip",
    ),
    "csv.repeated": (
        "the row repeats line {first}",
        "keep one of the two",
        "baris ini mengulang baris {first}",
        "sisakan satu",
    ),
    "field.empty": (
        "the column {column} is empty",
        "fill it",
        "kolom {column} kosong",
        "isi kolom ini",
    ),
    "field.text": (
        "{value} in column {column} has spaces around it, a line break or more than {limit} characters",
        "write it plainly",
        "{value} di kolom {column} memuat spasi di tepi, ganti baris, atau lebih dari {limit} tanda",
        "tulis dengan sederhana",
    ),
    "category.unknown": (
        "the rulebook has no category {value}",
        "use one of: {known}",
        "aturan penilaian tidak memuat kategori {value}",
        "pakai salah satu: {known}",
    ),
    "entrant.two_categories": (
        "{entrant} stands in {category} and in {other}",
        "an entrant stands in one category; give the other another id",
        "{entrant} tercatat di {category} dan di {other}",
        "satu peserta hanya di satu kategori; beri id lain untuk yang satunya",
    ),
    "entrant.unknown": (
        "{entrant} is not named in the values",
        "add a row for it there, or mend the name",
        "{entrant} tidak ada dalam berkas nilai data",
        "tambahkan barisnya di sana, atau perbaiki namanya",
    ),
    "criterion.unknown": (
        "category {category} has no criterion {value}",
        "use one of: {known}",
        "kategori {category} tidak memuat kriteria {value}",
        "pakai salah satu: {known}",
    ),
    "value.no_criterion": (
        "a value is given without its criterion",
        "name the criterion, or leave both empty",
        "ada nilai tanpa kriterianya",
        "sebutkan kriterianya, atau kosongkan keduanya",
    ),
    "value.rubric": (
        "{criterion} is marked by jurors and takes no value",
        "remove the row",
        "{criterion} dinilai juri dan tidak menerima nilai data",
        "hapus baris ini",
    ),
    "value.number": (
        "{value} is not a decimal number",
        "write digits with a decimal point and no grouping, as in 27752 or 0.85",
        "{value} bukan bilangan desimal",
        "tulis angka dengan titik desimal tanpa pemisah ribuan, misalnya 27752 atau 0.85",
    ),
    "value.counts": (
        "{value} is not two counts for {criterion}",
        "write the part and the whole as whole numbers, the whole above 0, as in 27752/40000",
        "{value} bukan dua cacah untuk {criterion}",
        "tulis bagian dan keseluruhan sebagai bilangan bulat, keseluruhan lebih dari 0, misalnya 27752/40000",
    ),
    "value.spreadsheet": (
        "{value} was changed by a spreadsheet",
        "set the column to text and enter the number anew",
        "{value} telah diubah oleh aplikasi lembar kerja",
        "atur kolom sebagai teks lalu isi ulang angkanya",
    ),
    "value.level": (
        "{criterion} has no level {value}",
        "use one of: {known}",
        "{criterion} tidak memuat jenjang {value}",
        "pakai salah satu: {known}",
    ),
    "value.yes_no": (
        "{value} is neither yes nor no",
        "write yes or no, or leave it empty",
        "{value} bukan yes atau no",
        "tulis yes atau no, atau kosongkan",
    ),
    "mark.recused": (
        "a recusal is written with the criterion *",
        "write * as the criterion and recused as the mark",
        "mundur dari penilaian ditulis dengan kriteria *",
        "tulis * sebagai kriteria dan recused sebagai nilai",
    ),
    "mark.not_rubric": (
        "{criterion} is not marked by jurors",
        "remove the row",
        "{criterion} tidak dinilai oleh juri",
        "hapus baris ini",
    ),
    "mark.number": (
        "the mark {value} is not a decimal number",
        "write digits with a decimal point, as in 4 or 3.5",
        "nilai {value} bukan bilangan desimal",
        "tulis angka dengan titik desimal, misalnya 4 atau 3.5",
    ),
    "mark.off_scale": (
        "the mark {value} is not on the scale of {criterion}",
        "give {low} to {high} in steps of {step}",
        "nilai {value} tidak ada pada skala {criterion}",
        "beri {low} sampai {high} dengan langkah {step}",
    ),
    "mark.half": (
        "juror {juror} marked only {given} of {wanted} criteria of {entrant} in stage {stage}",
        "complete the marks ({lacking}), or remove them all",
        "juri {juror} baru menilai {given} dari {wanted} kriteria {entrant} di tahap {stage}",
        "lengkapi nilainya ({lacking}), atau hapus semuanya",
    ),
    "jury.too_few": (
        "{entrant} has {given} counted jurors in stage {stage}, fewer than {wanted}",
        "add the marks that are missing",
        "{entrant} baru dinilai {given} juri di tahap {stage}, kurang dari {wanted}",
        "tambahkan nilai yang belum ada",
    ),
    "entrants.missing": (
        "category {category} has a rule that needs facts about the entrants, and no table of them is given",
        "give entrants.csv (entrant,region,zone,size) with --entrants",
        "kategori {category} memuat aturan yang memerlukan data peserta, tetapi tabelnya belum diberikan",
        "berikan entrants.csv (entrant,region,zone,size) dengan --entrants",
    ),
    "entrant.no_fact": (
        "{entrant} has no {column}, which {rule} needs",
        "fill the column {column} in its row",
        "{entrant} belum memiliki {column} yang diperlukan {rule}",
        "isi kolom {column} pada barisnya",
    ),
    "entrant.size": (
        "{entrant} has the size {value}, which category {category} does not know",
        "use one of: {known}",
        "{entrant} berukuran {value} yang tidak dikenal kategori {category}",
        "pakai salah satu: {known}",
    ),
    "entrant.region": (
        "{value} is not a region code",
        "write it as in 71, 71.01, 71.01.05 or 71.01.05.1001",
        "{value} bukan kode wilayah",
        "tulis seperti 71, 71.01, 71.01.05 atau 71.01.05.1001",
    ),
    "entrant.zone": (
        "{value} is not a time zone",
        "write WIB, WITA or WIT",
        "{value} bukan zona waktu",
        "tulis WIB, WITA atau WIT",
    ),
    "seed.missing": (
        "category {category} may draw lots, and no seed is given",
        "give the public seed with --seed",
        "kategori {category} dapat memakai undian, tetapi benih undian belum ada",
        "berikan benih undian yang diumumkan dengan --seed",
    ),
    "seed.text": (
        "the seed is empty, too long or not one line of plain text",
        "give one line of at most 1000 characters",
        "benih undian kosong, terlalu panjang, atau bukan satu baris teks biasa",
        "berikan satu baris, paling panjang 1000 tanda",
    ),
}


def fault(code: str, line: int, *, file: str = "", **facts: object) -> Fault:
    """Return the fault of a code with its facts put into both languages."""
    return told_fault(WORDINGS, code, line, file=file, **facts)
