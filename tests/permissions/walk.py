"""Tries every cell of the table at one stage, and keeps what was wrong."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse
from tests.permissions import table
from tests.permissions.table import Row
from tests.permissions.world import MARKS, SECRET, World, places

from paritrana.apps.judging.models import Sheet
from paritrana.apps.ledger.models import Entry
from paritrana.apps.results.models import RankingRun
from paritrana.ui import refusals

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.invalid")
ABSENT = {"int": 999_999, "str": "tidak-ada", "slug": "tidak-ada", "path": "tidak-ada", "log": "edition/tidak-ada"}
DONE = {200, 302, 409, 422}
REFUSED = {403, 404}


@dataclass(frozen=True)
class Cell:
    """One request: who does what to which thing, and whether it should be let through."""

    role: str
    row: Row
    method: str
    url: str
    allowed: bool

    def __str__(self) -> str:
        return f"{self.role}: {self.method} {self.row.name} ({self.row.about})"


@dataclass
class Findings:
    """What was wrong at a stage, by kind; `tried` counts the requests."""

    tried: int = 0
    access: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    unreasoned: list[str] = field(default_factory=list)
    wrote: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    scores: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)


class Walker:
    """Sends requests as any role; whatever a request changes is undone."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.login = reverse(settings.LOGIN_URL)
        self.sessions: dict[str, str] = {}
        self.client = Client(raise_request_exception=False)
        for role in table.ROLES:
            if role != "anonymous":
                client = Client()
                client.force_login(world.people[role])
                self.sessions[role] = client.cookies[settings.SESSION_COOKIE_NAME].value

    def send(self, role: str, method: str, url: str, data: dict[str, str] | None = None) -> tuple[HttpResponse, str, int]:
        """Return the answer, its text, and how many ledger entries the request wrote."""
        self.client.cookies.clear()
        if role in self.sessions:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        with transaction.atomic():
            before = Entry.objects.count()
            response = self.client.get(url) if method == "GET" else self.client.post(url, data or {})
            body = response.getvalue() if response.streaming else response.content
            wrote = Entry.objects.count() - before
            transaction.set_rollback(True)
        told = f"{body.decode('utf-8', 'replace')} {response.headers}"
        return response, told, wrote

    def is_let_in(self, response: HttpResponse) -> bool | None:
        """Whether the answer lets the person through; None for an answer that is neither yes nor no."""
        if response.status_code == 302 and response["Location"].startswith(self.login):
            return False
        if response.status_code in REFUSED:
            return False
        return True if response.status_code in DONE else None


def walk(world: World) -> Findings:
    """Try every address with every role and method at the world's stage."""
    walker, found, secrets = Walker(world), Findings(), Secrets(world)
    logging.disable(logging.CRITICAL)
    try:
        for cell in cells(world):
            response, told, wrote = walker.send(cell.role, cell.method, cell.url, cell.row.data)
            found.tried += 1
            _judge(cell, walker, response, found)
            if cell.method == "GET" and wrote:
                found.wrote.append(f"{cell}: {wrote} entries of the ledger")
            found.marks += [f"{cell} shows {word}" for word in secrets.marks_for(cell.role) if word in told]
            found.scores += [f"{cell} shows {word}" for word in secrets.scores_for(cell.role) if word in told]
            foreign = set(ADDRESS.findall(told)) - secrets.addresses_for(cell.role)
            found.addresses += [f"{cell} shows {one}" for one in sorted(foreign)]
    finally:
        logging.disable(logging.NOTSET)
    return found


def cells(world: World) -> Iterator[Cell]:
    """Return every cell of the table at the world's stage."""
    known = places(world)
    for row in table.ROWS:
        place = known[row.about]
        url = address(row, place)
        for method, who in (("GET", row.get), ("POST", row.post)):
            for role in table.ROLES if who is not None else ():
                yield Cell(role, row, method, url, place is not None and role in who[world.stage])


def address(row: Row, place: tuple[object, ...] | None) -> str:
    """Return the address of a row; where the thing does not exist, one that names nothing."""
    url = reverse(row.name, args=place if place is not None else _absent(row.name))
    return f"{url}?{row.asks}" if row.asks else url


def _absent(name: str) -> tuple[object, ...]:
    """Return values of the right kinds that name nothing."""
    room, _, short = name.rpartition(":")
    for pattern in patterns():
        if pattern[0] == name:
            return tuple(pattern[1])
    raise LookupError(f"{room} has no address {short}")


