"""Reading accounts, and the roles that upper rooms tell about people."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from paritrana.apps.accounts import labels
from paritrana.apps.accounts.models import User
from paritrana.apps.ledger.models import Entry, subject_key
from paritrana.errors import NotFound
from paritrana.ui.demo import TUTORIAL

Text = str | Promise


@dataclass(frozen=True)
class RoleLine:
    """One role of a person: its word, where it is held (organisation or edition), and the page of that place.

    order: roles are listed from the lowest number up.
    """

    role: Text
    place: Text
    order: int = 50
    detail: Text = ""
    url: str = ""


@dataclass(frozen=True)
class DemoRole:
    """The demo accounts of one role, each with the places where it holds it."""

    role: Text
    people: Sequence[tuple[User, str]]


RoleSource = Callable[[Sequence[int]], dict[int, list[RoleLine]]]
_SOURCES: list[RoleSource] = []


def tells_roles(source: RoleSource) -> RoleSource:
    """Let an upper room tell the roles of people: keys of users in, their lines by key out."""
    if source not in _SOURCES:
        _SOURCES.append(source)
    return source


def role_lines(users: Iterable[User]) -> dict[int, list[RoleLine]]:
    """Return what each of these people is here for, from every room that knows."""
    listed = list(users)
    found: dict[int, list[RoleLine]] = {user.pk: [] for user in listed}
    for user in listed:
        if user.is_operator:
            found[user.pk].append(RoleLine(role=labels.OPERATOR, place="", order=90))
    for source in _SOURCES:
        for pk, lines in source([user.pk for user in listed]).items():
            found[pk].extend(lines)
    return {pk: sorted(lines, key=lambda line: line.order) for pk, lines in found.items()}


def user_with(email: str) -> User | None:
    """Return the person with this address, whatever its case."""
    return User.objects.filter(email__iexact=email.strip()).first()


def accounts() -> QuerySet[User]:
    """Return every account, by the office it is shown as."""
    return User.objects.order_by("label", "pk")


def account(pk: int) -> User:
    """Return one account; raises NotFound."""
    found = User.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound("accounts.none")
    return found


def demo_accounts() -> QuerySet[User]:
    """Return the accounts that one click signs in."""
    return User.objects.filter(is_demo=True, is_active=True).order_by("label", "pk")


def demo_account(pk: str) -> User:
    """Return one demo account; raises NotFound for any other account."""
    found = demo_accounts().filter(pk=pk).first() if pk.isdecimal() else None
    if found is None:
        raise NotFound("accounts.no_demo_account")
    return found


def demo_first() -> list[tuple[User, str]]:
    """Return the people whom the tutorial plays, in its order, each with the places where they serve."""
    people = list(demo_accounts().filter(email__in=TUTORIAL))
    lines = role_lines(people)
    people.sort(key=lambda user: TUTORIAL.index(user.email))
    return [(user, _places(lines[user.pk])) for user in people]


def demo_roles(search: str = "") -> list[DemoRole]:
    """Return the other demo accounts by role, within a role by place; each once, under its first role.

    search: words that must all stand in the office, the role or the places.
    """
    people = list(demo_accounts().exclude(email__in=TUTORIAL))
    lines = role_lines(people)
    placed = []
    for user in people:
        own = lines[user.pk] or [RoleLine(role=labels.WITHOUT_ROLE, place="", order=99)]
        role, places = str(own[0].role), _places(own)
        told = f"{user.label} {role} {places}".casefold()
        if all(word in told for word in search.casefold().split()):
            placed.append((own[0].order, role, places, user))
    placed.sort(key=lambda one: (one[0], one[1], one[2], one[3].label))
    return [
        DemoRole(role=role, people=[(user, places) for _, _, places, user in group])
        for (_, role), group in groupby(placed, key=lambda one: (one[0], one[1]))
    ]


def _places(lines: Sequence[RoleLine]) -> str:
    return "; ".join(dict.fromkeys(str(line.place) for line in lines if line.place))


def own_entries(user: User) -> QuerySet[Entry]:
    """Return what the ledger holds of one person: done by them or about their account, newest first."""
    return Entry.objects.filter(Q(actor=f"user:{user.pk}") | Q(subject=subject_key(user))).order_by(
        "-at", "-pk"
    )
