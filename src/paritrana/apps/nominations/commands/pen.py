"""Taking the pen of a dossier: the lock, the permission and the state that every change of it needs."""

from datetime import datetime

from paritrana.apps.accounts.models import User
from paritrana.apps.awards.models import Edition
from paritrana.apps.nominations import rules
from paritrana.apps.nominations.models import Nomination
from paritrana.apps.nominations.permissions import dossiers as permissions
from paritrana.apps.notices import commands as notices
from paritrana.apps.organisations import queries as organisations
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.organisations.states import Role


def locked(nomination: Nomination) -> Nomination:
    """Return the nomination as it is now, locked until the transaction ends."""
    row = (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("organisation__region", "proposer")
        .get(pk=nomination.pk)
    )
    row.edition = nomination.edition
    return row


def locked_edition(edition: Edition) -> Edition:
    """Return the edition locked, for counts that must not change meanwhile."""
    return (
        Edition.objects.select_for_update(of=("self",))
        .select_related("region", "secretariat")
        .get(pk=edition.pk)
    )


def locked_with_edition(nomination: Nomination) -> Nomination:
    """Return the nomination and its edition as they are now, both locked: marking cannot begin meanwhile."""
    edition = locked_edition(nomination.edition)
    row = locked(nomination)
    row.edition = edition
    return row


def take(nomination: Nomination, by: User) -> Nomination:
    """Return the dossier locked, if this person fills it and the entrant holds the pen."""
    row = locked(nomination)
    permissions.check_fill(by, row)
    rules.check_editable(row.state)
    return row


def changed(nomination: Nomination, *, at: datetime) -> None:
    """Note that the dossier was worked on: the first time it is started; a statement given before is void."""
    if nomination.started_at is None:
        nomination.started_at = at
        nomination.save(update_fields=["started_at"])
    nomination.statements.filter(void_at__isnull=True, receipt__isnull=True).update(void_at=at)


def tell(
    organisation: Organisation | None, role: Role, *, kind: str, subject: str, body: str, page: str
) -> None:
    """Write to everyone who now has a role in an organisation; page: the path of what it is about."""
    if organisation is None:
        return
    for membership in organisations.members_of(organisation, role):
        notices.send(to=membership.user.email, kind=kind, subject=subject, body=body, page=page)
