"""Benefits in sentences, Indonesian and English: what a family receives, and what an earlier start means."""

from __future__ import annotations

from collections.abc import Mapping

from paritrana.core.programmes.benefits import Benefit, Cause, Part, full_from
from paritrana.core.programmes.months import Month
from paritrana.core.units import count_text, rupiah_text
from paritrana.core.units.writing import MONTHS

_CAUSES = {
    "id": {
        Cause.DEATH: "meninggal bukan karena kerja",
        Cause.WORK_ACCIDENT: "meninggal karena kecelakaan kerja",
    },
    "en": {
        Cause.DEATH: "dies of another cause than work",
        Cause.WORK_ACCIDENT: "dies of an accident at work",
    },
}
PARTS: Mapping[str, Mapping[Part, str]] = {
    "id": {
        Part.DEATH: "santunan kematian",
        Part.PERIODIC: "santunan berkala",
        Part.FUNERAL: "biaya pemakaman",
        Part.EARLY: "santunan tiga bulan pertama",
        Part.ACCIDENT_DEATH: "santunan kematian karena kecelakaan kerja",
    },
    "en": {
        Part.DEATH: "death benefit",
        Part.PERIODIC: "periodic benefit",
        Part.FUNERAL: "funeral cost",
        Part.EARLY: "benefit of the first three months",
        Part.ACCIDENT_DEATH: "death benefit for an accident at work",
    },
}
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}


def told_benefit(found: Benefit, language: str = "id") -> list[str]:
    """Return what is paid, sentence by sentence."""
    english = language.startswith("en")
    who, when = _CAUSES["en" if english else "id"][found.cause], found.on.told(language)
    if not found.covered:
        begin = found.first.told(language)
        if english:
            return [f"Who {who} in {when} is not yet a member; cover starts in {begin}: nothing is paid."]
        return [
            f"Yang {who} pada {when} belum menjadi peserta, kepesertaan mulai {begin}: tidak ada santunan."
        ]
    told = [_sum(found, who, when, language)] if found.paid else []
    for row in found.unknown:
        times = count_text(row.wages or 0, language)
        told.append(
            f"The family receives {times} times the monthly wage ({PARTS['en'][row.part]})."
            if english
            else f"Keluarga menerima {times} kali upah sebulan ({PARTS['id'][row.part]})."
        )
    told += _scholarship(found, language)
    if found.printed:
        sums = [rupiah_text(one.rupiah, language) for one in found.printed]
        told.append(
            f"Newspapers also print {' and '.join(sums)}, which cannot be derived from this table."
            if english
            else f"Surat kabar juga menulis {' dan '.join(sums)}, yang tidak dapat diturunkan dari tabel ini."
        )
    return told


def _sum(found: Benefit, who: str, when: str, language: str) -> str:
    english = language.startswith("en")
    names = PARTS["en" if english else "id"]
    parts = [f"{names[one.part]} {rupiah_text(one.rupiah, language)}" for one in found.paid]
    listed = f" ({', '.join(parts)})" if len(parts) > 1 else f" ({names[found.paid[0].part]})"
    amount, month = rupiah_text(found.total, language), found.member_month
    if english:
        ending = "th" if month % 100 in (11, 12, 13) else _ORDINALS.get(month % 10, "th")
        place = f"the {month}{ending} month of membership"
        return f"If a member {who} in {when}, {place}, the family receives {amount}{listed}."
    return (
        f"Bila peserta {who} pada {when}, bulan kepesertaan ke-{month}, keluarga menerima {amount}{listed}."
    )


def _scholarship(found: Benefit, language: str) -> list[str]:
    if found.scholarship is None:
        return []
    english = language.startswith("en")
    row, most = found.scholarship
    amount, needed = rupiah_text(most, language), row.paid_months
    if found.missing_months:
        return [
            f"No scholarship yet: it needs {needed} paid months, {found.missing_months} more."
            if english
            else f"Belum ada beasiswa: perlu {needed} bulan iuran, kurang {found.missing_months} bulan."
        ]
    return [
        f"The children may receive scholarships of up to {amount}, depending on their schools."
        if english
        else f"Anak-anak dapat menerima beasiswa paling banyak {amount}, menurut jenjang sekolahnya."
    ]


def told_start(early: Benefit, late: Benefit, language: str = "id") -> str:
    """Return what starting earlier means for the same event: `early` and `late` differ in their first month.

    Raises ValueError when they differ in cause or event, or when `early` does not start first.
    """
    if (early.cause, early.on) != (late.cause, late.on) or not early.first < late.first:
        raise ValueError("both are of one event, and the first of them starts earlier")
    english = language.startswith("en")
    begin, instead = _pair(early.first, late.first, language)
    full, later = (full_from(one.cause, one.first) for one in (early, late))
    more = early.total - late.total
    amounts = [rupiah_text(one, language) for one in (early.total, late.total, more)]
    event, known = early.on.told(language), not early.unknown
    if english:
        head = f"Starting in {begin} instead of {instead} means: full benefit from {full.told('en')}"
        tail = (
            f"a death in {event} pays {amounts[0]} instead of {amounts[1]}, {amounts[2]} more"
            if more.amount
            else f"for a death in {event} it makes no difference"
        )
        return f"{head}, not {later.told('en')}" + (f"; {tail}." if known else ".")
    head = f"Mulai {begin}, bukan {instead}, berarti: santunan penuh sejak {full.told('id')}"
    tail = (
        f"kematian pada {event} dibayar {amounts[0]}, bukan {amounts[1]}, lebih {amounts[2]}"
        if more.amount
        else f"untuk kematian pada {event} tidak ada bedanya"
    )
    return f"{head}, bukan {later.told('id')}" + (f"; {tail}." if known else ".")


def _pair(first: Month, second: Month, language: str) -> tuple[str, str]:
    """Return two months in words, the year only where they differ in it."""
    if first.year != second.year:
        return first.told(language), second.told(language)
    names = MONTHS["en" if language.startswith("en") else "id"]
    return names[first.month - 1], names[second.month - 1]
