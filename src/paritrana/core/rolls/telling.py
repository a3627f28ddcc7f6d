"""What a refusal about rolls and lakes says: English sentence and cure, then the Indonesian two."""

from __future__ import annotations

from paritrana.errors import ParitranaError

WORDINGS: dict[str, tuple[str, str, str, str]] = {
    "roll.schema": (
        "{given} is no kind of delivery", "write one of {known}",
        "{given} bukan jenis kiriman", "tulis salah satu dari {known}",
    ),
    "nik.no_key": (
        "there is no key for the tokens that stand for a NIK", "set {setting} to a secret of at least 16 characters",
        "kunci untuk menyamarkan NIK belum ada", "isi {setting} dengan rahasia sedikitnya 16 karakter",
    ),
    "nik.short_key": (
        "the key in {setting} is too short", "use at least {shortest} characters",
        "kunci pada {setting} terlalu pendek", "pakai sedikitnya {shortest} karakter",
    ),
    "nik.other_key": (
        "the lake {folder} was made with another key, so the same person would be counted twice",
        "use the key of the first delivery, or begin a new lake",
        "data pada {folder} dibuat dengan kunci lain, sehingga orang yang sama akan terhitung dua kali",
        "pakai kunci kiriman pertama, atau mulai folder baru",
    ),
    "file.unreadable": (
        "{file} cannot be read: {reason}", "check its name and permissions",
        "{file} tidak dapat dibaca: {reason}", "periksa nama dan izinnya",
    ),
    "regions.absent": (
        "the table of regions is not at {file}", "name one with --regions",
        "tabel wilayah tidak ada di {file}", "sebutkan dengan --regions",
    ),
    "lake.absent": (
        "{folder} is no lake", "receive a roll into it first: paritrana roll receive FILES --out {folder}",
        "{folder} bukan folder data", "terima kiriman dahulu: paritrana roll receive BERKAS --out {folder}",
    ),
    "lake.empty": (
        "nothing was received into {folder} yet", "receive a roll first",
        "belum ada kiriman di {folder}", "terima kiriman dahulu",
    ),
    "lake.not_refreshed": (
        "the lake {folder} has no tables yet", "run: paritrana coverage refresh {folder}",
        "tabel di {folder} belum dihitung", "jalankan: paritrana coverage refresh {folder}",
    ),
    "lake.unreadable": (
        "{file} is not the manifest of a lake", "restore it from a copy; the deliveries beside it are untouched",
        "{file} bukan manifes yang benar", "pulihkan dari salinan; kiriman di sebelahnya tidak berubah",
    ),
    "lake.unwritable": (
        "{folder} cannot be written: {reason}", "choose another folder or mend its permissions",
        "{folder} tidak dapat ditulis: {reason}", "pilih folder lain atau perbaiki izinnya",
    ),
    "lake.foreign": (
        "{folder} holds other things ({example}) and is no lake", "name a folder that is empty or not there yet",
        "{folder} berisi hal lain ({example}) dan bukan folder data", "sebutkan folder kosong atau yang belum ada",
    ),
    "lake.disk_full": (
        "the disk is full; the lake {folder} is as it was", "free some space and run the same command again",
        "disk penuh; data di {folder} tetap seperti semula", "kosongkan ruang lalu jalankan perintah yang sama",
    ),
    "lake.busy": (
        "another process is changing the lake {folder}", "wait for it to end and run the command again",
        "proses lain sedang mengubah data di {folder}", "tunggu sampai selesai lalu jalankan lagi",
    ),
    "engine.unknown": (
        "{given} is no engine", "write one of {known}",
        "{given} bukan mesin hitung", "tulis salah satu dari {known}",
    ),
    "engine.no_spark": (
        "Spark is not installed", "install it: {cure}",
        "Spark belum terpasang", "pasang: {cure}",
    ),
    "engine.unreachable": (
        "no Spark session could be had from {master} ({reason})", "check that the master runs and Java 17 is there",
        "sesi Spark dari {master} tidak dapat dibuat ({reason})", "periksa master dan Java 17",
    ),
    "engine.memory_shape": (
        "{given} is no cap on memory", "write it as 512MB or 2GB",
        "{given} bukan batas memori", "tulis seperti 512MB atau 2GB",
    ),
    "engine.memory_spent": (
        "the work does not fit in {given} memory; nothing was changed", "allow more with --memory",
        "pekerjaan ini tidak muat dalam memori {given}; tidak ada yang berubah", "beri lebih banyak dengan --memory",
    ),
    "measure.unknown": (
        "{given} is no measure", "write one of {known}",
        "{given} bukan ukuran", "tulis salah satu dari {known}",
    ),
    "measure.monthly_only": (
        "{measure} is a figure of one month", "ask for a month, for example {cure}",
        "{measure} adalah angka satu bulan", "minta satu bulan, misalnya {cure}",
    ),
    "measure.yearly_only": (
        "{measure} is a figure of a whole year", "ask for the year {cure}",
        "{measure} adalah angka setahun", "minta tahun {cure}",
    ),
    "period.shape": (
        "{given} is no period", "write a year as 2024 or a month as 2024-06",
        "{given} bukan periode", "tulis tahun seperti 2024 atau bulan seperti 2024-06",
    ),
    "period.ahead": (
        "{period} lies after the as-of date {as_of} of the deliveries, so its payments do not count yet",
        "ask for an earlier period, or receive a later delivery",
        "{period} sesudah tanggal posisi data {as_of}, sehingga iurannya belum dihitung",
        "minta periode yang lebih awal, atau terima kiriman yang lebih baru",
    ),
    "level.unknown": (
        "{given} is no level", "write one of {known}",
        "{given} bukan tingkat wilayah", "tulis salah satu dari {known}",
    ),
    "by.unknown": (
        "a table cannot be split by {given}", "use each of {known} at most once",
        "tabel tidak dapat dirinci menurut {given}", "pakai {known}, masing-masing paling banyak sekali",
    ),
    "projects.no_split": (
        "heads without names have no {given}", "ask for them without --by",
        "kepala tanpa nama tidak mempunyai {given}", "minta tanpa --by",
    ),
    "grace.measure": (
        "months of grace belong to in_force only", "leave --grace out",
        "bulan tenggang hanya untuk in_force", "hilangkan --grace",
    ),
    "employers.absent": (
        "no register of employers was received into {folder}",
        "receive one: paritrana roll receive FILE --schema employer --out {folder}",
        "daftar pemberi kerja belum diterima di {folder}",
        "terima dahulu: paritrana roll receive BERKAS --schema employer --out {folder}",
    ),
    "employer.unknown": (
        "the register has no employer {given}", "look its number up in the register",
        "pemberi kerja {given} tidak ada dalam daftar", "periksa nomornya dalam daftar",
    ),
    "as_of.shape": (
        "{given} is no day", "write it as 2024-06-30",
        "{given} bukan tanggal", "tulis seperti 2024-06-30",
    ),
    "change.no_share": (
        "{measure} is no share, so its change has no denominator", "ask for a coverage, for example person_month_coverage",
        "{measure} bukan perbandingan, sehingga perubahannya tidak mempunyai penyebut",
        "minta ukuran cakupan, misalnya person_month_coverage",
    ),
}  # fmt: skip


def told(error: ParitranaError, language: str) -> tuple[str, str] | None:
    """Return sentence and cure of a refusal, None for one that is not of rolls and lakes."""
    wording = WORDINGS.get(error.code)
    if wording is None:
        return None
    parts = wording[2:] if language.startswith("id") else wording[:2]
    facts = {name: str(value) for name, value in error.facts.items()}
    return parts[0].format(**facts), parts[1].format(**facts)
