"""The measures by name: what each one counts, over what, and when; with a note for the reader."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from paritrana.errors import BadInput


class Over(StrEnum):
    """What stands below the line: workers of the region, a count of persons of the lake, or nothing."""

    WORKERS = "workers"
    PERSONS = "persons"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Measure:
    """One definition. months: it has a value for one month; years: it has a value for a year."""

    name: str
    over: Over
    months: bool
    years: bool
    title: tuple[str, str]
    note: tuple[str, str]

    def told(self, language: str) -> tuple[str, str]:
        """Return title and method note in ``id`` or ``en``."""
        place = 0 if language.startswith("en") else 1
        return self.title[place], self.note[place]


MEASURES = {
    one.name: one
    for one in (
        Measure(
            "registered", Over.NOTHING, True, True,
            ("Registered persons", "Peserta terdaftar"),
            (
                "Persons whose enrolment is open at the end of the month (of December for a year). A person "
                "without a membership row counts from the first month ever paid. Says nothing about payment; "
                "no award may rank on it. By programme: every programme ever paid. All groups of workers.",
                "Orang yang kepesertaannya masih terbuka pada akhir bulan (akhir Desember untuk setahun). Orang "
                "tanpa baris kepesertaan dihitung sejak bulan pertama yang pernah dibayar. Tidak menunjukkan "
                "pembayaran; tidak boleh menjadi dasar peringkat. Menurut program: setiap program yang pernah dibayar. Semua kelompok pekerja.",
            ),
        ),
        Measure(
            "active", Over.NOTHING, True, True,
            ("Active persons", "Peserta aktif"),
            (
                "Persons for whom a settled, unreversed contribution covers the month; for a year, distinct persons "
                "with at least one such month. One count per person. All groups of workers.",
                "Orang yang iurannya untuk bulan itu sudah lunas dan tidak dibatalkan; untuk setahun, orang berbeda "
                "dengan sedikitnya satu bulan demikian. Satu orang dihitung sekali. Semua kelompok pekerja.",
            ),
        ),
        Measure(
            "in_force", Over.NOTHING, True, False,
            ("Cover in force", "Perlindungan berjalan"),
            (
                "Active persons, and those whose last paid month lies at most the stated number of months of grace "
                "back (0 unless stated). Never mixed with active persons in one series. All groups of workers.",
                "Peserta aktif dan mereka yang bulan lunas terakhirnya paling jauh sekian bulan tenggang yang "
                "disebut (0 bila tidak disebut). Tidak dicampur dengan peserta aktif dalam satu deret. Semua kelompok.",
            ),
        ),
        Measure(
            "protected", Over.NOTHING, True, True,
            ("Protected workers", "Pekerja terlindungi"),
            (
                "Persons with both JKK and JKM paid for the month, aged 17 to 65 when registered, no civil servant, "
                "soldier or police; for a year, distinct persons with at least one such month.",
                "Orang yang JKK dan JKM-nya lunas untuk bulan itu, berumur 17 sampai 65 saat terdaftar, bukan "
                "ASN/TNI/Polri; untuk setahun, orang berbeda dengan sedikitnya satu bulan demikian.",
            ),
        ),
        Measure(
            "point_coverage", Over.WORKERS, True, True,
            ("Coverage of one month", "Cakupan satu bulan"),
            (
                "Protected workers of the month over the workers of the region without civil servants, soldiers and "
                "police. For a year: its last counted month, so it must not decide an award.",
                "Pekerja terlindungi pada bulan itu dibagi pekerja di wilayah tanpa ASN/TNI/Polri. Untuk setahun: "
                "bulan terakhir yang dihitung, sehingga tidak boleh menentukan penghargaan.",
            ),
        ),
        Measure(
            "person_month_coverage", Over.WORKERS, True, True,
            ("Person-month coverage", "Cakupan orang-bulan"),
            (
                "Protected person-months of the year over twelve times the workers of the region. The default for an "
                "award: who is enrolled in December only counts one twelfth. Above 100 % is shown, never clipped.",
                "Orang-bulan terlindungi dalam setahun dibagi dua belas kali pekerja di wilayah. Ukuran baku "
                "penghargaan: yang didaftarkan Desember saja dihitung seperdua belas. Di atas 100 % tetap ditampilkan.",
            ),
        ),
        Measure(
            "continuity", Over.PERSONS, False, True,
            ("Continuity", "Keberlanjutan"),
            (
                "Persons protected in at least 11 months of the year over persons protected in at least one.",
                "Orang yang terlindungi sedikitnya 11 bulan dalam setahun dibagi orang yang terlindungi "
                "sedikitnya satu bulan.",
            ),
        ),
        Measure(
            "mean_months", Over.PERSONS, False, True,
            ("Mean months of protection", "Rata-rata bulan terlindungi"),
            (
                "Protected person-months of the year over persons protected in at least one month.",
                "Orang-bulan terlindungi dalam setahun dibagi orang yang terlindungi sedikitnya satu bulan.",
            ),
        ),
        Measure(
            "lapse", Over.PERSONS, True, True,
            ("Lapse", "Putus perlindungan"),
            (
                "Persons protected in the month before and not in this one, over those protected in the month "
                "before. For a year both are summed over its months.",
                "Orang yang terlindungi pada bulan sebelumnya tetapi tidak pada bulan ini, dibagi yang terlindungi "
                "pada bulan sebelumnya. Untuk setahun keduanya dijumlahkan.",
            ),
        ),
        Measure(
            "overlap", Over.PERSONS, True, True,
            ("Overlap of segments", "Tumpang tindih segmen"),
            (
                "How often protected workers would be counted too much if segments were added up, over protected "
                "workers. Each is counted once, in the first of: wage earner, construction, migrant, own account.",
                "Berapa kali pekerja terlindungi terhitung berlebih bila segmen dijumlahkan, dibagi pekerja "
                "terlindungi. Setiap orang dihitung sekali, urutan: penerima upah, jasa konstruksi, pekerja migran, BPU.",
            ),
        ),
        Measure(
            "additionality", Over.PERSONS, True, True,
            ("Newly active", "Peserta baru"),
            (
                "Active persons with no paid month in the twelve before their first in the year, over active persons; "
                "each in the region of that first month.",
                "Peserta aktif tanpa bulan lunas dalam dua belas bulan sebelum bulan pertamanya tahun itu, dibagi "
                "peserta aktif; masing-masing di wilayah bulan pertama itu.",
            ),
        ),
        Measure(
            "substitution", Over.PERSONS, True, True,
            ("Payer switched to public money", "Beralih ke dana publik"),
            (
                "Persons whose first month of public money follows, within twelve months, a month paid by themselves "
                "or an employer and none of public money, over persons with public money.",
                "Orang yang bulan dana publik pertamanya didahului, dalam dua belas bulan, oleh bulan yang dibayar "
                "sendiri atau pemberi kerja dan tanpa dana publik, dibagi orang dengan dana publik.",
            ),
        ),
        Measure(
            "vulnerable_coverage", Over.WORKERS, True, True,
            ("Coverage of vulnerable workers", "Cakupan pekerja rentan"),
            (
                "Protected vulnerable own-account workers whose premium somebody else pays, over the vulnerable "
                "workers of the region (never over all workers); for a year in person-months over twelve times them.",
                "Pekerja rentan BPU terlindungi yang iurannya dibayar pihak lain, dibagi pekerja rentan di wilayah "
                "(tidak pernah semua pekerja); untuk setahun dalam orang-bulan dibagi dua belas kalinya.",
            ),
        ),
        Measure(
            "nameless_construction", Over.NOTHING, True, False,
            ("Construction workers without names", "Pekerja jasa konstruksi tanpa nama"),
            (
                "Heads reported by construction projects without names. Kept beside protected workers, never inside.",
                "Jumlah kepala yang dilaporkan proyek konstruksi tanpa nama. Disandingkan, tidak pernah digabungkan.",
            ),
        ),
    )
}  # fmt: skip


def measure(name: str) -> Measure:
    """Return a measure by name; raises BadInput (measure.unknown)."""
    if name not in MEASURES:
        raise BadInput("measure.unknown", given=name, known=", ".join(MEASURES))
    return MEASURES[name]
