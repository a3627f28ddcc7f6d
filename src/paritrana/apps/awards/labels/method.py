"""A rulebook in plain words, in the language of the page: what the method page shows."""

from dataclasses import dataclass, field
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paritrana.apps.awards.labels import words
from paritrana.core.rulebook import Category, Criterion, Prize, Rulebook, Stage, Text
from paritrana.core.rulebook.shares import share_of_score
from paritrana.core.rulebook.words import AMONG, FAIR, MISSING, PER, Words, capital
from paritrana.ui import formats

WHOLE = 10_000


@dataclass(frozen=True)
class CriterionWords:
    """One criterion in words: `facts` (label, text), `rungs` (text, points), `anchors` (mark, text)."""

    id: str
    title: str
    kind: str
    weight: str
    weight_of_all: str
    unit: str
    evidence: str
    guidance: str
    facts: list[tuple[str, str]]
    rungs: list[tuple[str, int]] = field(default_factory=list)
    anchors: list[tuple[str, str]] = field(default_factory=list)
    in_dimension: bool = False


@dataclass(frozen=True)
class GroupWords:
    """The criteria of one dimension, or of a stage without any: then title and weight are empty."""

    title: str
    weight: str
    criteria: list[CriterionWords]


@dataclass(frozen=True)
class StageWords:
    """One stage: its weight in the category, what is said of it as a whole, and its criteria in groups."""

    id: str
    title: str
    weight: str
    held: str
    notes: list[str]
    groups: list[GroupWords]

    @property
    def criteria(self) -> list[CriterionWords]:
        """Return the criteria of all groups."""
        return [one for group in self.groups for one in group.criteria]


@dataclass(frozen=True)
class PrizeWords:
    """One prize outside the ranks: what decides it, who can have it, for what it is given."""

    title: str
    facts: list[tuple[str, str]]


@dataclass(frozen=True)
class CategoryWords:
    """One category: who may stand, its numbers and stages, how equals are parted, how jurors are joined."""

    id: str
    title: str
    entrants: str
    facts: list[tuple[str, str]]
    stages: list[StageWords]
    ties: list[str]
    jury: list[str]


def categories_of(book: Rulebook) -> list[CategoryWords]:
    """Return every category of a rulebook in words, in its order."""
    return [_category(category) for category in book.categories]


def prizes_of(book: Rulebook) -> list[PrizeWords]:
    """Return every prize outside the ranks in words, in the order of the rulebook."""
    return [_prize(prize, book) for prize in book.prizes]


def phrases() -> Words:
    """Return the phrases of the method in the page's language."""
    return Words("en" if formats.in_english() else "id")


def percent(part: int, whole: int = WHOLE) -> str:
    """Return a weight as percent with no more decimals than it has, at most two."""
    exact = Fraction(part * 100, whole)
    places = next((one for one in (0, 1) if (exact * 10**one).denominator == 1), 2)
    return formats.percent(part, whole, places)


def title_of(title: Text, code: str) -> str:
    """Return a title in the page's language; a bare id as words."""
    text = formats.title_of(title)
    return words.spaced(code) if text == code else text


def entrants_of(category: Category) -> str:
    """Return who may stand in a category, in one phrase."""
    text = str(words.ENTRANT[category.entrant])
    if category.village_kinds:
        text = ", ".join(str(words.VILLAGE_KIND[kind]) for kind in category.village_kinds)
    if category.sizes:
        sizes = ", ".join(str(words.SIZE[size]) for size in category.sizes)
        text = _("%(entrants)s of size: %(sizes)s") % {"entrants": text, "sizes": sizes}
    if category.sectors:
        sectors = ", ".join(str(words.SECTOR.get(one, words.spaced(one))) for one in category.sectors)
        text = _("%(entrants)s; sectors: %(sectors)s") % {"entrants": text, "sectors": sectors}
    return text


def _category(category: Category) -> CategoryWords:
    return CategoryWords(
        id=category.id,
        title=title_of(category.title, category.id),
        entrants=entrants_of(category),
        facts=_numbers(category),
        stages=[_stage(stage, category) for stage in category.stages],
        ties=[tie_words(tie, category) for tie in category.ties],
        jury=jury_words(category),
    )


def _ranks(many: int) -> str:
    return _("ranks 1 to %(number)s") % {"number": formats.number(many)} if many > 1 else _("rank 1")


