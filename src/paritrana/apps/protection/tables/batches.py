"""Batches, and the workers of one: masked on the screen and in what is saved."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paritrana.apps.organisations.rules import Reach
from paritrana.apps.protection.labels import batches as labels
from paritrana.apps.protection.labels import words
from paritrana.apps.protection.labels.same import ELSEWHERE
from paritrana.apps.protection.models import Batch, Enrolment
from paritrana.apps.protection.queries.people import MaskedNames
from paritrana.ui.tables import Column, Table


def batches(rows: QuerySet[Batch], *, create_url: str) -> Table:
    """Return the batches, newest first."""
    return Table(
        caption=_("Enrolment batches"),
        file_name="pendaftaran",
        rows=rows,
        columns=[
            Column(
                "pk",
                _("Batch"),
                value=lambda row: gettext("No. %(number)s") % {"number": row.pk},
                link=lambda row: row.get_absolute_url(),
                sort="pk",
            ),
            Column("fund", _("Fund"), value=lambda row: str(row.fund), sort="fund__name"),
            Column(
                "first_month",
                _("Covered from"),
                value=lambda row: words.month_text(row.first_month),
                sort="first_month",
            ),
            Column("waiting", _("Waiting"), numeric=True, sort="waiting"),
            Column("accepted", _("Accepted"), numeric=True, sort="accepted"),
            Column("rejected", _("Rejected"), numeric=True, sort="rejected"),
            Column(
                "state",
                _("State"),
                value=lambda row: labels.BATCH[row.state],
                tone=lambda row: labels.BATCH_TONE[row.state],
                sort="state",
            ),
        ],
        empty=(
            _("No batch yet"),
            _("Propose the workers whom a fund is to pay."),
            create_url,
            _("Propose a batch"),
        ),
    )


def members(
    batch: Batch,
    rows: QuerySet[Enrolment],
    names: MaskedNames,
    *,
    out_url: Callable[[Enrolment], str] | None,
    reach: Reach,
) -> Table:
    """Return the workers of a batch; out_url: where one is left out, while that is open.

    Who counts in the area of another office since a merge is not led to.
    """

    def out(row: Enrolment) -> bool:
        return not reach.holds(row.worker.village_id)

    return Table(
        caption=_("Workers"),
        file_name=f"pendaftaran-{batch.pk}",
        rows=rows,
        search=["worker__village__name"],
        columns=[
            Column(
                "name",
                _("Name"),
                value=lambda row: names.of(row.person),
                link=lambda row: "" if out(row) else row.worker.get_absolute_url(),
                sort=False,
            ),
            Column("nik", "NIK", value=lambda row: row.person.masked_nik, sort=False),
            Column(
                "worker__village__name",
                _("Village"),
                value=lambda row: ELSEWHERE if out(row) else row.worker.village.name,
                sort="worker__village__name",
            ),
            Column(
                "state",
                _("State"),
                value=lambda row: labels.ENROLMENT[row.state],
                tone=lambda row: labels.ENROLMENT_TONE[row.state],
                sort="state",
            ),
            Column("reason", _("Reason"), sort=False),
            Column(
                "number_last",
                _("Membership number"),
                value=lambda row: f"•••• {row.number_last}" if row.number_last else "",
                sort=False,
            ),
            *([_leaving_out(out_url)] if out_url else []),
        ],
        empty=(_("Nobody in this batch"), _("Withdraw it and propose another one.")),
    )


def _leaving_out(url: Callable[[Enrolment], str]) -> Column:
    return Column(
        "act",
        _("To do"),
        value=lambda row: _("Leave out") if url(row) else "",
        export=lambda row: "",
        link=url,
        sort=False,
    )
