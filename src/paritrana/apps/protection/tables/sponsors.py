"""Offices with their rate, the people of one, pledges, who fell behind, and the treasurer's list."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.commands.sponsor_papers import Named
from paritrana.apps.protection.labels import sponsors as words
from paritrana.apps.protection.labels.words import month_text
from paritrana.apps.protection.models import Pledge, Sponsor
from paritrana.apps.protection.queries.sponsors import PledgeLine, WorkplaceLine
from paritrana.core.units import Rate
from paritrana.ui import formats
from paritrana.ui.tables import Column, Table


def workplaces(rows: Sequence[WorkplaceLine], *, create_url: str) -> Table:
    """Return the offices with who sponsors and who does not yet; a rate is shown by its two counts too."""
    return Table(
        caption=_("Offices"),
        file_name="pengasuh-menurut-kantor",
        rows=rows,
        search=["workplace__name"],
        columns=[
            Column(
                "workplace__name",
                _("Workplace"),
                value=lambda row: row.workplace.name,
                link=lambda row: row.workplace.get_absolute_url(),
            ),
            Column(
                "workplace__association",
                _("Association"),
                value=lambda row: words.ASSOCIATION[row.workplace.association],
            ),
            Column("whole", _("Civil servants"), numeric=True, value=_whole, sort=_whole),
            Column("part", _("Sponsor"), numeric=True, value=_part, sort=_part),
            Column("not_yet", _("Not yet"), numeric=True),
            Column("share", _("Rate"), numeric=True, value=_percent, sort=_share),
            Column("workers", _("Workers sponsored"), numeric=True),
            Column("look", _("Look at"), value=_note, tone=_tone, sort=False),
        ],
        empty=(
            _("No office counted yet"),
            _("Enter the first office, or hand in the list of all."),
            create_url,
            _("Enter an office"),
        ),
    )


def _whole(row: WorkplaceLine) -> int:
    return int(row.rate.whole)


def _part(row: WorkplaceLine) -> int:
    return int(row.rate.part)


def _share(row: WorkplaceLine) -> object:
    return row.rate.share


def _percent(row: WorkplaceLine) -> str:
    return percent(row.rate)


def percent(rate: Rate) -> str:
    return formats.percent(rate.part, rate.whole) if rate.whole else ""


def _note(row: WorkplaceLine) -> str:
    if row.behind:
        return gettext("%(count)s behind") % {"count": row.behind}
    return gettext("As the office states") if row.is_stated else ""


def _tone(row: WorkplaceLine) -> str:
    return "bad" if row.behind else "info"


def people(rows: Sequence[Sponsor], names: Mapping[int, str], pledged: Mapping[int, int]) -> Table:
    """Return the civil servants of an office by masked name, with how many workers each sponsors."""
    return Table(
        caption=_("People of the office"),
        file_name="asn-kantor",
        rows=rows,
        columns=[
            Column(
                "name",
                _("Name"),
                value=lambda row: names[row.pk],
                link=lambda row: row.get_absolute_url(),
                sort=lambda row: names[row.pk],
            ),
            Column(
                "workers",
                _("Workers sponsored"),
                numeric=True,
                value=lambda row: pledged.get(row.pk, 0),
                sort=lambda row: pledged.get(row.pk, 0),
            ),
            Column(
                "state",
                _("State"),
                value=lambda row: gettext("Sponsors") if pledged.get(row.pk) else gettext("Not yet"),
                tone=lambda row: "good" if pledged.get(row.pk) else "neutral",
                sort=False,
            ),
        ],
        empty=(_("Nobody listed by name yet"), _("List the people, so that it shows who sponsors.")),
    )


def pledges(
    rows: Sequence[PledgeLine], sponsors: Mapping[int, str], workers: Mapping[int, str], *, behind: bool
) -> Table:
    """Return pledges, or with `behind` those with months unpaid, all masked."""
    empty = (_("Nobody fell behind"), _("Every month that is over was deducted and paid."))
    return Table(
        caption=_("Who fell behind") if behind else _("Pledges"),
        file_name="pengasuh-tertinggal" if behind else "janji-pengasuh",
        rows=rows,
        columns=[
            Column(
                "sponsor",
                _("Sponsor"),
                value=lambda row: sponsors[row.pledge.sponsor_id],
                link=lambda row: row.pledge.sponsor.get_absolute_url(),
                sort=lambda row: sponsors[row.pledge.sponsor_id],
            ),
            Column("pledge__sponsor__workplace__name", _("Workplace")),
            Column("worker", _("Worker"), value=lambda row: workers[row.pledge.worker_id], sort=False),
            Column("months", _("Months"), value=lambda row: months_text(row.pledge), sort=False),
            Column(
                "behind",
                _("Months behind"),
                numeric=True,
                value=lambda row: len(row.behind),
                sort=lambda row: len(row.behind),
            ),
            Column(
                "owed",
                _("Rupiah behind"),
                numeric=True,
                value=lambda row: formats.rupiah(row.owed),
                export=lambda row: row.owed,
            ),
            Column("paid_until", _("Paid until"), value=lambda row: month_text(row.paid_until)),
        ],
        empty=empty if behind else (_("Nothing pledged yet"), _("Enter the first pledge.")),
    )


def months_text(pledge: Pledge) -> str:
    return f"{month_text(pledge.first_month)} – {month_text(pledge.last_month)}"


def treasurer(rows: Sequence[Named], *, month: str) -> Table:
    """Return whose salary is deducted for a month, names in full; only for the treasurer's own file."""
    return Table(
        caption=_("Deductions"),
        file_name=f"potongan-{month}",
        rows=rows,
        columns=[
            Column("sponsor", _("Name of the civil servant")),
            Column("pledge__sponsor__workplace__name", _("Workplace")),
            Column("month", _("Month"), value=lambda row: month_text(month)),
            Column("amount", _("Deduction (rupiah)"), numeric=True, value=_rate),
            Column("worker", _("For the worker")),
            Column("nik", "NIK", value=lambda row: row.pledge.worker.person.masked_nik),
            Column("relation", _("Relation"), value=lambda row: str(words.RELATION[row.pledge.relation])),
            Column("months", _("Months pledged"), value=lambda row: months_text(row.pledge)),
            Column("signed", _("Mandate signed on"), value=lambda row: row.pledge.signed_on),
        ],
    )


def _rate(row: Named) -> int:
    return int(row.pledge.commitment.rate)