def _numbers(category: Category) -> list[tuple[str, str]]:
    facts = []
    if category.quota is not None:
        facts.append((_("Entrants one proposer may send"), formats.number(category.quota)))
    if category.finalists is not None:
        facts.append((_("Finalists"), formats.number(category.finalists)))
    if category.uncertain_pct is not None and category.finalists_ceiling is not None:
        uncertain = _(
            "Whoever could be among them if criteria counted up to %(percent)s more or less passes too, "
            "while no more than %(ceiling)s pass in all"
        )
        told = {"percent": percent(category.uncertain_pct, 100), "ceiling": category.finalists_ceiling}
        facts.append((_("Uncertain finalists"), uncertain % told))
    facts.append((_("Recipients"), _ranks(category.winners)))
    if category.consolation:
        facts.append((_("Consolation places"), formats.number(category.consolation)))
    if category.province_cap is not None:
        cap = _("at most %(number)s winners and consolations")
        facts.append((_("One province"), cap % {"number": formats.number(category.province_cap)}))
    if category.size_classes:
        facts.append((_("Size classes"), phrases().listed(list(map(words.spaced, category.size_classes)))))
    if category.forward:
        facts.append((_("Sent on to the next level"), _ranks(category.forward)))
    order = {
        "exact": _("The exact score, before rounding"),
        "shown": _("The score as shown, with two decimals"),
    }
    facts.append((_("What decides the rank"), order[category.rank_on]))
    if category.aggregate == "geometric":
        facts.append((_("From the stages to the score"), _geometric(category.floor)))
    return facts


def _geometric(floor: Fraction) -> str:
    text = _(
        "Geometric mean: shares are multiplied, each raised to its weight, so that a weak side cannot hide; "
        "a share below %(floor)s counts as %(floor)s"
    )
    return text % {"floor": phrases().percent(floor, most=6)}


def _stage(stage: Stage, category: Category) -> StageWords:
    held = {"all": _("Held for every entrant"), "finalists": _("Held only for the finalists")}
    return StageWords(
        id=stage.id,
        title=title_of(stage.title, stage.id),
        weight=percent(stage.weight_bp),
        held=held[stage.entrants],
        notes=_notes(stage),
        groups=_groups(stage, category),
    )


def _notes(stage: Stage) -> list[str]:
    notes = []
    if stage.pass_mark is not None:
        mark = _("Pass mark: whoever has fewer than %(mark)s points in this stage does not go on.")
        notes.append(mark % {"mark": plain(stage.pass_mark)})
    if stage.aggregate == "geometric":
        notes.append(_("The dimensions are joined by the geometric mean.") + f" {_geometric(stage.floor)}.")
    elif stage.dimensions:
        notes.append(_("The dimensions are joined by their weights."))
    return notes


def _groups(stage: Stage, category: Category) -> list[GroupWords]:
    if not stage.dimensions:
        return [GroupWords("", "", [_criterion(one, stage, category) for one in stage.criteria])]
    return [
        GroupWords(
            title_of(group.title, group.id),
            percent(group.weight_bp),
            [_criterion(one, stage, category) for one in stage.criteria if one.dimension == group.id],
        )
        for group in stage.dimensions
    ]


def _prize(prize: Prize, book: Rulebook) -> PrizeWords:
    told = phrases()
    names = [title_of(book.category(one).title, one) for one in prize.categories]
    decides = told.prize_on(prize, book.category(prize.categories[0]))
    facts = [
        (_("Categories"), told.listed(names)),
        (_("What decides it"), capital(decides)),
        (_("Who can have it"), capital(told.of(AMONG[prize.among]))),
        (_("It is given"), capital(told.of(PER[prize.per]))),
        (_("Places"), formats.number(prize.winners)),
    ]
    return PrizeWords(title_of(prize.title, prize.id), facts)


def _criterion(criterion: Criterion, stage: Stage, category: Category) -> CriterionWords:
    share = share_of_score(stage, criterion)
    facts = []
    unit = str(words.UNIT[criterion.unit]) if criterion.kind == "measure" else ""
    evidence = str(words.EVIDENCE[criterion.evidence])
    if criterion.goalposts is not None:
        low, high = (amount(end, criterion.unit) for end in criterion.goalposts)
        facts.append((_("Unit"), unit))
        facts.append((_("Points"), _goalposts(low, high, criterion.better)))
        facts += _sizes_and_small(criterion)
    if criterion.kind == "yes_no":
        facts.append((_("Points"), _("Yes gives 100 points, no gives 0")))
    if criterion.scale is not None:
        low, high, step = (plain(number) for number in (*criterion.scale, criterion.step))
        scale = _("Each juror gives %(low)s to %(high)s, in steps of %(step)s")
        facts.append((_("Scale"), scale % {"low": low, "high": high, "step": step}))
    facts.append((_("Evidence"), evidence))
    facts.append((_("If it is empty"), missing_words(criterion, by_size=bool(category.size_classes))))
    return CriterionWords(
        id=criterion.id,
        title=title_of(criterion.title, criterion.id),
        kind=str(words.KIND[criterion.kind]),
        weight=percent(criterion.weight_bp),
        weight_of_all=percent(share.numerator, share.denominator),
        unit=unit,
        evidence=evidence,
        guidance=formats.title_of(criterion.guidance) if criterion.guidance else "",
        facts=facts,
        rungs=[(title_of(level.title, level.id), level.points) for level in criterion.levels],
        anchors=[(plain(Fraction(mark)), formats.title_of(text)) for mark, text in criterion.anchors],
        in_dimension=bool(criterion.dimension),
    )


