"""What each fault of a question or of a table says: sentence and cure, English then Indonesian."""

from paritrana.core.units.telling import Wording, told_fault
from paritrana.errors import Fault

WORDINGS: dict[str, Wording] = {
    "workers.range": (
        "{value} is no number of workers",
        "give a whole number from 0 to {most}",
        "{value} bukan jumlah pekerja",
        "tulis bilangan bulat 0 sampai {most}",
    ),
    "month.form": (
        "{value} is no month",
        "write year and month as in 2026-04",
        "{value} bukan bulan",
        "tulis tahun dan bulan, misalnya 2026-04",
    ),
    "month.order": (
        "the last month {last} comes before the first month {first}",
        "exchange the two",
        "bulan terakhir {last} mendahului bulan pertama {first}",
        "tukar keduanya",
    ),
    "month.later": (
        "the month to compare with, {later}, is not later than {first}",
        "give a month after it",
        "bulan pembanding {later} tidak sesudah {first}",
        "tulis bulan sesudahnya",
    ),
    "word.unknown": (
        "{value} is no {kind}",
        "use one of: {known}",
        "{value} tidak dikenal sebagai {kind_id}",
        "pakai salah satu: {known}",
    ),
    "rate.none": (
        "the table has no amount for {programme} of segment {segment} in {months}",
        "choose months from {first} to {last}, or add a row with its source to the table",
        "tabel tidak memuat besaran {programme} segmen {segment} untuk {months}",
        "pilih bulan dari {first} sampai {last}, atau tambahkan baris beserta sumbernya ke tabel",
    ),
    "rate.segment": (
        "the table has no monthly amount for {programme} of segment {segment}",
        "choose another segment, or add rows with their sources to the table",
        "tabel tidak memuat besaran bulanan {programme} untuk segmen {segment}",
        "pilih segmen lain, atau tambahkan baris beserta sumbernya ke tabel",
    ),
    "wage.missing": (
        "segment {segment} pays a percent of wages, and no {name} is given",
        "give the {name}",
        "segmen {segment} membayar persentase upah, tetapi {name_id} belum diberikan",
        "berikan {name_id}",
    ),
    "wage.unused": (
        "segment {segment} pays the same whatever the {name}",
        "leave the {name} out",
        "segmen {segment} membayar jumlah yang sama berapa pun {name_id}",
        "hilangkan {name_id}",
    ),
    "programme.closed": (
        "segment {segment} cannot join {programme}",
        "leave the programme out",
        "segmen {segment} tidak dapat mengikuti {programme}",
        "hilangkan program tersebut",
    ),
    "count.range": (
        "{name} cannot be {value}",
        "give a count from 0",
        "{name} tidak dapat bernilai {value}",
        "tulis bilangan mulai dari 0",
    ),
    "benefit.none": (
        "the table has no benefits for {month}",
        "choose a month from {first} to {last}, or add rows with their sources to the table",
        "tabel tidak memuat manfaat untuk {month}",
        "pilih bulan dari {first} sampai {last}, atau tambahkan baris beserta sumbernya ke tabel",
    ),
    "plan.mixed": (
        "the figure is of indicator {figure}, the target of {target}: they have different denominators",
        "take a target of the figure's own indicator",
        "angka memakai indikator {figure}, target memakai {target}: penyebutnya berbeda",
        "pakai target dari indikator yang sama dengan angkanya",
    ),
    "table.syntax": (
        "this is not valid TOML: {reason}",
        "mend the line; nothing after it was checked",
        "ini bukan TOML yang sah: {reason}",
        "perbaiki baris ini; baris sesudahnya belum diperiksa",
    ),
    "table.format": (
        "the format is not {wanted}",
        'begin the file with format = "{wanted}"',
        "format berkas bukan {wanted}",
        'awali berkas dengan format = "{wanted}"',
    ),
    "table.key_unknown": (
        "{key} is not a key of {place}",
        "remove it, or use one of: {known}",
        "{key} bukan kunci untuk {place}",
        "hapus, atau pakai salah satu: {known}",
    ),
    "table.key_missing": (
        "{place} lacks {key}",
        "add {key}",
        "{place} belum memuat {key}",
        "tambahkan {key}",
    ),
    "table.value": (
        "{key} is not {wanted}",
        "write {wanted}",
        "isi {key} tidak tepat",
        "tulis {wanted_id}",
    ),
    "table.either": (
        "{id} has both {one} and {other}, or neither",
        "give one of the two",
        "{id} memuat {one} dan {other}, atau tidak keduanya",
        "tulis salah satu",
    ),
    "table.twice": (
        "the id {id} is used twice",
        "give each row an id of its own",
        "id {id} dipakai dua kali",
        "beri tiap baris id tersendiri",
    ),
    "table.source": (
        "there is no source {id}",
        "add a [[source]] with this id, or correct the id",
        "tidak ada sumber {id}",
        "tambahkan [[source]] dengan id ini, atau betulkan idnya",
    ),
    "table.order": (
        "the row ends in {last}, before it starts in {first}",
        "exchange the two",
        "baris berakhir {last}, sebelum mulai {first}",
        "tukar keduanya",
    ),
    "table.overlap": (
        "{id} and {other} both hold in {month}",
        "end one of the two before the other starts",
        "{id} dan {other} sama-sama berlaku pada {month}",
        "akhiri salah satu sebelum yang lain mulai",
    ),
    "table.part": (
        "{id} would make {rupiah} a part of a rupiah",
        "a discounted amount must be whole rupiah; correct pays or the amount",
        "{id} membuat {rupiah} menjadi pecahan rupiah",
        "besaran setelah potongan harus rupiah bulat; betulkan pays atau besarannya",
    ),
}


def fault(code: str, line: int = 0, *, file: str = "", **facts: object) -> Fault:
    """Return the fault of a code in both languages."""
    return told_fault(WORDINGS, code, line, file=file, **facts)
