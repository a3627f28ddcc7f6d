"""Organisations, members and invitations as tables."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paritrana.apps.organisations import labels, rules
from paritrana.apps.organisations.models import Invitation, Membership, Organisation
from paritrana.apps.organisations.states import Kind, Role, Standing
from paritrana.ui import formats
from paritrana.ui.tables import Column, Table

Text = str | Promise


def organisations_table(rows: QuerySet[Organisation], *, create_url: str) -> Table:
    """Return the list of organisations with region and number of people."""
    return Table(
        caption=_("Organisations"),
        file_name="organisasi",
        rows=rows,
        columns=[
            Column(
                "name",
                _("Name"),
                sort="name",
                link=lambda row: reverse("organisations:detail", args=[row.pk]),
            ),
            Column("kind", _("Kind"), value=lambda row: labels.KIND[Kind(row.kind)], sort="kind"),
            Column("region", _("Region"), value=_region_of, sort="region"),
            Column("people", _("People"), numeric=True, sort="people"),
        ],
        search=["name", "region__name", "region__code"],
        empty=(
            _("No organisation yet"),
            _("Enter the first one; then invite its people."),
            create_url,
            _("Enter an organisation"),
        )
        if create_url
        else (_("No organisation yet"), _("Organisations within your reach appear here.")),
    )


def members_table(
    rows: QuerySet[Membership], *, today: date, shows_addresses: bool, invite_url: str
) -> Table:
    """Return who serves in an organisation; addresses only for those who manage it."""
    columns = [
        Column("office", _("Office"), sort="office", link=_member_url),
        Column("role", _("Role"), value=lambda row: labels.ROLE[Role(row.role)], sort="role"),
        Column(
            "standing",
            _("Standing"),
            value=lambda row: labels.STANDING[Standing(row.standing)],
            sort="standing",
        ),
        Column("mandate_start", _("Mandate"), value=mandate_text, sort="mandate_start"),
        Column("may_sign", _("Signs"), sort="may_sign"),
        Column(
            "mandate",
            _("State"),
            value=lambda row: mandate_state(row, today=today)[1],
            tone=lambda row: mandate_state(row, today=today)[0],
            sort=False,
        ),
    ]
    if shows_addresses:
        columns.insert(1, Column("email", _("E-mail address"), value=lambda row: row.user.email, sort=False))
    empty: tuple[Text, ...] = (_("Nobody serves here yet"), _("Send the head or the deputy an invitation."))
    return Table(
        caption=_("People"),
        file_name="anggota",
        rows=rows,
        columns=columns,
        empty=(*empty, invite_url, _("Invite somebody")) if invite_url else empty,
    )


def invitations_table(rows: QuerySet[Invitation], *, invite_url: str) -> Table:
    """Return the invitations into an organisation, newest first."""
    empty: tuple[Text, ...] = (_("No invitation yet"), _("An invitation is a link that works once."))
    return Table(
        caption=_("Invitations"),
        file_name="undangan",
        rows=rows,
        prefix="u_",
        columns=[
            Column("email", _("E-mail address"), sort="email", link=_invitation_url),
            Column("office", _("Office"), sort="office"),
            Column("role", _("Role"), value=lambda row: labels.ROLE[Role(row.role)], sort="role"),
            Column("created_at", _("Sent"), sort="created_at"),
            Column("expires_at", _("Valid until"), sort="expires_at"),
            Column(
                "state",
                _("State"),
                value=lambda row: labels.INVITATION[row.state_now],
                tone=lambda row: labels.INVITATION_TONE[row.state_now],
                sort=False,
            ),
        ],
        empty=(*empty, invite_url, _("Invite somebody")) if invite_url else empty,
    )


def mandate_state(membership: Membership, *, today: date) -> tuple[str, Text]:
    """Return tone and word of a mandate on this day."""
    if membership.ended_at is not None:
        return "neutral", _("Ended")
    covered = rules.mandate_covers(
        mandate_start=membership.mandate_start, mandate_end=membership.mandate_end, day=today
    )
    if covered:
        return "good", _("In office")
    if membership.mandate_start > today:
        return "info", _("Begins later")
    return "warn", _("Mandate over")


def mandate_text(membership: Membership | Invitation) -> str:
    """Return the span of a mandate in the language of the page."""
    start = formats.day_short(membership.mandate_start)
    if membership.mandate_end is None:
        return gettext("since %s") % start
    return f"{start} – {formats.day_short(membership.mandate_end)}"


def _region_of(row: Organisation) -> str:
    return f"{row.region.name} ({row.region_id})" if row.region else ""


def _member_url(row: Membership) -> str:
    return reverse("organisations:member", args=[row.organisation_id, row.pk])


def _invitation_url(row: Invitation) -> str:
    return reverse("organisations:invitation", args=[row.organisation_id, row.pk])
