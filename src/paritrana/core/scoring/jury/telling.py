"""The fair view in sentences, Indonesian and English: what an entrant gains or loses, what each gate says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from paritrana.core.scoring.jury.fair import Fair
from paritrana.core.scoring.jury.gates import Fact, Gate
from paritrana.core.scoring.model import CategoryScores
from paritrana.core.units import Points, decimal_text

TOLD_FROM = Fraction(1, 20)

GATES: dict[str, tuple[str, str]] = {
    "no_jury": (
        "no juror has marked: there is nothing to adjust",
        "belum ada juri yang menilai: tidak ada yang disesuaikan",
    ),
    "one_juror": (
        "only juror {juror} has marked: a strict juror cannot be told from weak entrants, nothing is "
        "adjusted",
        "hanya juri {juror} yang menilai: juri yang ketat tidak dapat dibedakan dari peserta yang lemah, "
        "tidak ada yang disesuaikan",
    ),
    "one_entrant": (
        "only {entrant} is ranked: there is nobody to be fair against, nothing is adjusted",
        "hanya {entrant} yang diperingkat: tidak ada pembanding, tidak ada yang disesuaikan",
    ),
    "no_overlap": (
        "no two jurors marked the same entrant: strict jurors cannot be told from weak entrants, nothing is "
        "adjusted",
        "tidak ada dua juri yang menilai peserta yang sama: juri yang ketat tidak dapat dibedakan dari "
        "peserta yang lemah, tidak ada yang disesuaikan",
    ),
    "no_disagreement": (
        "all jurors gave each entrant the same: there is nothing to adjust",
        "semua juri memberi nilai yang sama kepada setiap peserta: tidak ada yang disesuaikan",
    ),
    "too_little_overlap": (
        "jurors met over too few common entrants to tell strictness from taste: nothing is adjusted",
        "peserta yang dinilai bersama terlalu sedikit untuk membedakan keketatan dari selera juri: tidak ada "
        "yang disesuaikan",
    ),
    "linked": (
        "all entrants of a stage hang together over their jurors, so their marks can be compared",
        "semua peserta dalam satu tahap terhubung melalui jurinya, sehingga nilainya dapat dibandingkan",
    ),
    "unlinked": (
        "the jurors fall into {groups} groups that share no entrant (stage {stages}): strictness is adjusted "
        "within each group only, and marks of different groups are not comparable",
        "juri terbagi dalam {groups} kelompok yang tidak menilai peserta yang sama (tahap {stages}): "
        "penyesuaian hanya di dalam tiap kelompok, dan nilai antarkelompok tidak dapat dibandingkan",
    ),
    "ceiling": (
        "{at_top} of {marks} marks of the leading quarter stand at the top of the scale: strictness is "
        "measured on the logit scale, where marks near the top say less",
        "{at_top} dari {marks} nilai pada seperempat peserta teratas berada di ujung skala: keketatan diukur "
        "pada skala logit, yang memberi bobot lebih kecil pada nilai di dekat ujung",
    ),
    "no_ceiling": (
        "{at_top} of {marks} marks of the leading quarter stand at the top of the scale, fewer than one in "
        "four: strictness is measured in points",
        "{at_top} dari {marks} nilai pada seperempat peserta teratas berada di ujung skala, kurang dari "
        "seperempat: keketatan diukur dalam poin",
    ),
    "outliers": (
        "{far} of {sheets} sheets lie far from what colleagues gave: marks far off weigh less",
        "{far} dari {sheets} lembar nilai jauh dari nilai rekannya: nilai yang jauh diberi bobot lebih kecil",
    ),
    "no_outliers": (
        "{far} of {sheets} sheets lie far from what colleagues gave: all weigh alike",
        "{far} dari {sheets} lembar nilai jauh dari nilai rekannya: semua berbobot sama",
    ),
    "no_severity": (
        "the {jurors} jurors do not differ in strictness by more than chance: nothing is adjusted",
        "keketatan {jurors} juri tidak berbeda melebihi kebetulan: tidak ada yang disesuaikan",
    ),
    "severity": (
        "the {jurors} jurors differ in strictness: it is taken out (lambda {lambda})",
        "keketatan {jurors} juri berbeda: perbedaan itu dikeluarkan dari nilai (lambda {lambda})",
    ),
    "few_entrants": (
        "marked fewer than {fewer_than} entrants, so that little can be said of their strictness: {jurors}",
        "menilai kurang dari {fewer_than} peserta, sehingga keketatannya belum dapat dipastikan: {jurors}",
    ),
}


def told_gate(gate: Gate, language: str = "id") -> str:
    """Return what a gate says, one sentence without a full stop."""
    facts = {name: _fact(value) for name, value in gate.facts.items()}
    return GATES[gate.code][0 if language.startswith("en") else 1].format(**facts)


def _fact(value: Fact) -> object:
    return ", ".join(value) if isinstance(value, tuple) else value


def told_entrants(
    scores: CategoryScores, fairer: CategoryScores, fair: Fair, language: str = "id"
) -> dict[str, str]:
    """Return for each entrant who saw it, who of them marks lower or higher, and what its score becomes.

    scores: the official ones; fairer: those of `adjusted`; empty where nothing is adjusted.
    """
    if not fair.adjusts:
        return {}
    return {
        entrant: _told(
            sorted({juror for stage in one.totals.values() for juror in stage}),
            fair,
            one.score,
            fairer.entrants[entrant].score,
            language,
        )
        for entrant, one in scores.entrants.items()
        if any(one.totals.values())
    }


def _told(jurors: Sequence[str], fair: Fair, before: Fraction, after: Fraction, language: str) -> str:
    english = language.startswith("en")
    old, new = (decimal_text(Fraction(Points(one).hundredths, 100), 2, language) for one in (before, after))
    strict = {name: fair.severity[name].points for name in jurors}
    named = [name for name in sorted(jurors, key=lambda one: -strict[one]) if abs(strict[name]) >= TOLD_FROM]
    if english:
        seen = f"seen by juror{'s' * (len(jurors) > 1)} {_joined(jurors, 'and')}"
        told = _joined([_lower(name, strict, language) for name in named], "and")
        told = f", of whom {told} than colleagues on the same entrants" if named else ""
        return f"{seen}{told}: {old} {'stays' if old == new else 'becomes'} {new}"
    seen = f"dinilai oleh juri {_joined(jurors, 'dan')}"
    told = _joined([_lower(name, strict, language) for name in named], "dan")
    told = f"; juri {told} daripada rekannya untuk peserta yang sama" if named else ""
    return f"{seen}{told}: {old} {'tetap' if old == new else 'menjadi'} {new}"


def _lower(name: str, strict: Mapping[str, Fraction], language: str) -> str:
    points = decimal_text(abs(strict[name]), 1, language)
    if language.startswith("en"):
        return f"{name} marked {points} points {'lower' if strict[name] > 0 else 'higher'}"
    return f"{name} memberi {points} poin lebih {'rendah' if strict[name] > 0 else 'tinggi'}"


def _joined(names: Sequence[str], word: str) -> str:
    *most, last = names or [""]
    return f"{', '.join(most)} {word} {last}" if most else last
