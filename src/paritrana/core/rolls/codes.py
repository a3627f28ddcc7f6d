"""Every fault and doubt a row of a roll can have: a stable code, a bit, and sentence and cure in two languages.

A bit is never given to another code; new codes are added at the end.  Faults and doubts have masks of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowCode:
    """One thing that can be wrong with a row; `hard` rejects the row, else it is a doubt to look at."""

    code: str
    column: str
    hard: bool
    english: tuple[str, str]
    indonesian: tuple[str, str]

    def told(self, language: str) -> tuple[str, str]:
        """Return sentence and cure."""
        return self.indonesian if language.startswith("id") else self.english


def _hard(code: str, column: str, en: str, cure: str, indonesian: str, obat: str) -> RowCode:
    return RowCode(code, column, True, (en, cure), (indonesian, obat))


def _soft(code: str, column: str, en: str, cure: str, indonesian: str, obat: str) -> RowCode:
    return RowCode(code, column, False, (en, cure), (indonesian, obat))


ERRORS: tuple[RowCode, ...] = (
    _hard(
        "row.cells", "", "the row has too few or too many cells", "look for a stray delimiter or quote",
        "jumlah sel pada baris ini tidak sesuai", "periksa pemisah atau tanda petik yang berlebih",
    ),
    _hard(
        "nik.damaged", "nik", "the NIK was kept as a number, so its last digits may be lost",
        "deliver the NIK as text from the original list; it cannot be repaired",
        "NIK tersimpan sebagai angka sehingga digit akhirnya dapat hilang",
        "kirim ulang NIK sebagai teks dari daftar asli; tidak dapat diperbaiki di sini",
    ),
    _hard(
        "nik.shape", "nik", "the NIK has not 16 digits", "copy it anew from the identity card",
        "NIK tidak terdiri atas 16 angka", "salin ulang dari KTP",
    ),
    _hard(
        "birth_date.shape", "birth_date", "the birth date is no date of the form YYYY-MM-DD",
        "write it as 1990-01-31",
        "tanggal lahir bukan tanggal berbentuk TTTT-BB-HH", "tulis seperti 1990-01-31",
    ),
    _hard(
        "birth_date.future", "birth_date", "the birth date lies after the month or more than 120 years before it",
        "look it up on the identity card",
        "tanggal lahir sesudah bulan iuran atau lebih dari 120 tahun sebelumnya", "cocokkan dengan KTP",
    ),
    _hard(
        "sex.unknown", "sex", "the sex is neither L nor P", "write L or P",
        "jenis kelamin bukan L atau P", "tulis L atau P",
    ),
    _hard(
        "village.unknown", "village_code", "there is no such village code", "look the code up at /wilayah",
        "kode desa/kelurahan tidak dikenal", "cari kodenya di /wilayah",
    ),
    _hard(
        "village.expired", "village_code", "the village code did not stand in that month",
        "use the code that stood then; the region's page names its successor",
        "kode desa/kelurahan tidak berlaku pada bulan itu",
        "pakai kode yang berlaku; halaman wilayah menyebut penggantinya",
    ),
    _hard(
        "workplace.unknown", "workplace_code", "there is no such region code", "leave it empty or mend the code",
        "kode tempat kerja tidak dikenal", "kosongkan atau perbaiki kodenya",
    ),
    _hard(
        "segment.unknown", "segment", "the segment is none of pu, bpu, jakon, pmi", "write one of the four",
        "segmen bukan pu, bpu, jakon, atau pmi", "tulis salah satu dari empat itu",
    ),
    _hard(
        "group.unknown", "worker_group", "the worker group is not on the list",
        "write company, honorary, civil_servant, village_official, vulnerable or other",
        "kelompok pekerja tidak ada dalam daftar",
        "tulis company, honorary, civil_servant, village_official, vulnerable, atau other",
    ),
    _hard(
        "occupation.unknown", "occupation", "the occupation is not on the list", "write unknown if it is not known",
        "pekerjaan tidak ada dalam daftar", "tulis unknown bila tidak diketahui",
    ),
    _hard(
        "sector.unknown", "sector", "the sector is not on the list", "write unknown if it is not known",
        "lapangan usaha tidak ada dalam daftar", "tulis unknown bila tidak diketahui",
    ),
    _hard(
        "programmes.unknown", "programmes", "the programmes are not JKK, JKM, JHT, JP, JKP joined by +",
        "write for example JKK+JKM",
        "program bukan JKK, JKM, JHT, JP, JKP yang disambung dengan +", "tulis misalnya JKK+JKM",
    ),
    _hard(
        "period.shape", "period", "the period is no month of the form YYYY-MM", "write it as 2024-03",
        "periode bukan bulan berbentuk TTTT-BB", "tulis seperti 2024-03",
    ),
    _hard(
        "period.outside", "period", "the period is not the month this file was delivered for",
        "deliver the row with its own month, or the file without a stated month",
        "periode di luar bulan yang dilaporkan berkas ini",
        "kirim baris ini bersama bulannya, atau kirim berkas tanpa menyebut bulan",
    ),
    _hard(
        "period.far", "period", "the period lies more than 24 months after the payment or before 1978",
        "premiums are paid for at most 24 months ahead",
        "periode lebih dari 24 bulan sesudah pembayaran atau sebelum 1978",
        "iuran dibayar paling lama 24 bulan di muka",
    ),
    _hard(
        "funder.unknown", "funder", "the funder is not on the list", "write other if it is not known",
        "sumber dana tidak ada dalam daftar", "tulis other bila tidak diketahui",
    ),
    _hard(
        "amount.shape", "amount", "the amount is not a whole number of rupiah of at most 12 digits without separators",
        "write 16800, not 16.800 or 16,800.00",
        "jumlah bukan rupiah bulat paling banyak 12 angka tanpa pemisah", "tulis 16800, bukan 16.800 atau 16,800.00",
    ),
    _hard(
        "amount.negative", "amount", "the amount is negative", "a payment taken back is a row of state reversed",
        "jumlah negatif", "pembayaran yang dibatalkan ditulis dengan state reversed",
    ),
    _hard(
        "paid_on.shape", "paid_on", "the day of payment is no date of the form YYYY-MM-DD", "write it as 2024-03-15",
        "tanggal bayar bukan tanggal berbentuk TTTT-BB-HH", "tulis seperti 2024-03-15",
    ),
    _hard(
        "paid_on.future", "paid_on", "the day of payment lies after the as-of date of the delivery",
        "mend the day, or the delivery's as-of date",
        "tanggal bayar sesudah tanggal posisi data", "perbaiki tanggalnya atau tanggal posisi data",
    ),
    _hard(
        "state.unknown", "state", "the state is none of paid, reversed, late", "write one of the three",
        "status bukan paid, reversed, atau late", "tulis salah satu dari tiga itu",
    ),
    _hard(
        "age.under", "birth_date", "the person is under 17 in that month", "nobody under 17 can be registered",
        "orang ini belum berumur 17 tahun pada bulan itu", "yang belum 17 tahun tidak dapat didaftarkan",
    ),
    _hard(
        "row.duplicate", "", "the same row stands in this file already", "keep one of them",
        "baris yang sama sudah ada dalam berkas ini", "pakai satu saja",
    ),
    _hard(
        "registered_on.shape", "registered_on", "the day of registration is no date of the form YYYY-MM-DD",
        "write it as 2024-03-15",
        "tanggal pendaftaran bukan tanggal berbentuk TTTT-BB-HH", "tulis seperti 2024-03-15",
    ),
    _hard(
        "ended_on.shape", "ended_on", "the day of leaving is no date, or lies before the registration",
        "leave it empty while the person is a member",
        "tanggal berhenti bukan tanggal atau sebelum pendaftaran", "kosongkan selama masih menjadi peserta",
    ),
    _hard(
        "age.at_registration", "birth_date", "the person was not 17 to 65 years old when registered",
        "look up both dates",
        "umur saat didaftarkan tidak antara 17 dan 65 tahun", "periksa kedua tanggal",
    ),
    _hard(
        "region.unknown", "region_code", "there is no such region code", "look the code up at /wilayah",
        "kode wilayah tidak dikenal", "cari kodenya di /wilayah",
    ),
    _hard(
        "employer.missing", "employer_id", "the employer has no number", "write its registration number (NPP)",
        "nomor pemberi kerja kosong", "tulis nomor pendaftaran perusahaan (NPP)",
    ),
    _hard(
        "size.unknown", "size", "the size is none of large, medium, small, micro", "write one of the four",
        "skala usaha bukan large, medium, small, atau micro", "tulis salah satu dari empat itu",
    ),
    _hard(
        "count.shape", "", "a count is no whole number from 0, written without separators",
        "write 1250, not 1.250; write 0 where there is none",
        "jumlah bukan bilangan bulat mulai 0 tanpa pemisah", "tulis 1250, bukan 1.250; tulis 0 bila tidak ada",
    ),
    _hard(
        "as_of.shape", "as_of", "the day the row speaks for is no date of the form YYYY-MM-DD",
        "write it as 2024-06-30",
        "tanggal posisi baris ini bukan tanggal berbentuk TTTT-BB-HH", "tulis seperti 2024-06-30",
    ),
    _hard(
        "as_of.future", "as_of", "the row speaks for a day after the as-of date of the delivery",
        "mend the day, or the delivery's as-of date",
        "tanggal posisi baris ini sesudah tanggal posisi kiriman",
        "perbaiki tanggalnya atau tanggal posisi kiriman",
    ),
    _hard(
        "employer.twice", "employer_id", "an earlier row says something else of this employer and day",
        "keep the one that is right",
        "baris lain menyebut data berbeda untuk pemberi kerja dan tanggal yang sama", "pakai yang benar saja",
    ),
    _hard(
        "project.missing", "project_id", "the project has no number", "write the number of its registration",
        "nomor proyek kosong", "tulis nomor pendaftaran proyek",
    ),
    _hard(
        "project.twice", "project_id", "an earlier row has heads of this project, region and month already",
        "let the months of its rows not overlap",
        "baris lain sudah memuat kepala proyek, wilayah, dan bulan yang sama",
        "bulan pada baris-barisnya tidak boleh beririsan",
    ),
    _hard(
        "rse.shape", "rse", "the relative standard error is no number of 0 to 100 percent",
        "write it as 2.5, or leave it empty where it is not known",
        "galat baku relatif bukan angka 0 sampai 100 persen", "tulis seperti 2.5, kosongkan bila tidak diketahui",
    ),
    _hard(
        "denominator.twice", "value", "an earlier row says something else of this region, segment and vintage",
        "keep the one that is right",
        "baris lain menyebut data berbeda untuk wilayah, segmen, dan vintase yang sama", "pakai yang benar saja",
    ),
    _hard(
        "vintage.shape", "vintage", "the vintage is no year or month of the form YYYY or YYYY-MM",
        "write it as 2023 or 2023-08",
        "vintase bukan tahun atau bulan berbentuk TTTT atau TTTT-BB", "tulis seperti 2023 atau 2023-08",
    ),
    _hard(
        "denominator.zero", "value", "a district, regency or province is said to have no workers at all",
        "write the number the source gives; leave the row out where it gives none",
        "kecamatan, kabupaten/kota, atau provinsi disebut tidak mempunyai pekerja sama sekali",
        "tulis jumlah menurut sumber; hapus barisnya bila sumber tidak memuatnya",
    ),
)  # fmt: skip

WARNINGS: tuple[RowCode, ...] = (
    _soft(
        "nik.birth_date", "nik", "the NIK tells another birth date than the one stated",
        "a NIK is never changed after a correction; look only if many rows say so",
        "NIK menunjukkan tanggal lahir lain dari yang ditulis",
        "NIK tidak diubah setelah koreksi; periksa bila banyak baris demikian",
    ),
    _soft(
        "nik.sex", "nik", "the NIK tells another sex than the one stated", "look it up on the identity card",
        "NIK menunjukkan jenis kelamin lain dari yang ditulis", "cocokkan dengan KTP",
    ),
    _soft(
        "nik.region", "nik", "the NIK begins with another regency than the residence",
        "it tells where the person was first registered, so this is often right",
        "NIK diawali kode kabupaten/kota lain dari tempat tinggal",
        "NIK menunjukkan tempat pendaftaran pertama, jadi sering kali benar",
    ),
    _soft(
        "name.missing", "name", "the row has no name", "names help people to find the row",
        "baris ini tanpa nama", "nama membantu menemukan orangnya",
    ),
    _soft(
        "age.over", "birth_date", "the person is over 65 in that month",
        "who registered in time may go on; protection counts by the age at registration",
        "orang ini berumur lebih dari 65 tahun pada bulan itu",
        "yang terdaftar tepat waktu boleh lanjut; perlindungan dihitung dari umur saat terdaftar",
    ),
    _soft(
        "programmes.segment", "programmes", "this segment cannot have all of these programmes",
        "BPU has no JP and JKP, construction only JKK and JKM",
        "segmen ini tidak mempunyai semua program tersebut", "BPU tanpa JP dan JKP, jakon hanya JKK dan JKM",
    ),
    _soft(
        "state.late", "state", "the payment is marked late but was made in its month, or the other way round",
        "only the mark differs; the month counts",
        "status terlambat tidak sesuai tanggal bayarnya", "hanya tandanya yang berbeda; bulannya tetap dihitung",
    ),
    _soft(
        "registered.above_workers", "registered", "more workers are registered than the employer states to have",
        "the surplus is not counted; ask the employer for its workers",
        "pekerja terdaftar lebih banyak dari pekerja yang dilaporkan",
        "kelebihannya tidak dihitung; tanyakan jumlah pekerja kepada pemberi kerja",
    ),
    _soft(
        "workers.none", "workers", "the employer states that it has no workers",
        "it is left out of every share; ask whether it still works",
        "pemberi kerja menyatakan tidak mempunyai pekerja",
        "tidak ikut dihitung dalam pembagian; tanyakan apakah masih beroperasi",
    ),
    _soft(
        "owed.below_rule", "programmes_owed", "fewer programmes are owed here than the rule asks for this size",
        "the rule of the size counts beside what is stated; look the size up",
        "program wajib yang ditulis kurang dari ketentuan untuk skala usaha ini",
        "ketentuan skala usaha tetap dihitung; periksa skala usahanya",
    ),
    _soft(
        "denominator.none", "value", "nobody is said to work here, so figures over this row have no rate",
        "look it up in the source; leave the row out where the number is only not known",
        "tidak ada pekerja menurut baris ini, sehingga angkanya tidak mempunyai persentase",
        "cocokkan dengan sumber; hapus barisnya bila jumlahnya hanya belum diketahui",
    ),
    _soft(
        "source.missing", "source", "the number of workers has no source", "name the survey or the office it comes from",
        "jumlah pekerja tidak bersumber", "sebutkan survei atau instansi asalnya",
    ),
    _soft(
        "payment.repeated", "amount",
        "an earlier file bears the same payment: person, segment, programmes, period, payer, amount, day",
        "it counts once; if it was paid twice, write both rows in one file",
        "berkas sebelumnya memuat pembayaran yang sama: orang, segmen, program, periode, pembayar, jumlah, tanggal",
        "dihitung satu kali; bila memang dibayar dua kali, tulis kedua baris dalam satu berkas",
    ),
)  # fmt: skip

ERROR_BITS = {one.code: place for place, one in enumerate(ERRORS)}
WARNING_BITS = {one.code: place for place, one in enumerate(WARNINGS)}


def codes_of(errors: int, warnings: int = 0) -> list[RowCode]:
    """Return what the two masks of a row say, faults first."""
    return [*_named(errors, ERRORS), *_named(warnings, WARNINGS)]


def _named(mask: int, codes: Iterable[RowCode]) -> list[RowCode]:
    return [one for place, one in enumerate(codes) if mask >> place & 1]
