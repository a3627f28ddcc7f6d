"""The queue of probable duplicates, as a list; NIK are masked, records of other offices are not shown."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paritrana.apps.organisations.rules import Reach
from paritrana.apps.protection.labels import same as words
from paritrana.apps.protection.models import PersonLink
from paritrana.apps.protection.rules import same as rules
from paritrana.apps.protection.states import Verdict
from paritrana.ui.tables import Column, Table


def pairs(rows: QuerySet[PersonLink], reach: Reach, *, empty: tuple) -> Table:
    """Return the pairs of an area."""
    return Table(
        caption=_("Probable duplicates"),
        file_name="data-ganda",
        rows=rows,
        columns=[
            Column(
                "pk",
                _("Pair"),
                value=lambda row: gettext("No. %(number)s") % {"number": row.pk},
                link=lambda row: row.get_absolute_url(),
                sort="pk",
            ),
            Column(
                "first",
                _("First record"),
                value=_record("first", reach),
                export=_record("first", reach),
                sort=False,
            ),
            Column(
                "second",
                _("Second record"),
                value=_record("second", reach),
                export=_record("second", reach),
                sort=False,
            ),
            Column("differs", _("What differs"), value=_differs, export=_differs, sort=False),
            Column(
                "weight",
                _("How sure"),
                value=lambda row: words.STRENGTH[rules.strength(row.weight)],
                export=lambda row: row.weight / 100,
                tone=lambda row: words.STRENGTH_TONE[rules.strength(row.weight)],
                sort="weight",
            ),
            Column("verdict", _("State"), value=_state, export=_state, tone=_tone, sort="verdict"),
        ],
        empty=empty,
    )


def _record(side: str, reach: Reach) -> Callable[[PersonLink], str]:
    def told(row: PersonLink) -> str:
        worker = getattr(row, side)
        if not reach.holds(worker.village_id):
            return str(words.ELSEWHERE)
        return f"{worker.person.masked_nik}, {worker.village.full_name}"

    return told


def _differs(row: PersonLink) -> str:
    found = rules.differing(row.agreement)
    return ", ".join(str(words.FIELD[name]) for name in found) or gettext("nothing but the NIK")


def _state(row: PersonLink) -> str:
    if row.verdict == Verdict.OPEN and row.proposed:
        return gettext("Proposed by one office")
    return str(words.VERDICT[row.verdict])


def _tone(row: PersonLink) -> str:
    return "info" if row.verdict == Verdict.OPEN and row.proposed else words.VERDICT_TONE[row.verdict]
