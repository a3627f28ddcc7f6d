"""What each fault of a rulebook says, in English and Indonesian: sentence, then cure."""

from paritrana.core.rulebook.wording_two import TWO
from paritrana.core.units.telling import Wording, told_fault
from paritrana.errors import Fault

WORDINGS: dict[str, Wording] = {
    "file.encoding": (
        "the file is not UTF-8 text",
        "save it as UTF-8",
        "berkas ini bukan teks UTF-8",
        "simpan sebagai UTF-8",
    ),
    "file.size": (
        "the file is larger than {limit} bytes",
        "a rulebook is a short text; check that this is the right file",
        "berkas ini lebih dari {limit} bita",
        "aturan penilaian adalah teks pendek; periksa apakah ini berkas yang benar",
    ),
    "file.empty": (
        "the file is empty",
        "start from one of the examples in samples/rulebooks",
        "berkas ini kosong",
        "mulai dari salah satu contoh di samples/rulebooks",
    ),
    "file.unreadable": (
        "the file cannot be read: {reason}",
        "check its name and permissions",
        "berkas ini tidak dapat dibaca: {reason}",
        "periksa nama dan hak aksesnya",
    ),
    "toml.syntax": (
        "this is not valid TOML: {reason}",
        "mend the line; nothing after it was checked",
        "ini bukan TOML yang sah: {reason}",
        "perbaiki baris ini; baris sesudahnya belum diperiksa",
    ),
    "key.unknown": (
        "{key} is not a key of {place}",
        "remove it, or use one of: {known}",
        "{key} bukan kunci untuk {place_id}",
        "hapus, atau pakai salah satu: {known}",
    ),
    "key.missing": (
        "{place} lacks {key}",
        "add {key}",
        "{place_id} belum memuat {key}",
        "tambahkan {key}",
    ),
    "key.other_kind": (
        "{key} does not belong to a criterion of kind {kind}",
        "remove it or change the kind",
        "{key} tidak berlaku untuk kriteria berjenis {kind}",
        "hapus, atau ubah jenisnya",
    ),
    "key.later_format": (
        "{key} is not a key of {place} in format /1",
        'remove it, or set format = "paritrana-rulebook/2", which has it',
        "{key} bukan kunci untuk {place_id} dalam format /1",
        'hapus, atau tulis format = "paritrana-rulebook/2", yang memuatnya',
    ),
    "value.float": (
        "a number with a fraction is written without quotes",
        'put it in quotes, as in "0.5"',
        "angka desimal ditulis tanpa tanda kutip",
        'beri tanda kutip, misalnya "0.5"',
    ),
    "value.date": (
        "a date or time is written without quotes",
        'put it in quotes, as in "2023-01-01"',
        "tanggal atau jam ditulis tanpa tanda kutip",
        'beri tanda kutip, misalnya "2023-01-01"',
    ),
    "value.type": (
        "{key} must be {wanted}",
        "write {wanted}",
        "jenis nilai {key} salah",
        "tulis {wanted_id}",
    ),
    "value.range": (
        "{key} is outside {low} to {high}",
        "choose a whole number from {low} to {high}",
        "{key} di luar {low} sampai {high}",
        "pilih bilangan bulat dari {low} sampai {high}",
    ),
    "value.choice": (
        "{value} is not allowed for {key}",
        "use one of: {known}",
        "{value} tidak boleh untuk {key}",
        "pakai salah satu: {known}",
    ),
    "value.id": (
        "{value} is not an id",
        "use 1 to 64 of a-z, 0-9, - and _, starting with a letter or digit",
        "{value} bukan id yang sah",
        "pakai 1 sampai 64 tanda a-z, 0-9, - dan _, dimulai dengan huruf atau angka",
    ),
    "value.number": (
        "{value} is not a decimal number",
        'write digits with a point and no grouping, as in "0.85"',
        "{value} bukan bilangan desimal",
        'tulis angka dengan titik desimal tanpa pemisah ribuan, misalnya "0.85"',
    ),
    "value.date_text": (
        "{value} is not a date",
        'write year-month-day, as in "2023-12-31"',
        "{value} bukan tanggal",
        'tulis tahun-bulan-hari, misalnya "2023-12-31"',
    ),
    "value.empty": ("{key} is empty", "write a text", "{key} kosong", "tulis teksnya"),
    "list.length": (
        "{key} has {count} entries",
        "give {low} to {high}",
        "{key} berisi {count} butir",
        "isi {low} sampai {high} butir",
    ),
    "list.repeated": (
        "{value} stands twice in {key}",
        "keep one",
        "{value} tertulis dua kali di {key}",
        "sisakan satu",
    ),
    "id.repeated": (
        "the id {value} is used before, on line {first}",
        "give every {thing} its own id",
        "id {value} sudah dipakai di baris {first}",
        "beri setiap {thing_id} id tersendiri",
    ),
    "weights.sum": (
        "the weights of {place} sum to {total}, not 10000",
        "change the weights by {gap} in all",
        "jumlah bobot {place_id} adalah {total}, bukan 10000",
        "ubah bobot sebesar {gap} seluruhnya",
    ),
    "goalposts.order": (
        "the lower goalpost is not below the upper one",
        'give the lower first; for "less is better" set better = "lower"',
        "batas bawah tidak lebih kecil daripada batas atas",
        'tulis yang kecil lebih dulu; jika makin kecil makin baik, tulis better = "lower"',
    ),
    "scale.order": (
        "the scale's end is not above its start",
        "give the lowest mark first",
        "ujung skala tidak lebih besar daripada awalnya",
        "tulis nilai terendah lebih dulu",
    ),
    "scale.step": (
        "the step does not lead from one end of the scale to the other",
        "choose a step above 0 that divides the scale",
        "langkah tidak membagi skala sampai ke ujungnya",
        "pilih langkah lebih dari 0 yang membagi habis skala",
    ),
    "anchors.mark": (
        "the anchor {value} is not a mark of the scale",
        "use marks a juror can give",
        "patokan {value} bukan nilai pada skala",
        "pakai nilai yang dapat diberikan juri",
    ),
    "period.order": (
        "the period ends before it starts",
        "exchange start and end",
        "periode berakhir sebelum dimulai",
        "tukar start dan end",
    ),
    "ties.unknown": (
        "{value} is not a rule for ties in this category",
        "use criterion:ID or stage:ID of this category, {more}worst_stage, copeland, lot or joint",
        "{value} bukan aturan nilai sama di kategori ini",
        "pakai criterion:ID atau stage:ID kategori ini, {more}worst_stage, copeland, lot atau joint",
    ),
    "finalists.first_stage": (
        "the first stage cannot be held for finalists only",
        'set entrants = "all"',
        "tahap pertama tidak dapat hanya untuk finalis",
        'tulis entrants = "all"',
    ),
    "finalists.number": (
        "a stage is held for finalists, but the category does not say how many",
        "add finalists to the category",
        "ada tahap untuk finalis, tetapi kategori belum menyebut jumlahnya",
        "tambahkan finalists pada kategori",
    ),
    "jury.fair_mode": (
        'fair_mode = "official" needs format /2',
        'use "off" or "report", or set format = "paritrana-rulebook/2"',
        'fair_mode = "official" memerlukan format /2',
        'pakai "off" atau "report", atau tulis format = "paritrana-rulebook/2"',
    ),
    "committee.quorum": (
        "the quorum of {quorum} is more than the {count} persons of the seats",
        "lower the quorum or add seats",
        "kuorum {quorum} melebihi {count} orang dalam susunan kursi",
        "turunkan kuorum atau tambah kursi",
    ),
    "region.missing": (
        "a provincial rulebook names its province",
        'add region, as in region = "71"',
        "aturan tingkat provinsi harus menyebut provinsinya",
        'tambahkan region, misalnya region = "71"',
    ),
    "region.national": (
        "a national rulebook has no region",
        "remove region",
        "aturan tingkat nasional tidak memuat region",
        "hapus region",
    ),
    "region.code": (
        "{value} is not a province code",
        'write two digits, as in "71"',
        "{value} bukan kode provinsi",
        'tulis dua angka, misalnya "71"',
    ),
    **TWO,
}


def fault(code: str, line: int, *, file: str = "", **facts: object) -> Fault:
    """Return the fault of a code with its facts put into both languages."""
    return told_fault(WORDINGS, code, line, file=file, **facts)
