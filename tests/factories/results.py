"""Editions whose marking is over, ranked, decided or published, for tests."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

from tests.factories import awards, judging
from tests.factories.kept import kept

from paritrana.apps.accounts.models import User
from paritrana.apps.awards.models import Edition
from paritrana.apps.nominations.models import Answer, Nomination, VerifiedFigure
from paritrana.apps.organisations.states import Role
from paritrana.apps.results.commands import decisions, publication, ranking, reports
from paritrana.apps.results.models import Publication, RankingRun

SPREAD = (("3", "4", "2"), ("3", "3", "1"), ("3", "3", "3"), ("4", "5", "2"))  # the marks of four jurors
AT = datetime(2024, 4, 22, 3, tzinfo=UTC)
CATEGORY = "regency-city"
REASON = "Rapat pleno menerima urutan sebagaimana dihitung."


def verify(nomination: Nomination, value: str, *, criterion: str = "coverage", by: User) -> VerifiedFigure:
    """Enter a verified figure as a row; a measure scores it."""
    return VerifiedFigure.objects.create(
        nomination=nomination,
        criterion=criterion,
        value=value,
        as_of=date(2023, 12, 31),
        definition="Pekerja terlindungi dibagi penduduk bekerja",
        source="Rekap BPJS Ketenagakerjaan, contoh",
        verifier=nomination.edition.secretariat,
        entered_by=by,
        entered_at=AT,
    )


def answer(nomination: Nomination, field: str, value: str, *, by: User) -> Answer:
    return Answer.objects.create(nomination=nomination, field=field, value=value, saved_by=by, saved_at=AT)


def make_judged(
    shares: tuple[str, ...] = ("0.40", "0.55", "0.25"),
    marks: tuple[str, ...] = ("3", "4", "2"),
    *,
    opened: bool = True,
    text: str = "",
    by_juror: tuple[tuple[str, ...], ...] = (),
) -> SimpleNamespace:
    """Return the world of `_judged`, made once for the same options."""
    name = f"judged {shares} {marks} {opened} {text} {by_juror}"
    return kept(name, lambda: _judged(shares, marks, opened, text, by_juror))


def _judged(
    shares: tuple[str, ...],
    marks: tuple[str, ...],
    opened: bool,
    text: str,
    by_juror: tuple[tuple[str, ...], ...],
) -> SimpleNamespace:
    """Return an edition in which every entrant is verified, marked by all and, if `opened`, opened.

    by_juror: the marks of each juror, the chair first, where they differ.
    The entrants are `entrants`, in the order of shares and marks; `office` and `chair` are people.
    """
    edition = awards.make_edition(text=text)
    office = awards.secretary_of(edition)
    entrants = judging.make_entrants(edition, len(shares))
    for nomination, share in zip(entrants, shares, strict=True):
        verify(nomination, share, by=office)
        answer(nomination, "regulation", "perda", by=office)
    round = judging.make_round(edition)
    if by_juror:
        for juror, own in zip(judging.jurors_of(edition), by_juror, strict=True):
            judging.lock_all(round, jurors=[juror], marks=dict(zip(entrants, own, strict=True)))
    else:
        judging.lock_all(round, marks=dict(zip(entrants, marks, strict=True)))
    if opened:
        judging.open_up(round)
    chair, *jurors = judging.jurors_of(edition)
    return SimpleNamespace(
        edition=edition, office=office, chair=chair, jurors=jurors, entrants=entrants, round=round
    )


def run(world: SimpleNamespace, **changes: str) -> RankingRun:
    return ranking.run(edition=world.edition, by=world.office, **changes)


def confirm(world: SimpleNamespace, made: RankingRun) -> None:
    decisions.decide(run=made, category=CATEGORY, reason=REASON, minutes_number="BA-01/2024", by=world.chair)


def make_published(**options) -> SimpleNamespace:
    """Return a judged edition whose one category was ranked, confirmed and published."""
    world = make_judged(**options)
    world.run = run(world)
    confirm(world, world.run)
    world.publication = publish(world)
    world.edition = Edition.objects.get(pk=world.edition.pk)
    return world


def publish(world: SimpleNamespace) -> Publication:
    return publication.publish(edition=world.edition, by=world.office)


def entrant_user(nomination: Nomination) -> User:
    return awards.make_member(nomination.organisation, Role.ENTRANT)


def report(world: SimpleNamespace, made: RankingRun, *, worlds: int = 200) -> RankingRun:
    """Compute the reports of a run over a few worlds."""
    return reports.make(run=made, worlds=worlds, by=world.office)
