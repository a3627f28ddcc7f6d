"""What a report says in sentences, English and Indonesian, for a plenary and for papers."""

from collections.abc import Callable

from paritrana.core.ranking.robustness.lamps import JUROR, TRIMMED, Lamp
from paritrana.core.ranking.robustness.report import CategoryReport, decimals, percent_down
from paritrana.core.units import count_text, decimal_text

type Pair = tuple[str, str]
type Named = Callable[[str], str]

WORDS: dict[str, Pair] = {
    "stable": ("stable", "mantap"),
    "fairly_stable": ("fairly stable", "cukup mantap"),
    "contested": ("contested", "masih bersaing"),
}
CHOICES: dict[str, Pair] = {
    "weights": ("the weights", "bobot"),
    "scale": ("goalposts or place among the entrants", "batas tetap atau kedudukan di antara peserta"),
    "form": ("arithmetic or geometric mean", "rata-rata hitung atau rata-rata ukur"),
    "criterion": ("leaving one criterion out", "tanpa salah satu kriteria"),
    "juror": ("leaving one juror out", "tanpa salah satu juri"),
    "panel": ("mean, trimmed mean or fair view", "rata-rata, rata-rata terpangkas, atau pandangan adil"),
    "severity": ("chance in the severity of jurors", "ketidakpastian tingkat ketat juri"),
}
_NOBODY: Pair = ("Nobody is ranked.", "Tidak ada peserta yang diperingkat.")
_STABILITY: Pair = (
    "{winner} stays first in {count} of {worlds} worlds: the first place is {word}.",
    "{winner} tetap pertama pada {count} dari {worlds} kemungkinan: peringkat pertama {word}.",
)
_MINUTE: Pair = (
    " The plenary writes its reasons into the minutes.",
    " Pleno menuliskan alasannya dalam berita acara.",
)
_RADIUS: Pair = (
    "{rival} draws level with {winner} only if weights move by {percent}% or more.",
    "{rival} baru menyamai {winner} bila bobot berubah {percent} % atau lebih.",
)
_LEVEL: Pair = (
    "{rival} is level with {winner}: any change of weights decides between them.",
    "{rival} setara dengan {winner}: perubahan bobot sekecil apa pun menentukan urutannya.",
)
_NEVER: Pair = (
    "{winner} is at least as good as every other in each criterion: no weights change the first place.",
    "{winner} tidak kalah pada kriteria mana pun: peringkat pertama tidak bergantung pada bobot.",
)
_FOUND: Pair = (
    "Found, not proven: {rival} draws level with {winner} with each weight moved by up to {percent}%;"
    " whether less would do is not known.",
    "Ditemukan, bukan dibuktikan: {rival} menyamai {winner} bila setiap bobot berubah hingga {percent} %;"
    " apakah perubahan yang lebih kecil cukup, tidak diketahui.",
)
_LEVEL_NOW: Pair = (
    "{rival} is level with {winner} under the weights as they are.",
    "{rival} setara dengan {winner} dengan bobot yang berlaku.",
)
_NONE_FOUND: Pair = (
    "No weights were found, up to nothing or double, with which another draws level with {winner};"
    " that there are none is not proven.",
    "Tidak ditemukan bobot, dari nol hingga dua kali lipat, yang membuat peserta lain menyamai {winner};"
    " bahwa tidak ada, belum terbukti.",
)
_ALIKE: Pair = (
    "{names} are alike in every criterion: no weights can part them.",
    "{names} sama pada setiap kriteria: bobot apa pun tidak dapat memisahkan mereka.",
)
_ALONE: Pair = ("{winner} has no rival.", "{winner} tidak memiliki pesaing.")
_CAN_WIN: Pair = (
    "With each weight moved by up to 25%, nobody but {names} can come first ({many} of {all}).",
    "Bila setiap bobot berubah hingga 25 %, hanya {names} yang dapat menjadi pertama ({many} dari {all}).",
)
_CAN_WIN_FOUND: Pair = (
    "With each weight moved by up to 25%, found able to come first: {names} ({many} of {all});"
    " that nobody else can is not proven.",
    "Bila setiap bobot berubah hingga 25 %, yang ditemukan dapat menjadi pertama: {names}"
    " ({many} dari {all}); bahwa peserta lain tidak dapat, belum terbukti.",
)
_MOVES: Pair = (
    "What moves ranks most is {choice}: {percent}% of the movement.",
    "Yang paling menggeser peringkat adalah {choice}: {percent} % dari pergeseran.",
)
_UNMOVED: Pair = (
    "No choice by itself moves any rank.",
    "Tidak ada satu pilihan pun yang sendirian menggeser peringkat.",
)
_TASK: Pair = (
    "{entrant} has no value for {gaps}: its score can still be {low} to {high}, its rank {best} to {worst}."
    " Complete this before the ranking is frozen.",
    "{entrant} belum memiliki data {gaps}: skornya masih mungkin {low} sampai {high},"
    " peringkatnya {best} sampai {worst}. Lengkapi sebelum peringkat ditetapkan.",
)
_LAMPS: dict[tuple[str, str], Pair] = {
    (JUROR, "none"): (
        "There are no two jurors, so none can be left out.",
        "Jurinya kurang dari dua, jadi tidak ada yang dapat dikeluarkan.",
    ),
    (JUROR, "on"): (
        "The first place holds whichever of the {jurors} jurors is left out.",
        "Peringkat pertama bertahan tanpa juri mana pun dari {jurors} juri.",
    ),
    (JUROR, "off"): (
        "Without {changing}, {rivals} would be first.",
        "Tanpa {changing}, yang pertama adalah {rivals}.",
    ),
    (TRIMMED, "none"): (
        "Jurors mark nothing here, so there is nothing to trim.",
        "Di sini tidak ada nilai juri, jadi tidak ada yang dipangkas.",
    ),
    (TRIMMED, "on"): (
        "The first place holds when the highest and the lowest juror of each entrant are left out.",
        "Peringkat pertama bertahan bila juri tertinggi dan terendah setiap peserta dikeluarkan.",
    ),
    (TRIMMED, "off"): (
        "Without the highest and the lowest juror of each entrant, {rivals} would be first.",
        "Tanpa juri tertinggi dan terendah setiap peserta, yang pertama adalah {rivals}.",
    ),
    ("weights_10", "none"): (
        "No weights part the first from another.",
        "Bobot tidak membedakan yang pertama dari yang lain.",
    ),
    ("weights_10", "on"): (
        "The first place holds for all weights within ± 10%.",
        "Peringkat pertama bertahan untuk semua bobot dalam ± 10 %.",
    ),
    ("weights_10", "found"): (
        "No weights within ± 10% were found that bring another level or ahead; that there are none is not"
        " proven.",
        "Tidak ditemukan bobot dalam ± 10 % yang membuat peserta lain menyamai atau mendahului; bahwa tidak"
        " ada, belum terbukti.",
    ),
    ("weights_10", "off"): (
        "Weights within ± 10% can bring {rival} level or ahead.",
        "Bobot dalam ± 10 % dapat membuat {rival} menyamai atau mendahului.",
    ),
}


