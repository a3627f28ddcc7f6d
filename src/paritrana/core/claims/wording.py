"""What each fault of a file of claims says, in English and Indonesian: sentence, then cure."""

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
        "check that this is the right file, or part it",
        "berkas ini lebih dari {limit} bita",
        "periksa apakah ini berkas yang benar, atau pecah berkasnya",
    ),
    "file.empty": (
        "the file is empty",
        "start from samples/claims/published.toml",
        "berkas ini kosong",
        "mulai dari samples/claims/published.toml",
    ),
    "file.encoding": (
        "the line is not UTF-8 text",
        "save the file as UTF-8",
        "baris ini bukan teks UTF-8",
        "simpan berkas sebagai UTF-8",
    ),
    "file.spreadsheet": (
        "this is a spreadsheet or archive, not a text file",
        "save it as CSV UTF-8 with the columns id,kind,key,value",
        "ini berkas lembar kerja atau arsip, bukan berkas teks",
        "simpan sebagai CSV UTF-8 dengan kolom id,kind,key,value",
    ),
    "toml.syntax": (
        "this is not valid TOML: {reason}",
        "mend the line; nothing after it was checked",
        "ini bukan TOML yang sah: {reason}",
        "perbaiki baris ini; baris sesudahnya belum diperiksa",
    ),
    "csv.form": (
        "the line is not sound CSV: {reason}",
        "close the quotes, and double every quote inside a quoted field",
        "baris ini bukan CSV yang benar: {reason}",
        "tutup tanda kutip, dan gandakan setiap tanda kutip di dalam kolom berkutip",
    ),
    "csv.header": (
        "the header is {found}, not id,kind,key,value",
        "write the header exactly so, with commas",
        "judul kolom adalah {found}, bukan id,kind,key,value",
        "tulis judul kolom persis demikian, dengan koma",
    ),
    "csv.columns": (
        "the row has {count} columns, not 4",
        "put a value with a comma in quotes",
        "baris ini berisi {count} kolom, bukan 4",
        "beri tanda kutip pada nilai yang memuat koma",
    ),
    "csv.kind": (
        "{id} is of kind {other} on line {first}",
        "one claim has one kind; give the other claim another id",
        "{id} berjenis {other} di baris {first}",
        "satu klaim satu jenis; beri id lain untuk klaim lainnya",
    ),
    "claims.none": (
        "the file holds no claim",
        "write at least one [[claim]], or one row under the header",
        "berkas ini tidak memuat klaim",
        "tulis sedikitnya satu [[claim]], atau satu baris di bawah judul kolom",
    ),
    "claim.list": (
        "claim is not a list of tables",
        "begin each claim with [[claim]]",
        "claim bukan daftar tabel",
        "mulai setiap klaim dengan [[claim]]",
    ),
    "kind.unknown": (
        "{value} is not a kind of claim",
        "use one of: {known}",
        "{value} bukan jenis klaim",
        "pakai salah satu: {known}",
    ),
    "key.unknown": (
        "{key} is not a key of {place}",
        "remove it, or use one of: {known}",
        "{key} bukan kunci untuk {place}",
        "hapus, atau pakai salah satu: {known}",
    ),
    "key.missing": (
        "{place} lacks {key}",
        "add {key}",
        "{place} belum memuat {key}",
        "tambahkan {key}",
    ),
    "key.repeated": (
        "{key} is given more than once",
        "keep one; only lists (parts, factors, items) repeat their key",
        "{key} tertulis lebih dari sekali",
        "sisakan satu; hanya daftar (parts, factors, items) yang kuncinya berulang",
    ),
    "id.repeated": (
        "the id {value} is used before, on line {first}",
        "give every claim its own id",
        "id {value} sudah dipakai di baris {first}",
        "beri setiap klaim id tersendiri",
    ),
    "id.form": (
        "{value} is not an id",
        "write one line of 1 to 100 characters without spaces around it",
        "{value} bukan id yang sah",
        "tulis satu baris, 1 sampai 100 tanda, tanpa spasi di tepi",
    ),
    "value.float": (
        "{key} is a number with a fraction, so that its printed digits are lost",
        'write it in quotes as it was printed, as in "60,06 persen"',
        "{key} adalah angka desimal tanpa tanda kutip, sehingga angka tercetaknya hilang",
        'tulis dalam tanda kutip seperti tercetak, misalnya "60,06 persen"',
    ),
    "value.date": (
        "{key} is a date or time without quotes",
        'write it in quotes as it was printed, as in "{example}"',
        "{key} adalah tanggal atau jam tanpa tanda kutip",
        'tulis dalam tanda kutip seperti tercetak, misalnya "{example}"',
    ),
    "value.type": (
        "{key} must be {wanted}",
        "write {wanted}",
        "jenis nilai {key} salah",
        "tulis {wanted_id}",
    ),
    "value.as_of": (
        "{value} is not a day, month or year",
        'write "2025-08-31", "2025-08" or "2025"',
        "{value} bukan tanggal, bulan, atau tahun",
        'tulis "2025-08-31", "2025-08" atau "2025"',
    ),
    "value.region": (
        "{value} is not a region code",
        'write the Kemendagri code, as in "71" or "71.07"',
        "{value} bukan kode wilayah",
        'tulis kode Kemendagri, misalnya "71" atau "71.07"',
    ),
    "value.long": (
        "{key} is longer than {limit} characters",
        "shorten it",
        "{key} lebih panjang dari {limit} tanda",
        "persingkat",
    ),
    "list.length": (
        "{key} has {count} entries",
        "give 1 to {limit}",
        "{key} berisi {count} butir",
        "isi 1 sampai {limit} butir",
    ),
}


def fault(code: str, line: int, *, file: str = "", **facts: object) -> Fault:
    """Return the fault of a code with its facts put into both languages."""
    return told_fault(WORDINGS, code, line, file=file, **facts)
