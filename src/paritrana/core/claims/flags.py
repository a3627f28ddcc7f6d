"""What a check found: a code, the facts, and a sentence in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field

SENTENCES: dict[str, tuple[str, str]] = {
    "number.malformed": (
        "{text} is not a well-formed number: groups after a point have three digits",
        "{text} bukan angka yang benar: kelompok setelah titik berisi tiga angka",
    ),
    "number.ambiguous": (
        "{text} can be read in two ways: a decimal comma, or English grouping",
        "{text} dapat dibaca dua cara: koma desimal, atau pemisah ribuan cara Inggris",
    ),
    "number.rounded": (
        "{text} is rounded to {unit}; ask for the exact count",
        "{text} dibulatkan ke {unit}; minta angka pastinya",
    ),
    "sum.differs": (
        "the parts sum to {made}, printed is {printed}",
        "jumlah bagiannya {made}, tercetak {printed}",
    ),
    "percent.differs": (
        "{part} of {whole} is {made} %, printed is {printed} %",
        "{part} dari {whole} adalah {made} %, tercetak {printed} %",
    ),
    "percent.no_whole": (
        "a share of nothing has no percent",
        "bagian dari nol tidak mempunyai persentase",
    ),
    "percent.above_whole": (
        "{part} is more than the whole of {whole}",
        "{part} melebihi keseluruhan {whole}",
    ),
    "growth.rise_differs": (
        "from {before} to {after} is {made}, printed is {printed}",
        "dari {before} ke {after} selisihnya {made}, tercetak {printed}",
    ),
    "growth.percent_differs": (
        "from {before} to {after} is {made} %, printed is {printed} %",
        "dari {before} ke {after} adalah {made} %, tercetak {printed} %",
    ),
    "premium.differs": (
        "{workers} workers for {months} months at {monthly} is {made}, printed is {printed}",
        "{workers} pekerja selama {months} bulan dengan iuran {monthly} adalah {made}, tercetak {printed}",
    ),
    "share.one_fund": (
        "{workers} of the {whole} workers of the region, {made} %, by this fund alone: "
        "see whether both count the same people at the same time",
        "{workers} dari {whole} pekerja di wilayah ini, {made} %, hanya oleh satu sumber dana: "
        "periksa apakah keduanya menghitung orang yang sama pada waktu yang sama",
    ),
    "date.weekday": (
        "{date} was a {made}, printed is {printed}",
        "{date} jatuh pada hari {made}, tercetak {printed}",
    ),
    "date.outside_period": (
        "{date} is outside the judged period {start} to {end}",
        "{date} di luar periode penilaian {start} sampai {end}",
    ),
    "date.unreal": ("{text} is not a date", "{text} bukan tanggal"),
}


@dataclass(frozen=True, slots=True)
class Flag:
    """One doubt about a printed figure; `at` is its place in the text it was found in, if any."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    at: tuple[int, int] | None = None

    def told(self, language: str = "id") -> str:
        """Return the sentence; facts that are pairs of texts are taken in the language."""
        english = language.startswith("en")
        facts = {
            name: value[0 if english else 1] if isinstance(value, tuple) else value
            for name, value in self.facts.items()
        }
        return SENTENCES[self.code][0 if english else 1].format_map(facts)
