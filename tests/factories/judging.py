"""Editions in judging for tests: entrants screened as complete, declared ties, rounds in any state."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from tests.factories import awards

from paritrana.apps.accounts.models import User
from paritrana.apps.awards.models import Edition
from paritrana.apps.judging import queries
from paritrana.apps.judging.commands import interviews, rounds, sheets, ties
from paritrana.apps.judging.models import Interview, Round, Sheet
from paritrana.apps.judging.queries import ties as tie_queries
from paritrana.apps.judging.states import Mode, TieKind
from paritrana.apps.nominations.models import Nomination
from paritrana.apps.nominations.states import State
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.organisations.states import Kind, Role
from paritrana.apps.regions.models import Region

EARLY = awards.EARLY
START = datetime(2024, 3, 4, 2, tzinfo=UTC)

FINAL_STAGE = """
[[category.stage]]
id = "final"
title = { id = "Final", en = "Final" }
weight_bp = 2000
entrants = "finalists"
[[category.stage.criterion]]
id = "defence"
title = { id = "Paparan akhir", en = "Final presentation" }
kind = "rubric"
weight_bp = 10000
scale = [0, 5]
step = "0.5"
anchors = { "0" = "Lemah", "5" = "Kuat" }
"""
WITH_FINAL = (
    awards.small(
        **{
            "kecil-2023": "final-2023",
            "finalists = 3": "finalists = 1",
            "weight_bp = 6000": "weight_bp = 4000",
        }
    )
    + FINAL_STAGE
)


def make_place(code: str, name: str) -> Region:
    """Return a regency or city of a province, with the province's zone."""
    parent = awards.make_region(code.split(".")[0])
    given = {"name": name, "level": "regency", "kind": "kabupaten", "zone": parent.zone, "parent": parent}
    return Region.objects.get_or_create(code=code, defaults=given)[0]


def make_organisation(name: str, *, kind: Kind = Kind.OFFICE, region: Region | None = None) -> Organisation:
    return Organisation.objects.create(kind=kind, name=name, region=region, created_at=EARLY)


def make_entrant(edition: Edition, number: int = 1, **changes) -> Nomination:
    """Return a complete nomination of regency `number` of the edition's province."""
    organisation = changes.pop("organisation", None)
    if organisation is None:
        code = f"{edition.region_id or '71'}.{number:02}"
        place = make_place(code, f"Kabupaten {number:02}")
        organisation = Organisation.objects.filter(region=place, kind=Kind.REGENCY_CITY).first()
        organisation = organisation or make_organisation(
            f"Pemerintah Kabupaten {number:02}", kind=Kind.REGENCY_CITY, region=place
        )
    given = {"category": "regency-city", "state": State.COMPLETE, "created_at": EARLY} | changes
    return Nomination.objects.create(edition=edition, organisation=organisation, **given)


def make_entrants(edition: Edition, many: int = 3) -> list[Nomination]:
    return [make_entrant(edition, number) for number in range(1, many + 1)]


def make_entrant_user(nomination: Nomination) -> User:
    return awards.make_member(nomination.organisation, Role.ENTRANT)


def jurors_of(edition: Edition) -> list[User]:
    """Return who holds the seats, in their order: the chair first."""
    return [one.user for one in tie_queries.seated(edition)]


def declare_all(
    edition: Edition, *, ties_of: Mapping[User, Mapping[Nomination, TieKind]] | None = None
) -> None:
    """Let every juror who has something to declare say that no tie exists, besides those given."""
    for juror in jurors_of(edition):
        told = (ties_of or {}).get(juror, {})
        missing = tie_queries.undeclared(juror, edition)
        if missing:
            said = {one: (told.get(one, TieKind.NONE), "") for one in missing}
            ties.declare(edition=edition, declarations=said, by=juror)


def make_round(edition: Edition, stage: str = "interview", *, declared: bool = True) -> Round:
    """Return a started round of a stage; plans the rounds and lets the jurors declare first."""
    by = awards.secretary_of(edition)
    if not Round.objects.filter(edition=edition).exists():
        rounds.plan(edition=edition, by=by)
    if declared:
        declare_all(edition)
    round = Round.objects.get(edition=edition, stage=stage)
    return rounds.start(round=round, by=by)


def sheet_of(round: Round, juror: User) -> Sheet:
    sheet = queries.sheet_for(juror, round)
    assert sheet is not None
    return sheet


def mark_all(sheet: Sheet, mark: str = "3", *, marks: Mapping[Nomination, str] | None = None) -> Sheet:
    """Mark every criterion of every entrant that the juror has not stood back from."""
    recused = tie_queries.recused_from(sheet.juror, sheet.round.edition)
    stage = sheet.round.edition.rulebook.category(sheet.round.category).stage(sheet.round.stage)
    for nomination in queries.entrants_of(sheet.round):
        if nomination.pk in recused:
            continue
        for criterion in stage.rubrics:
            value = (marks or {}).get(nomination, mark)
            sheets.save_mark(
                sheet=sheet, nomination=nomination, criterion=criterion.id, mark=value, by=sheet.juror
            )
    return sheet


def lock_all(
    round: Round, *, jurors: Iterable[User] | None = None, marks: Mapping[Nomination, str] | None = None
) -> None:
    """Mark and lock the sheets of these jurors, else of everybody."""
    for juror in jurors_of(round.edition) if jurors is None else jurors:
        sheets.lock(sheet=mark_all(sheet_of(round, juror), marks=marks), by=juror)


def open_up(round: Round) -> Round:
    """Let the chair open the round."""
    return rounds.open_round(round=round, by=jurors_of(round.edition)[0])


def make_interview(
    nomination: Nomination, *, starts_at: datetime = START, minutes: int = 60, **changes
) -> Interview:
    given = {"stage": "interview", "mode": Mode.ONLINE, "place": "https://rapat.contoh.invalid/a"} | changes
    return interviews.schedule(
        nomination=nomination,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        by=awards.secretary_of(nomination.edition),
        **given,
    )
