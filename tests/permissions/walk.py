"""Tries every cell of the table at one stage, and keeps what was wrong."""

import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Max
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.permissions import table
from tests.permissions.addresses import addresses
from tests.permissions.table import Row, Who
from tests.permissions.world import GUEST, MARKS, SECRET, World, places

from paritrana.apps.accounts.models import User
from paritrana.apps.judging.models import Sheet
from paritrana.apps.ledger.models import Entry
from paritrana.apps.results.models import RankingRun
from paritrana.ui import refusals

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.invalid")
ABSENT = {
    "int": 999_999,
    "str": "tidak-ada",
    "slug": "tidak-ada",
    "path": "tidak-ada",
    "log": "edition/tidak-ada",
}
DONE = {200, 302, 409, 422}
REFUSED = {403, 404}
EVERYWHERE = {"rulebook", "category"}  # every edition has these under the same name


@dataclass(frozen=True)
class Sample:
    """How many of the roles to be let in, and of those to be refused, are tried at each address.

    moving: also where the people change from stage to stage; otherwise all roles are tried there.
    """

    let_in: int
    refused: int
    moving: bool = False

    def most(self, who: Who, let_in: bool) -> int:
        """Return how many roles of one outcome are tried where these people are let in."""
        if not self.moving and len(set(who.values())) > 1:
            return len(table.ROLES)
        return self.let_in if let_in else self.refused


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
    """What was wrong at a stage, by kind; `tried` counts the requests.

    `told` counts the answers that rightly showed what others may not see, by kind: a stage at which nobody
    reads a mark, a score or an address at all would prove nothing.
    """

    tried: int = 0
    told: Counter[str] = field(default_factory=Counter)
    access: list[str] = field(default_factory=list)
    crossed: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    unreasoned: list[str] = field(default_factory=list)
    wrote: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    scores: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Answer:
    """What came back: its text with the headers, and how many ledger entries the request wrote."""

    response: HttpResponse
    told: str
    wrote: int