def _same(entrant: str) -> str:
    return entrant


def told_stability(report: CategoryReport, named: Named = _same) -> Pair:
    """Say in how many worlds the first stays first, and the word for it."""
    if report.word is None:
        return _NOBODY
    winner = _listed([named(one) for one in report.winner])
    english, indonesian = (
        text.format(
            winner=name,
            count=count_text(report.held, language),
            worlds=count_text(report.worlds, language),
            word=word,
        )
        for text, name, word, language in zip(
            _STABILITY, winner, WORDS[report.word], ("en", "id"), strict=True
        )
    )
    more = _MINUTE if report.word == "contested" else ("", "")
    return english + more[0], indonesian + more[1]


def told_radius(report: CategoryReport, named: Named = _same) -> Pair:
    """Say who needs the least change of weights to draw level with the first, and how much.

    A change that was found and not proven to be the least is told as such.
    """
    if not report.winner:
        return _NOBODY
    nearest = report.nearest
    winner = named(report.winner[0])
    if alike := [named(one) for one in _alike(report)]:
        names = _listed([winner, *alike])
        return _ALIKE[0].format(names=names[0]), _ALIKE[1].format(names=names[1])
    if nearest is None:
        return _filled(_ALONE, winner=winner)
    facts = {"winner": winner, "rival": named(nearest.entrant)}
    never, level, least = (_NEVER, _LEVEL, _RADIUS) if report.certified else (_NONE_FOUND, _LEVEL_NOW, _FOUND)
    if nearest.radius >= 1:
        return _filled(never, **facts)
    if not nearest.radius:
        return _filled(level, **facts)
    return _with_percent(least, percent_down(nearest.radius), **facts)