def patterns() -> list[tuple[str, list[object]]]:
    """Return the name of every address of the site with values that name nothing, includes walked through."""
    return list(_patterns(get_resolver().url_patterns, "", []))


def _patterns(listed: list, space: str, before: list[object]) -> Iterator[tuple[str, list[object]]]:
    for one in listed:
        taken = [*before, *(_nothing(converter) for converter in one.pattern.converters.values())]
        if hasattr(one, "url_patterns"):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from _patterns(one.url_patterns, inner, taken)
        else:
            yield f"{space}{one.name}", taken


def _nothing(converter: object) -> object:
    kind = type(converter).__name__.removesuffix("Converter").lower()
    return ABSENT["int" if kind == "int" else "log" if kind == "logname" else "str"]


def _judge(cell: Cell, walker: Walker, response: HttpResponse, found: Findings) -> None:
    status = response.status_code
    if status >= 500:
        kind, error = response.exc_info[:2] if getattr(response, "exc_info", None) else ("?", "?")
        found.broken.append(f"{cell}: {status} {getattr(kind, '__name__', kind)}: {error}"[:300])
        return
    let_in = walker.is_let_in(response)
    if let_in is not cell.allowed:
        wanted = "let in" if cell.allowed else "refused"
        where = response.get("Location", "")
        found.access.append(f"{cell}: should be {wanted}, got {status} {where} {_code_of(response)}".rstrip())
    if status == 403 and (fault := _unreasoned(response)):
        found.unreasoned.append(f"{cell}: {fault}")


def _refusal(response: HttpResponse) -> refusals.Refusal | None:
    return response.context.get("refusal") if response.context is not None else None


def _code_of(response: HttpResponse) -> str:
    refusal = _refusal(response)
    return refusal.code if refusal else ""


def _unreasoned(response: HttpResponse) -> str:
    """Return what a page of refusal fails to say; empty when it gives a reason and whom to ask."""
    refusal = _refusal(response)
    if refusal is None:
        return "no page of refusal"
    if refusal.code not in refusals.registered():
        return f"{refusal.code} has no sentence of its own"
    text = response.content.decode()
    if not refusal.cure.strip() or "–" in refusal.sentence + refusal.cure:
        return f"{refusal.code} does not say whom to ask: {refusal.sentence} {refusal.cure}"
    shown = all(_plain(part) in _plain(text) for part in (refusal.sentence, refusal.cure))
    return "" if shown else f"{refusal.code} is not on the page"


def _plain(text: str) -> str:
    for sign, entity in (("'", "&#x27;"), ('"', "&quot;")):
        text = text.replace(entity, sign)
    return " ".join(text.split())


class Secrets:
    """The words that a role must not read at the world's stage."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.place = table.STAGES.index(world.stage)
        self.nonces = [one for one in Sheet.objects.values_list("nonce", flat=True) if one]
        run = RankingRun.objects.filter(edition=world.edition).order_by("-number").first()
        self.scores = _numbers(run) if run else []

    def marks_for(self, role: str) -> list[str]:
        """Notes, marks and nonces of others: sealed for all until the opening, then for all but the committee."""
        if self.world.stage == "published":
            return []
        opened = self.place >= table.STAGES.index("opened")
        if opened and role in table.COMMITTEE:
            return self.nonces
        words = list(self.nonces)
        for key, marks in MARKS.items():
            if key != role:
                words += [f"{SECRET}-{key}", *marks, *(mark.replace(".", ",") for mark in marks)]
        return words

    def scores_for(self, role: str) -> list[str]:
        """Every score of the run, until publication closed to all but the committee and its secretariat."""
        return [] if self.world.stage == "published" or role in table.COMMITTEE else self.scores

    def addresses_for(self, role: str) -> set[str]:
        """The addresses of people whom this role lets in and out, and its own."""
        if role in {"operator", "secretariat_national"}:
            return {user.email for user in self.world.people.values()} | {"tamu@uji.invalid"}
        own = {self.world.people[role].email} if role in self.world.people else set()
        if role in {"secretariat", "head"}:
            inside = {"head", "colleague"} | ({"secretariat", "second_secretary"} if role == "secretariat" else set())
            return own | {self.world.people[key].email for key in inside} | {"tamu@uji.invalid"}
        return own


def _numbers(run: RankingRun) -> list[str]:
    """Return the scores of a run as they may be shown: exact, and in two decimals with comma or point."""
    found = []
    for line in run.ranking_csv.splitlines()[1:]:
        _category, _rank, _entrant, score, exact, *_rest = line.split(",")
        found += [score, score.replace(".", ","), exact]
    return found
