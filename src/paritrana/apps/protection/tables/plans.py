"""Plans as tables: sources, villages, scenarios, scenarios side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.labels import plans as told
from paritrana.apps.protection.models import Scenario
from paritrana.apps.protection.rules.outlooks import Outlook, VillagePlan
from paritrana.apps.protection.rules.plans import Source
from paritrana.apps.regions.models import Region
from paritrana.core.programmes.plan import LeftOut, Offer, Place
from paritrana.ui import formats
from paritrana.ui.tables import Column, Table, Text, fetch


@dataclass(frozen=True)
class SourceLine:
    """A source, what it could pay, what the plan takes of it, and why not more."""

    source: Source
    offer: Offer
    taken: int
    reason: LeftOut | None

    @property
    def worker_months(self) -> int:
        """Return how many months of one worker the money pays, at the plan's mean rate."""
        per_worker = self.offer.per_worker.amount
        return self.source.left * self.offer.months // per_worker if per_worker else 0

    @property
    def cost(self) -> int:
        return self.offer.cost(self.taken).amount


@dataclass(frozen=True)
class VillageRow:
    """A village of a plan with its name and district."""

    plan: VillagePlan
    region: Region


_ORDER = (Place.OPEN, Place.NO_BUDGET, Place.FULL, Place.KELURAHAN)


def source_lines(found: Outlook) -> list[SourceLine]:
    """Return every source of a plan in the order asked."""
    reasons = {fund.id: reason for fund, reason in found.plan.left_out}
    pairs = enumerate(zip(found.question.sources, found.offers, strict=True))
    return [
        SourceLine(source, offer, found.taken(place), reasons.get(str(place)))
        for place, (source, offer) in pairs
    ]


def sources(found: Outlook) -> Table:
    """Return what each source could pay and what the plan takes of it."""
    return Table(
        caption=_("What each source could pay"),
        rows=source_lines(found),
        prefix="s_",
        columns=[
            Column("source", _("Source"), value=lambda row: told.source_text(row.source), sort=False),
            _money("source__left", _("Left after commitments")),
            Column("worker_months", _("Worker-months left"), numeric=True, sort=False),
            Column(
                "could", _("Could pay for"), numeric=True, value=lambda row: row.offer.workers, sort=False
            ),
            Column("taken", _("In the plan"), numeric=True, sort=False),
            _money("cost", _("Costs")),
            Column("reason", _("Note"), value=_reason, sort=False),
        ],
        empty=(_("No source chosen"), _("Choose a fund, or enter money that is not decided yet.")),
    )


def villages(found: Outlook, regions: Mapping[str, Region]) -> Table:
    """Return the villages under the quota of a plan."""
    rows = [
        VillageRow(one, regions[one.village.code]) for one in found.villages if one.village.code in regions
    ]
    rows.sort(key=lambda row: (-row.plan.more, _ORDER.index(row.plan.place)))
    places = [row.plan for row in rows]
    return Table(
        caption=_("Village by village"),
        file_name="rencana-desa",
        rows=rows,
        search=["region__name", "region__parent__name", "region__code"],
        per_page=20,
        columns=[
            Column("region__name", _("Village"), value=_village),
            Column("plan__village__budgeted", _("Budgeted"), numeric=True),
            Column("plan__village__enrolled", _("Enrolled"), numeric=True),
            Column("plan__free", _("Free places"), numeric=True),
            Column("plan__new", _("New places"), numeric=True),
            _money("plan__rupiah", _("New money"), sort=True),
            Column(
                "place",
                _("State"),
                value=lambda row: told.PLACE[row.plan.place],
                tone=lambda row: told.PLACE_TONE[row.plan.place],
                sort=False,
            ),
        ],
        totals={
            "region__name": gettext("Total"),
            "plan__free": sum(one.free for one in places),
            "plan__new": sum(one.new for one in places),
            "plan__rupiah": formats.rupiah(sum(one.rupiah for one in places)),
        },
        empty=(_("No village in this region"), _("Ask the operator to load the region table.")),
    )


