"""Rules of the office: what a verified figure is worth, and what may be forwarded."""

from decimal import Decimal

from paritrana.apps.nominations.rules.dossiers import check_value
from paritrana.apps.nominations.states import State
from paritrana.core.rulebook import Criterion
from paritrana.errors import BadInput, RuleRefused


def verified_value(
    criterion: Criterion, *, value: str, numerator: int | None, denominator: int | None
) -> str:
    """Return the text to be scored for a verified figure: two counts become a decimal, exact where one exists.

    A rate that has no finite decimal is cut to twelve places, half-even; the two counts stay beside it.
    Raises BadInput when the counts or the value do not fit the criterion.
    """
    if (numerator is None) != (denominator is None):
        raise BadInput("nominations.two_counts", field=criterion.id)
    if numerator is not None and denominator is not None:
        if criterion.kind != "measure" or denominator <= 0 or numerator < 0:
            raise BadInput("nominations.two_counts", field=criterion.id)
        share = Decimal(numerator) / Decimal(denominator) * (100 if criterion.unit == "percent" else 1)
        value = format(share.quantize(Decimal("1e-12")).normalize(), "f")
    if not value:
        raise BadInput("nominations.figure_missing", field=criterion.id)
    check_value(criterion, value)
    return value


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
    if state and state not in {State.SUBMITTED, State.COMPLETE}:
        raise RuleRefused("nominations.source_not_submitted", state=state)