class Walker:
    """Sends requests as any role; whatever a request changes is undone."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.login = reverse(settings.LOGIN_URL)
        self.sessions: dict[str, str] = {}
        self.pages: dict[str, str] = {}
        self.client = Client(raise_request_exception=False)
        for role in table.ROLES:
            if role != "anonymous":
                client = Client()
                client.force_login(world.people[role])
                self.sessions[role] = client.cookies[settings.SESSION_COOKIE_NAME].value

    def send(
        self, role: str, method: str, url: str, data: dict[str, str], *, wants: str = "text/html"
    ) -> Answer:
        """Send one request; wants: whether a refusal comes as a page or as data."""
        self.client.cookies.clear()
        if role in self.sessions:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        with transaction.atomic():
            last = Entry.objects.aggregate(last=Max("pk"))["last"]  # by the index: counting reads every row
            send = self.client.get if method == "GET" else self.client.post
            response = send(url, data if method == "POST" else None, headers={"accept": wants})
            body = response.getvalue() if response.streaming else response.content
            wrote = Entry.objects.filter(pk__gt=last).count()
            transaction.set_rollback(True)
        return Answer(response, f"{body.decode('utf-8', 'replace')} {response.headers}", wrote)

    def is_let_in(self, response: HttpResponse) -> bool | None:
        """Whether the answer lets the person through; None for an answer that is neither yes nor no."""
        if response.status_code == 302 and response["Location"].startswith(self.login):
            return False
        if response.status_code in REFUSED:
            return False
        return True if response.status_code in DONE else None


def walk(world: World, some: Sample | None = None) -> Findings:
    """Try every address with every role and method at the world's stage.

    some: how many roles are tried at each address, taking turns; None tries all.
    """
    walker, found, secrets = Walker(world), Findings(), Secrets(world)
    logging.disable(logging.CRITICAL)
    try:
        for cell in cells(world, some):
            cache.clear()  # it counts attempts, of all roles together
            wants = "text/html" if cell.allowed else "application/json"  # no pages for 3,000 refusals
            answer = walker.send(cell.role, cell.method, cell.url, cell.row.data, wants=wants)
            found.tried += 1
            _judge(cell, walker, answer, found)
            if cell.method == "GET" and answer.wrote:
                found.wrote.append(f"{cell}: {answer.wrote} entries of the ledger")
            for kind, words in secrets.of(cell.role):
                getattr(found, kind).extend(f"{cell} shows {word}" for word in words if word in answer.told)
            people = set(ADDRESS.findall(answer.told)) & secrets.people
            foreign = people - secrets.addresses_for(cell.role)
            found.addresses += [f"{cell} shows {one}" for one in sorted(foreign)]
            found.told["addresses"] += bool(people - secrets.own_address(cell.role))
            found.told["marks"] += any(mark in answer.told for mark in MARKS.get(cell.role, ()))
            found.told["scores"] += any(score in answer.told for score in secrets.scores)
        for cell in crossed(world):
            response = walker.send(cell.role, cell.method, cell.url, cell.row.data).response
            if response.status_code not in REFUSED:
                found.crossed.append(f"{cell} at {cell.url}: {response.status_code}")
    finally:
        logging.disable(logging.NOTSET)
    return found


def cells(world: World, some: Sample | None = None) -> Iterator[Cell]:
    """Return every cell of the table at the world's stage, or some of each row and of either outcome."""
    known = places(world)
    place_in_turn = table.STAGES.index(world.stage)
    turn = dict.fromkeys((True, False), 0)
    for row in table.ROWS:
        place = known[row.about]
        url = address(row, place)
        for method, who in (("GET", row.get), ("POST", row.post)):
            if who is None:
                continue
            allowed = who[world.stage] if place is not None else frozenset()
            for let_in in (True, False):
                roles = [role for role in table.ROLES if (role in allowed) is let_in]
                most = some.most(who, let_in) if some else len(roles)
                if len(roles) > most:
                    first = turn[let_in] + place_in_turn * most
                    roles = [roles[(first + step) % len(roles)] for step in range(most)]
                    turn[let_in] += most
                yield from (Cell(role, row, method, url, let_in) for role in roles)


def crossed(world: World) -> Iterator[Cell]:
    """Return addresses that name a foreign thing under one's own edition, organisation or dossier."""
    known = places(world)
    for row in table.ROWS:
        place = known[row.about]
        if place is None or len(place) < 2 or row.about in EVERYWHERE:
            continue
        own, roles = _own_place(world, row.about, place[0])
        methods = [name for name, who in (("GET", row.get), ("POST", row.post)) if who is not None]
        for method in methods if own is not None else ():
            url = address(row, (own, *place[1:]))
            yield from (Cell(role, row, method, url, allowed=False) for role in roles)


def _own_place(world: World, about: str, first: object) -> tuple[object, tuple[str, ...]]:
    """Return the edition, organisation or dossier of the people from elsewhere, and who they are."""
    if first == world.edition.slug:
        return world.editions["other"].slug, ("secretariat_elsewhere", "juror_elsewhere")
    if about in {"member", "invitation"}:
        return world.bodies["entrant_elsewhere"].pk, ("entrant_elsewhere",)
    if about in {"claim", "evidence", "receipt", "figure"}:
        return world.dossiers["other"].pk, ("entrant_elsewhere",)
    if about in {"commitment", "payment"}:
        return world.programme.other_fund.pk, ("officer_second",)
    return None, ()


def address(row: Row, place: tuple[object, ...] | None) -> str:
    """Return the address of a row; where the thing does not exist, one that names nothing."""
    nothing = next(one.nothing for one in addresses() if one.name == row.name)
    url = reverse(row.name, args=nothing if place is None else place)
    return f"{url}?{row.asks}" if row.asks else url