def scenarios(rows: Sequence[tuple[Scenario, Outlook]], *, plan_url: str) -> Table:
    """Return the scenarios that are kept, the newest first."""
    return Table(
        caption=_("Scenarios"),
        file_name="skenario",
        rows=[{"scenario": one, "found": found, "name": one.name} for one, found in rows],
        search=["name"],
        columns=[
            Column("name", _("Scenario"), link=lambda row: row["scenario"].get_absolute_url()),
            Column("region", _("Region"), value=lambda row: row["scenario"].region.full_name, sort=False),
            Column(
                "target", _("Target"), value=lambda row: told.target_text(row["found"].gap.target), sort=False
            ),
            Column("found__workers", _("More workers"), numeric=True),
            Column("after", _("Leads to"), numeric=True, value=_after, sort=False),
            _money("found__cost__amount", _("Costs"), sort=True),
            Column("found__plan__missing", _("Without a payer"), numeric=True),
            Column("scenario__created_at", _("Saved")),
        ],
        empty=(
            _("No scenario yet"),
            _("Make a plan and save it under a name."),
            plan_url,
            _("Make a plan"),
        ),
    )


def compared(rows: Sequence[tuple[Scenario, Outlook]]) -> Table:
    """Return up to four scenarios side by side, one a column."""
    return Table(
        caption=_("Scenarios side by side"),
        file_name="banding-skenario",
        rows=[{"what": label, **_across(rows, value)} for label, value in _COMPARED],
        columns=[
            Column("what", _("What"), sort=False),
            *(Column(str(one.pk), one.name, sort=False) for one, _found in rows),
        ],
    )


def _across(rows: Sequence[tuple[Scenario, Outlook]], value: object) -> dict[str, object]:
    return {str(one.pk): value(found) for one, found in rows}  # type: ignore[operator]


_COMPARED = (
    (_("Figure"), lambda found: told.origin_text(found.question.origin, found.gap.standing)),
    (_("Measure"), lambda found: str(told.INDICATOR[found.gap.standing.indicator])),
    (_("Today"), lambda found: told.rate_text(found.gap.standing.rate)),
    (_("Target"), lambda found: told.target_text(found.gap.target)),
    (_("Workers missing to the target"), lambda found: found.gap.workers),
    (_("Months"), lambda found: told.span_text(found.question)),
    (_("Residents a village"), lambda found: found.question.quota),
    (_("On places budgeted already"), lambda found: found.free),
    (_("Paid for by the sources"), lambda found: found.plan.workers),
    (_("Costs"), lambda found: formats.rupiah(found.cost.amount)),
    (_("Points gained"), lambda found: formats.number(found.points, 1)),
    (_("Leads to"), lambda found: told.rate_text(found.after)),
    (_("Without a payer"), lambda found: found.plan.missing),
    (_("The cheapest next step"), lambda found: " ".join(told.next_steps(found)) or formats.NOTHING),
)


def _village(row: VillageRow) -> str:
    district = row.region.parent
    return f"{row.region.name}, {district.name}" if district else row.region.name


def _reason(row: SourceLine) -> str:
    if row.reason is not None:
        return str(told.LEFT_OUT[row.reason])
    return gettext("no more places in the villages") if _is_full(row) else ""


def _is_full(row: SourceLine) -> bool:
    most = row.offer.fund.most
    return most is not None and most == row.taken and row.offer.cost(most + 1).amount <= row.source.left


def _after(row: Mapping[str, Outlook]) -> str:
    return told.rate_text(row["found"].after)


def _money(path: str, label: Text, *, sort: bool = False) -> Column:
    """Return a column of rupiah: shown as money, saved as a number."""

    def amount(row: object) -> int:
        return fetch(row, path)  # type: ignore[return-value]  # every path here leads to whole rupiah

    return Column(
        path, label, numeric=True, value=lambda row: formats.rupiah(amount(row)), export=amount, sort=sort
    )
