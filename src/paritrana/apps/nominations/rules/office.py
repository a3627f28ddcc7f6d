"""Rules of the office: what may be decided, what a verified figure is worth, what may be forwarded."""

from collections.abc import Sequence
from fractions import Fraction

from paritrana.apps.nominations.rules.dossiers import check_section, check_value, fields_of, section_codes
from paritrana.apps.nominations.rules.standing import check_move
from paritrana.apps.nominations.states import MOVES, Pen, State, Verdict
from paritrana.core.rulebook import Category, Criterion, Rulebook
from paritrana.errors import BadInput, NotFound, RuleRefused

OUTCOME = {
    Verdict.COMPLETE: State.COMPLETE,
    Verdict.RETURN: State.RETURNED,
    Verdict.REFUSE: State.REFUSED,
}
VERIFIABLE = (State.SUBMITTED, State.RETURNED, State.COMPLETE)
FORWARDABLE = (State.SUBMITTED, State.COMPLETE)
RATES = ("share", "percent")
# So fine that cutting an endless decimal never changes the scored millionths (denominators below 10^22).
PLACES = 30


def verdicts_for(state: State | str) -> tuple[Verdict, ...]:
    """Return what screening may decide for a dossier in this state; empty when nothing."""
    moves = MOVES.get(State(state), {})
    return tuple(one for one, after in OUTCOME.items() if moves.get(after) is Pen.SECRETARIAT)


def check_screening(
    category: Category, *, state: State | str, verdict: str, reason: str, points: Sequence[str], frozen: bool
) -> Verdict:
    """Return the verdict if the state and the jury's work allow it.

    frozen: whether marking has begun; then nothing enters or leaves the field of the complete ones.
    """
    if verdict not in set(Verdict):
        raise BadInput("nominations.no_verdict")
    chosen = Verdict(verdict)
    check_move(state, OUTCOME[chosen], Pen.SECRETARIAT)
    if frozen and State.COMPLETE in {State(state), OUTCOME[chosen]}:
        raise RuleRefused("nominations.marking_started")
    if chosen is not Verdict.COMPLETE and not reason.strip():
        raise BadInput("nominations.reason_needed")
    for code in points:
        check_section(category, code)
    return chosen


def check_verifiable(state: State | str) -> None:
    """Figures are verified in a dossier that was sent and still stands."""
    if state not in VERIFIABLE:
        raise RuleRefused("nominations.not_verifiable", state=str(state))


def takes_counts(criterion: Criterion) -> bool:
    """Say whether the criterion is a rate, which is two counts."""
    return criterion.kind == "measure" and criterion.unit in RATES


def needs_counts(criterion: Criterion) -> bool:
    """Say whether a decimal is not enough, because the rulebook asks how many workers stand beneath it."""
    return criterion.small is not None


def verified_value(
    criterion: Criterion, *, value: str, numerator: int | None, denominator: int | None
) -> str:
    """Return the scored text of a verified figure: two counts become a decimal, exact where one exists.

    A rate without a decimal of at most thirty places is cut there, half-even; the two counts stay beside it.
    Where the rulebook has a rule for small numbers, both counts are needed and the value is "27752/40000".
    Raises BadInput when the counts or the value do not fit the criterion.
    """
    if numerator is None and denominator is None:
        if needs_counts(criterion):
            raise BadInput("nominations.counts_needed", field=criterion.id)
        if not value:
            raise BadInput("nominations.figure_missing", field=criterion.id)
        check_value(criterion, value)
        return value
    if value:
        raise BadInput("nominations.counts_or_value", field=criterion.id)
    if numerator is None or denominator is None or denominator <= 0 or numerator < 0:
        raise BadInput("nominations.two_counts", field=criterion.id)
    if not takes_counts(criterion):
        raise BadInput("nominations.not_a_rate", field=criterion.id)
    if criterion.unit == "share" and numerator > denominator:
        raise BadInput("nominations.part_above_whole", field=criterion.id)
    if needs_counts(criterion):
        return f"{numerator}/{denominator}"
    return decimal_text(Fraction(numerator, denominator) * (100 if criterion.unit == "percent" else 1))


def decimal_text(number: Fraction) -> str:
    """Return a fraction that is not negative as plain decimal text of at most thirty places, half-even."""
    whole, part = divmod(round(number * 10**PLACES), 10**PLACES)
    digits = f"{part:0{PLACES}d}".rstrip("0")
    return f"{whole}.{digits}" if digits else str(whole)


def counts_as_missing(criterion: Criterion, denominator: int | None) -> bool:
    """Say whether a verified rate stands on so few that the rulebook takes it as not given."""
    small = criterion.small
    if small is None or small.rule != "missing" or denominator is None:
        return False
    return denominator < small.below


def value_above(criterion: Criterion, *, value: str, numerator: int | None, denominator: int | None) -> str:
    """Return a verified value as the higher rulebook takes it; empty where it lacks the counts asked."""
    if takes_counts(criterion) and numerator is not None and denominator:
        return verified_value(criterion, value="", numerator=numerator, denominator=denominator)
    return "" if needs_counts(criterion) else value


def check_forwarding(
    *, to_level: str, from_level: str, same_period: bool, source_fits: bool, state: str
) -> None:
    """Refuse a forwarding that does not go one level up within the period, or of a dossier never submitted.

    state: of the dossier below, empty when the entrant did not stand there.
    """
    if (from_level, to_level) != ("province", "national"):
        raise RuleRefused("nominations.not_upward")
    if not same_period:
        raise RuleRefused("nominations.other_period")
    if not source_fits:
        raise RuleRefused("nominations.source_elsewhere")
    if state and state not in FORWARDABLE:
        raise RuleRefused("nominations.source_not_submitted", state=state)


def check_without_source(*, kind: str, here: bool) -> None:
    """Without a dossier below only the province itself goes up, as it never stands in its own edition.

    here: whether its region is the edition's.
    """
    if kind != "province":
        raise RuleRefused("nominations.source_needed")
    if not here:
        raise RuleRefused("nominations.source_elsewhere")


def category_above(book: Rulebook, *, category: str, kind: str) -> str:
    """Return the higher rulebook's category for a dossier: the same id, else the only one of its kind."""
    of_kind = [one.id for one in book.categories if one.entrant == kind]
    if category in of_kind:
        return category
    if len(of_kind) != 1:
        raise NotFound("nominations.no_category_above", kind=kind)
    return of_kind[0]


def carries_over(below: Category, above: Category, *, field: str, value: str) -> bool:
    """Say whether a value of the lower rulebook means the same in the higher one."""
    asked = [one for code in section_codes(above) for one in fields_of(above, code)]
    if field not in asked:
        return False
    here = next((one for one in below.criteria if one.id == field), None)
    there = next((one for one in above.criteria if one.id == field), None)
    if here is None or there is None:
        return here is there
    if (here.kind, here.unit) != (there.kind, there.unit):
        return False
    return here.kind != "ladder" or not value or there.level(value) is not None
