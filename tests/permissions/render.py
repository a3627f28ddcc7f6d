"""The table of permissions as one page of the reference: docs/reference/permissions.md."""

import os
from collections.abc import Iterator

import django
from tests.permissions import table
from tests.permissions.table import EVERYBODY, NOBODY, SIGNED_IN, Roles, Row, Who

WORDS = {
    EVERYBODY: "everybody",
    SIGNED_IN: "everybody signed in",
    SIGNED_IN - {"nobody"}: "everybody who serves somewhere",
    NOBODY: "nobody",
}
STAGES = {
    "preparing": "the edition is being prepared and not announced",
    "nominating": "announced, nominations open, dossiers being filled",
    "submitted": "dossiers submitted, figures verified",
    "complete": "dossiers screened as complete, ties declared, rounds planned",
    "marking": "a round is being marked, some sheets are locked",
    "closed": "the round is closed and still sealed",
    "opened": "the chair has opened the round, the ranking is computed",
    "published": "the results are public",
}
HEAD = """\
# Who may do what

Every address of the site, who may read it and who may act on it, at every stage of an edition. Every cell of
this table is tried as a test, and an address that is missing here fails it. This page is generated.

A role is meant with regard to the thing in the address: the dossier, sheet or edition named under "about".
Whoever is not named is refused with a reason and the person to ask, or sent to the sign-in page. As long as a
thing does not exist, everybody is refused. Who is let in may still be told that a rule stands against the act
at this moment.
"""


def page() -> str:
    """Return the whole page as Markdown."""
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    yield HEAD
    yield "## Roles\n\n| role | who |\n|---|---|"
    yield from (f"| {_word(role)} | {meaning} |" for role, meaning in table.ROLES.items())
    yield "\n## Stages\n\n| stage | meaning |\n|---|---|"
    yield from (f"| {stage} | {STAGES[stage]} |" for stage in table.STAGES)
    paths = _paths()
    for room, rows in table.ROOMS.items():
        yield f"\n## {room}\n\n| address | about | read | act |\n|---|---|---|---|"
        for row in rows:
            yield f"| `{paths[row.name]}` | {_about(row)} | {_who(row.get)} | {_who(row.post)} |"


def _about(row: Row) -> str:
    return "–" if row.about == "site" else row.about


def _who(who: Who | None) -> str:
    """Return who, told once where it never changes, else by the stage from which it holds."""
    if who is None:
        return "–"
    spans: list[tuple[str, Roles]] = []
    for stage in table.STAGES:
        if not spans or spans[-1][1] != who[stage]:
            spans.append((stage, who[stage]))
    if len(spans) == 1:
        return _roles(spans[0][1])
    return "; ".join(f"from *{stage}*: {_roles(roles)}" for stage, roles in spans)


def _roles(roles: Roles) -> str:
    if roles in WORDS:
        return WORDS[roles]
    return ", ".join(_word(role) for role in table.ROLES if role in roles)


def _word(role: str) -> str:
    return role.replace("_", " ")


def _paths() -> dict[str, str]:
    os.environ.setdefault("PARITRANA_SECRET_KEY", "only-for-reading-the-addresses")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paritrana.server.settings")
    django.setup()
    from tests.permissions.addresses import addresses

    return {one.name: one.path for one in addresses()}
