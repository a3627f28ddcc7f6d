"""The fair view in sentences, Indonesian and English: what an entrant gains or loses, what each gate says."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction

from paritrana.core.scoring.jury.fair import Fair
from paritrana.core.scoring.jury.gates import Fact, Gate
from paritrana.core.scoring.model import CategoryScores
from paritrana.core.units import Points, decimal_text

TOLD_FROM = Fraction(1, 20)
_AND = ("and", "dan")

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
    "geometric": (
        "not adjusted, because its dimensions are joined by a geometric mean: {stages}; its marks only help "
        "to know the jurors",
        "tidak disesuaikan, karena dimensinya digabungkan dengan rata-rata geometrik: {stages}; nilainya "
        "hanya membantu mengenali keketatan juri",
    ),
}


def told_gate(gate: Gate, language: str = "id") -> str:
    """Return what a gate says, one sentence without a full stop."""
    facts = {name: _fact(value) for name, value in gate.facts.items()}
    if "lambda" in facts and not language.startswith("en"):
        facts["lambda"] = str(facts["lambda"]).replace(".", ",")
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
    found = {}
    for entrant, one in scores.entrants.items():
        jurors = sorted({juror for stage in one.totals.values() for juror in stage})
        if jurors:
            after = fairer.entrants[entrant].score
            told = _told(jurors, fair, one.score, after, language)
            found[entrant] = told + _left_alone(one.totals.keys(), fair, language)
    return found


def _told(jurors: Sequence[str], fair: Fair, before: Fraction, after: Fraction, language: str) -> str:
    place = 0 if language.startswith("en") else 1
    old, new = (decimal_text(Fraction(Points(one).hundredths, 100), 2, language) for one in (before, after))
    seen = (
        ("seen by jurors ", "dinilai oleh juri ")
        if len(jurors) > 1
        else ("seen by juror ", "dinilai oleh juri ")
    )
    told = seen[place] + _joined(jurors, _AND[place]) + _strictness(jurors, fair, language)
    if old != new and any(gate.code == "outliers" for gate in fair.gates):
        told += ("; marks far off weigh less", "; nilai yang jauh dari rekannya berbobot lebih kecil")[place]
    word = (("becomes", "menjadi"), ("stays", "tetap"))[old == new][place]
    return f"{told}: {old} {word} {new}"


def _left_alone(stages: Collection[str], fair: Fair, language: str) -> str:
    """Return which stages of an entrant the fair view does not touch, or nothing."""
    kept = next((gate.facts["stages"] for gate in fair.gates if gate.code == "geometric"), ())
    named = [one for one in kept if one in stages] if isinstance(kept, tuple) else []
    if not named:
        return ""
    place = 0 if language.startswith("en") else 1
    told = ("; not adjusted (geometric mean): ", "; tidak disesuaikan (rata-rata geometrik): ")[place]
    return told + _joined(named, _AND[place])


def _strictness(jurors: Sequence[str], fair: Fair, language: str) -> str:
    """Return who of an entrant's jurors marks lower or higher than colleagues, farthest first."""
    place = 0 if language.startswith("en") else 1
    points = {name: fair.severity[name].points for name in jurors}
    order = sorted(jurors, key=lambda name: -abs(points[name]))
    parts, verb = [], ("marked ", "memberi ")[place]
    for sign, word in (
        (1, ("points lower", "poin lebih rendah")),
        (-1, ("points higher", "poin lebih tinggi")),
    ):
        named = [name for name in order if sign * points[name] >= TOLD_FROM]
        if not named:
            continue
        sizes = []
        for name in named:
            who = "" if len(jurors) == 1 else f"{name} "
            sizes.append(f"{who}{verb}{decimal_text(abs(points[name]), 1, language)}")
            verb = ""
        parts.append(f"{_joined(sizes, _AND[place])} {word[place]}")
    if not parts:
        return ""
    begin = (", of whom ", "; juri ") if len(jurors) > 1 else (", who ", ", yang ")
    than = ("than colleagues on the same entrants", "daripada rekannya untuk peserta yang sama")
    return f"{begin[place]}{', '.join(parts)} {than[place]}"


def _joined(names: Sequence[str], word: str) -> str:
    *most, last = names
    return f"{', '.join(most)} {word} {last}" if most else last