def _alike(report: CategoryReport) -> list[str]:
    """Return who has the first one's points in every criterion."""
    apart = {report.winner[0], *(one.entrant for one in report.rivals)}
    return [one.entrant for one in report.standings if report.certified and one.entrant not in apart]


def told_can_win(report: CategoryReport, named: Named = _same) -> Pair:
    """Say who can come first at all within weights ± 25 %, or who was found able to."""
    names = _listed([named(one) for one in report.can_win])
    facts = {"many": len(report.can_win), "all": len(report.standings)}
    english, indonesian = _CAN_WIN if report.certified else _CAN_WIN_FOUND
    return english.format(names=names[0], **facts), indonesian.format(names=names[1], **facts)


def told_moves(report: CategoryReport) -> Pair:
    """Say which choice moves ranks most, and its share of the movement."""
    if not report.moves or not report.moves[0][1]:
        return _UNMOVED
    name, share = report.moves[0]
    percent = decimals(share * 100, 1)
    english, indonesian = (
        text.format(choice=choice, percent="{percent}")
        for text, choice in zip(_MOVES, CHOICES[name], strict=True)
    )
    return _with_percent((english, indonesian), percent)


def told_lamp(lamp: Lamp, named: Named = _same) -> Pair:
    """Say what a lamp found; jurors are told by their id."""
    nothing = lamp.facts.get("exact", "") is None or lamp.facts.get("jurors") == 0
    state = "none" if nothing else lamp.facts.get("kind", "on") if lamp.on else "off"
    english: dict[str, str] = {}
    indonesian: dict[str, str] = {}
    for name, value in lamp.facts.items():
        told = [named(one) if name == "rivals" else one for one in value] if isinstance(value, list) else None
        shown = named(str(value)) if name == "rival" else str(value)
        english[name], indonesian[name] = _listed(told) if told is not None else (shown, shown)
    sentence, sentence_id = _LAMPS[lamp.id, str(state)]
    return sentence.format(**english), sentence_id.format(**indonesian)


def told_tasks(report: CategoryReport, named: Named = _same) -> list[Pair]:
    """Say which gaps leave open who wins, passes or is sent on; one sentence an entrant."""
    titles = {one.id: one.title for one in report.category.criteria}
    found = []
    for one in report.bounds:
        if one.task:
            gaps = _listed([titles[name]["en"] for name in one.gaps])[0]
            gaps_id = _listed([titles[name]["id"] for name in one.gaps])[1]
            facts = {"entrant": named(one.entrant), "best": one.best_rank, "worst": one.worst_rank}
            ends = [[decimal_text(end, 2, way) for end in (one.low, one.high)] for way in ("en", "id")]
            english, indonesian = (
                text.format(gaps=own, low=low, high=high, **facts)
                for text, own, (low, high) in zip(_TASK, (gaps, gaps_id), ends, strict=True)
            )
            found.append((english, indonesian))
    return found


def _filled(pair: Pair, **facts: object) -> Pair:
    return pair[0].format(**facts), pair[1].format(**facts)


def _with_percent(pair: Pair, percent: str, **facts: object) -> Pair:
    comma = percent.replace(".", ",")
    return pair[0].format(percent=percent, **facts), pair[1].format(percent=comma, **facts)


def _listed(names: list[str]) -> Pair:
    """Return names joined by commas and a last and."""
    if len(names) < 2:
        return "".join(names), "".join(names)
    head = ", ".join(names[:-1])
    return f"{head} and {names[-1]}", f"{head} dan {names[-1]}"
