"""The way around the site for one person, and what the first page shows."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from paritrana.apps.accounts.models import User
from paritrana.apps.awards import queries as awards
from paritrana.apps.awards.models import Edition
from paritrana.apps.awards.states import EditionState
from paritrana.apps.organisations import queries as organisations
from paritrana.apps.organisations.labels import ROLE
from paritrana.apps.organisations.models import Membership
from paritrana.apps.organisations.states import Role
from paritrana.portal import links
from paritrana.ui.formats import title_of


@dataclass(frozen=True)
class Standing:
    """What a person is here for now: memberships and seats, read once."""

    user: User | None
    memberships: list[Membership] = field(default_factory=list)
    seats: list[Any] = field(default_factory=list)

    def serves(self, role: Role) -> list[Membership]:
        """Return the memberships of one role."""
        return [one for one in self.memberships if one.role == role]

    @property
    def is_nobody(self) -> bool:
        """Say whether the person has no role at all."""
        return not (self.memberships or self.seats or (self.user is not None and self.user.is_operator))


def standing_of(user: Any) -> Standing:
    """Return what a person is here for, in two queries; a stranger in none."""
    person = awards.known(user)
    if person is None:
        return Standing(None)
    memberships = list(organisations.live_memberships(person))
    seats = list(awards.seats_held_by(person).order_by("-edition__period_end", "edition__slug"))
    return Standing(person, memberships, seats)


def navigation(user: Any, path: str = "") -> list[dict[str, object]]:
    """Return the entries of the main menu as label, url and current; at most two queries.

    path: the address of the page being shown, so that its entry can be marked.
    """
    return bearings(user, path)["nav"]


def bearings(user: Any, path: str = "") -> dict[str, Any]:
    """Return what the head of every page shows: `nav`, and `role_line` (the first role in words)."""
    standing = standing_of(user)
    entries = _entries(standing)
    nav = [{"label": label, "url": url, "current": _is_current(url, path)} for label, url in entries]
    return {"nav": nav, "role_line": role_line(standing)}


def role_line(standing: Standing) -> str:
    """Return the person's first role with its place, and how many more there are."""
    told = [f"{ROLE[Role(one.role)]} · {one.organisation.name}" for one in standing.memberships]
    told += [f"{_('Committee seat')} · {title_of(one.edition.title)}" for one in standing.seats]
    if not told:
        return ""
    more = len(told) - 1
    return f"{told[0]} (+{more})" if more else told[0]


def _entries(standing: Standing) -> list[tuple[str, str]]:
    entries = [(_("Desk"), reverse("portal:desk"))] if standing.user is not None else []
    entries.append((_("Editions"), reverse("awards:edition-list")))
    if standing.serves(Role.ENTRANT):
        entries.append((_("My dossiers"), links.dossiers()))
    if standing.serves(Role.PROPOSER):
        entries.append((_("Proposals"), reverse("nominations:proposal-editions")))
    if standing.seats:
        entries.append((_("Marking"), links.marking()))
    entries.append((_("Results"), links.results()))
    entries.append((_("Coverage"), links.coverage()))
    if standing.serves(Role.COVERAGE):
        entries.append((_("Programme"), links.programme()))
        entries.append((_("Deliveries"), links.deliveries()))
    is_operator = standing.user is not None and standing.user.is_operator
    if is_operator or standing.serves(Role.SECRETARIAT):
        entries.append((_("Organisations"), reverse("organisations:index")))
    if is_operator:
        entries.append((_("Outbox"), links.outbox()))
        entries.append((_("Accounts"), reverse("accounts:list")))
    if standing.user is not None:
        entries.append((_("My account"), reverse("accounts:profile")))
    entries.append((_("Help"), reverse("portal:help")))
    return entries


def _is_current(url: str, path: str) -> bool:
    return bool(path) and (path == url or path.startswith(f"{url}/"))


def editions_now(limit: int = 12) -> list[Edition]:
    """Return the announced editions for the first page: those under way first, then the latest published."""
    found = list(awards.listed(awards.public_editions()))
    found.sort(key=lambda one: (one.state != EditionState.OPEN, -one.period_end.toordinal(), one.slug))
    return found[:limit]