def _judge(cell: Cell, walker: Walker, answer: Answer, found: Findings) -> None:
    response = answer.response
    if response.status_code >= 500:
        kind, error = response.exc_info[:2] if getattr(response, "exc_info", None) else (None, "?")
        found.broken.append(f"{cell}: {response.status_code} {getattr(kind, '__name__', '')}: {error}"[:300])
        return
    refusal = _refusal(response)
    if walker.is_let_in(response) is not cell.allowed:
        wanted = "let in" if cell.allowed else "refused"
        told = [str(response.status_code), response.get("Location", ""), refusal.get("code", "")]
        found.access.append(f"{cell}: should be {wanted}, got {' '.join(filter(None, told))}")
    if response.status_code == 403 and (fault := _unreasoned(cell, walker, refusal)):
        found.unreasoned.append(f"{cell}: {fault}")


def _refusal(response: HttpResponse) -> dict[str, str]:
    """Return code, sentence and cure of a refusal; empty for any other answer."""
    if (
        response.headers.get("Content-Type", "").startswith("application/json")
        and response.status_code >= 400
    ):
        return response.json().get("error", {})
    told = response.context.get("refusal") if response.context is not None else None
    return {"code": told.code, "sentence": told.sentence, "cure": told.cure} if told else {}


def _unreasoned(cell: Cell, walker: Walker, refusal: dict[str, str]) -> str:
    """Return what a refusal fails to say; empty when it gives a reason and whom to ask, on its page too."""
    code, words = refusal.get("code", ""), (refusal.get("sentence", ""), refusal.get("cure", ""))
    if code not in refusals.registered():
        return f"{code or 'the refusal'} has no sentence of its own"
    if not all(words) or "–" in "".join(words):
        return f"{code} does not say whom to ask: {' '.join(words)}"
    if code not in walker.pages:  # the same sentences for everybody: one page of each code is looked at
        page = walker.send(cell.role, cell.method, cell.url, cell.row.data)
        walker.pages[code] = " ".join(unescape(page.told).split())
        if not all(" ".join(part.split()) in walker.pages[code] for part in words):
            return f"{code} is not on its page"
    return ""


class Secrets:
    """The words that a role must not read at the world's stage."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.place = table.STAGES.index(world.stage)
        self.nonces = [one for one in Sheet.objects.values_list("nonce", flat=True) if one]
        run = RankingRun.objects.filter(edition=world.edition).order_by("-number").first()
        self.scores = _numbers(run) if run else []
        self.people = {*User.objects.values_list("email", flat=True), GUEST}

    def of(self, role: str) -> list[tuple[str, list[str]]]:
        """Return the sealed words by the kind of finding they make."""
        return [("marks", self.marks_for(role)), ("scores", self.scores_for(role))]

    def marks_for(self, role: str) -> list[str]:
        """Notes, marks and nonces of others: for nobody until the opening, then for the committee alone."""
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

    def own_address(self, role: str) -> set[str]:
        """The person's own address; a stranger has none."""
        return {self.world.people[role].email} if role in self.world.people else set()

    def addresses_for(self, role: str) -> set[str]:
        """The addresses of people whom this role lets in and out, and its own."""
        if role in {"operator", "secretariat_national"}:
            return self.people
        own = self.own_address(role)
        if role in {"secretariat", "head"}:
            inside = {"head", "colleague"} | (
                {"secretariat", "second_secretary"} if role == "secretariat" else set()
            )
            return own | {self.world.people[key].email for key in inside} | {GUEST}
        return own


def _numbers(run: RankingRun) -> list[str]:
    """Return the scores of a run as they may be shown: exact, and in two decimals with comma or point."""
    found = []
    for line in run.ranking_csv.splitlines()[1:]:
        _category, _rank, _entrant, score, exact, *_rest = line.split(",")
        found += [score, score.replace(".", ","), exact]
    return found