def _sizes_and_small(criterion: Criterion) -> list[tuple[str, str]]:
    facts = []
    for size, ends in criterion.goalposts_by_size:
        low, high = (amount(end, criterion.unit) for end in ends)
        label = _("Points, size class %(size)s") % {"size": size}
        facts.append((label, _goalposts(low, high, criterion.better)))
    if criterion.small is not None:
        facts.append((_("Small numbers"), capital(phrases().small(criterion))))
    return facts


def _goalposts(low: str, high: str, better: str) -> str:
    if better == "lower":
        text = _("%(low)s or less gives 100 points, %(high)s or more gives 0; in between in proportion")
    else:
        text = _("%(low)s or less gives 0 points, %(high)s or more gives 100; in between in proportion")
    return text % {"low": low, "high": high}


def plain(value: Fraction) -> str:
    """Return a terminating fraction with the decimals it has."""
    places = next((one for one in range(7) if (value * 10**one).denominator == 1), 6)
    return formats.number(value, places)


def amount(value: Fraction, unit: str) -> str:
    """Return a value of a measure with its unit; a share is told as percent."""
    if unit in ("share", "percent"):
        gap = "" if formats.in_english() else formats.NO_BREAK
        return f"{plain(value * 100 if unit == 'share' else value)}{gap}%"
    if unit == "rupiah":
        return formats.rupiah(value)
    if unit == "months":
        return _("%(number)s months") % {"number": plain(value)}
    return plain(value)


def missing_words(criterion: Criterion, *, by_size: bool = False) -> str:
    """Return in words what an empty value does; by_size: medians are taken within a size class."""
    if criterion.kind == "rubric":
        return _("A juror marks every criterion of the stage for an entrant, or none")
    if criterion.missing == "renormalise" and criterion.dimension:
        return capital(phrases().of(MISSING["renormalise"]))
    return {
        "zero": _("It scores 0"),
        "renormalise": _("The criterion drops out, and the others of the stage share its weight"),
        "class_median": _(
            "It takes the median of the entrants of its size class that have a value, and is flagged"
        )
        if by_size
        else _("It takes the median of the entrants of the category that have a value, and is flagged"),
        "disqualify": _("The entrant leaves the ranking and is listed with this reason"),
    }[criterion.missing]


def tie_words(tie: str, category: Category) -> str:
    """Return one rule of the chain for equals in words."""
    rule, _colon, code = tie.partition(":")
    if rule == "criterion":
        title = title_of(category.criterion(code).title, code)
        return _("The higher value in the criterion “%(title)s” goes first") % {"title": title}
    if rule == "stage":
        title = title_of(category.stage(code).title, code)
        return _("More points in the stage “%(title)s” go first") % {"title": title}
    if rule in ("dimension", "worst_dimension"):
        return capital(phrases().tie(tie, category))
    return {
        "worst_stage": _("Whose weakest stage is the stronger goes first"),
        "copeland": _("Who was put higher by more of the jurors, compared two by two, goes first"),
        "lot": _("A lot decides, drawn from a public seed that is recorded"),
        "joint": _("They share the rank; the next rank is left out (1-2-2-4)"),
    }[rule]


def jury_words(category: Category) -> list[str]:
    """Return in words how the jurors' totals become one value, and how many must count."""
    jury = category.jury
    least = ngettext(
        "At least %(count)s juror without a tie of interest must have marked an entrant",
        "At least %(count)s jurors without a tie of interest must have marked an entrant",
        jury.min_jurors,
    )
    lines = [
        {
            "mean": _("The jury's value is the mean of the jurors' totals"),
            "trimmed": _(
                "The jury's value is the mean without the highest and the lowest total, from five jurors on"
            ),
            "median": _("The jury's value is the median of the jurors' totals"),
        }[jury.aggregate],
        least % {"count": jury.min_jurors},
    ]
    if jury.fair_mode == "official":
        lines.append(capital(phrases().of(FAIR["official"])))
    elif jury.fair_mode != "off":
        lines.append(_("How strict each juror was is reported beside the result and changes no rank"))
    return lines
