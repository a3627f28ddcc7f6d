"""Each measure in words: name, what is divided by what, the formula, and what to mind."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paritrana.apps.coverage.states import Measure

Text = str | Promise


@dataclass(frozen=True)
class Meaning:
    """How a measure is shown: `numerator` and `denominator` name its two counts."""

    name: Text
    numerator: Text
    denominator: Text
    definition: Text
    formula: str
    mind: Text = ""


PERSONS = _("Persons")
PERSON_MONTHS = _("Person-months")
NO_WHOLE = ""
MEASURES: dict[Measure, Meaning] = {
    Measure.PERSON_MONTH_COVERAGE: Meaning(
        _("Person-month coverage"),
        _("Protected person-months"),
        _("Workers × 12 months"),
        _(
            "Months in which distinct persons were protected by both JKK and JKM, divided by twelve months "
            "of every worker. Somebody enrolled only in December counts one twelfth."
        ),
        "Σₘ N(r,m) ÷ (12 · D(r,v))",
        _("This is the figure the award rewards."),
    ),
    Measure.POINT_COVERAGE: Meaning(
        _("Coverage in one month"),
        _("Protected persons"),
        _("Workers"),
        _("Distinct persons protected by both JKK and JKM in the month, divided by the workers."),
        "N(r,m) ÷ D(r,v)",
        _("A month alone can be driven up at the end of a year; read it in its series."),
    ),
    Measure.PROTECTED: Meaning(
        _("Protected persons"),
        PERSONS,
        NO_WHOLE,
        _(
            "Distinct persons aged 17 to 65 with JKK and JKM paid for the month, counted once whatever the "
            "segments, funders or cards, at their domicile."
        ),
        "N(r,m)",
    ),
    Measure.ACTIVE: Meaning(
        _("Active persons"),
        PERSONS,
        NO_WHOLE,
        _("Distinct persons with at least one programme paid for the month."),
        "A(r,m)",
    ),
    Measure.IN_FORCE: Meaning(
        _("Persons in force"),
        PERSONS,
        NO_WHOLE,
        _("Active persons, and those whose unpaid months are still within the days of grace."),
        "A(r,m) + k",
        _("Never mixed with active persons in one series."),
    ),
    Measure.REGISTERED: Meaning(
        _("Registered persons"),
        PERSONS,
        NO_WHOLE,
        _("Distinct persons whose enrolment is open at the end of the month, whether or not it is paid."),
        "R(r,m)",
        _("Registered is not protected: shown beside, never ranked."),
    ),
    Measure.CONTINUITY: Meaning(
        _("Continuity"),
        _("Persons with at least 11 months"),
        _("Persons with at least 1 month"),
        _("How many of those protected at any time of the year were so for eleven months or more."),
        "|p: ≥ 11| ÷ |p: ≥ 1|",
    ),
    Measure.MEAN_MONTHS: Meaning(
        _("Mean months"),
        _("Protected person-months"),
        _("Persons with at least 1 month"),
        _("How many months those protected at any time of the year were protected on average."),
        "Σₘ N(r,m) ÷ |p: ≥ 1|",
    ),
    Measure.LAPSE: Meaning(
        _("Lapse"),
        _("Persons protected the month before and no longer"),
        _("Persons protected the month before"),
        _("How many of last month's protected persons lost their protection this month."),
        "|p: m−1, ¬m| ÷ N(m−1)",
    ),
    Measure.OVERLAP: Meaning(
        _("Overlap of segments"),
        _("Counted too much if segments were added up"),
        _("Protected person-months"),
        _("How much a sum over segments would count twice; here everybody counts once."),
        "(Σₛ Nₛ − N) ÷ N",
    ),
    Measure.ADDITIONALITY: Meaning(
        _("Newly active"),
        _("Persons newly active"),
        _("Active persons"),
        _("Active persons with no paid month in the twelve before their first, of all active persons."),
        "New(r,y) ÷ A(r,y)",
    ),
    Measure.SUBSTITUTION: Meaning(
        _("Changed payer"),
        _("Persons whose payer changed to public money"),
        _("Persons with public money"),
        _("Persons for whom public money pays now and who paid themselves, or whose employer did, before."),
        "Sub(r,y) ÷ Pub(r,y)",
        _("The award rewards protection gained, not a payer exchanged."),
    ),
    Measure.VULNERABLE_COVERAGE: Meaning(
        _("Coverage of vulnerable workers"),
        _("Protected person-months, paid by others"),
        _("Vulnerable workers × 12 months"),
        _("Vulnerable workers on their own account for whom others pay, over the vulnerable workers."),
        "Σₘ V(r,m) ÷ (12 · Dᵥ(r,v))",
        _("Never divided by all workers."),
    ),
}
