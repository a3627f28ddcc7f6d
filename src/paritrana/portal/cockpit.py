"""The secretariat's view of one edition: the funnel, what is late, and the one next action."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paritrana.apps.awards import queries as awards
from paritrana.apps.awards.models import Edition, Phase
from paritrana.apps.awards.states import EditionState, PhaseKind
from paritrana.apps.judging import queries as judging
from paritrana.apps.judging.models import Round
from paritrana.apps.judging.queries import RoundView
from paritrana.apps.judging.states import RoundState
from paritrana.apps.nominations.models import Nomination
from paritrana.apps.nominations.states import State
from paritrana.apps.results.models import RankingRun
from paritrana.apps.results.queries import runs
from paritrana.apps.results.queries.inputs import is_current
from paritrana.core.units import clock, zone_of
from paritrana.portal import links
from paritrana.ui import formats

STEPS = ("invited", "started", "submitted", "complete", "marked", "ranked")
NOT_SENT = (State.PROPOSED, State.DRAFT)


@dataclass(frozen=True)
class CategoryLine:
    """One category's counts along the funnel."""

    title: str
    invited: int = 0
    started: int = 0
    submitted: int = 0
    complete: int = 0
    marked: int = 0
    ranked: int = 0


@dataclass(frozen=True)
class Late:
    """Something that should have happened already."""

    what: str
    since: str
    url: str


@dataclass(frozen=True)
class Next:
    """The one thing to do next; `label` is the button's word, empty when there is only waiting."""

    sentence: str
    label: str = ""
    url: str = ""


class Ranking(StrEnum):
    """How far the newest ranking of an edition is."""

    NONE = "none"
    STALE = "stale"  # its inputs have changed since, or the committee did not confirm it
    UNDECIDED = "undecided"
    CONFIRMED = "confirmed"


@dataclass(frozen=True)
class Facts:
    """What the next action is decided from: plain counts of one edition."""

    state: EditionState
    phases: int
    vacant: int
    has_nomination_phase: bool
    is_nominating: bool
    invited: int
    waiting_screening: int
    forwarded: int
    unsent: int
    complete: int
    rounds: dict[str, int]
    locked_short: bool
    is_opened: bool
    ranking: Ranking


def lines_of(edition: Edition, rounds: list[RoundView]) -> list[CategoryLine]:
    """Return the funnel category by category, in the rulebook's order; each nomination ever made counts."""
    counted = {
        row["category"]: row
        for row in Nomination.objects.filter(edition=edition)
        .values("category")
        .order_by("category")
        .annotate(
            invited=Count("pk"),
            started=Count("pk", filter=Q(started_at__isnull=False)),
            submitted=Count("pk", filter=Q(submitted_at__isnull=False)),
            complete=Count("pk", filter=Q(state=State.COMPLETE)),
        )
    }
    marked, ranked = _marked(rounds), _ranked(edition)
    lines = []
    for category in edition.rulebook.categories:
        row = counted.get(category.id, {})
        numbers = {name: row.get(name, 0) for name in ("invited", "started", "submitted", "complete")}
        numbers |= {"marked": marked[category.id], "ranked": ranked[category.id]}
        lines.append(CategoryLine(formats.title_of(category.title), **numbers))
    return lines


def _marked(rounds: list[RoundView]) -> Counter[str]:
    """Entrants whose rounds are opened or have their quorum of locked sheets; the least over the stages."""
    by_category: dict[str, list[int]] = {}
    for view in rounds:
        done = view.is_ready or view.round.state == RoundState.OPENED
        by_category.setdefault(view.round.category, []).append(view.entrants if done else 0)
    return Counter({category: min(numbers) for category, numbers in by_category.items()})


def _ranked(edition: Edition) -> Counter[str]:
    run = RankingRun.objects.filter(edition=edition).order_by("-number").first()
    if run is None:
        return Counter()
    return Counter(line.split(",", 1)[0] for line in run.ranking_csv.splitlines()[1:] if line)


def totals(lines: list[CategoryLine]) -> dict[str, int]:
    """Return the sums of the funnel."""
    return {step: sum(getattr(line, step) for line in lines) for step in STEPS}


def late_of(edition: Edition, now: datetime) -> list[Late]:
    """Return what is late: phases planned to be over or begun, deadlines passed with dossiers not sent."""
    today = now.astimezone(zone_of(edition.zone).tzinfo).date()
    found = []
    for phase in edition.phases.all():
        name = formats.title_of(phase.name)
        start, end = phase.planned_start, phase.planned_end or phase.planned_start
        if phase.opened_at is None and start is not None and start < today:
            found.append(
                _late(edition, _("%(phase)s has not been opened") % {"phase": name}, _planned(start))
            )
        elif phase.is_open(now) and end is not None and end < today and phase.closes_at is None:
            found.append(_late(edition, _("%(phase)s is still open") % {"phase": name}, _planned(end)))
    return found + _unsent(edition, now)


def _planned(day: date) -> str:
    return _("planned for %(day)s") % {"day": formats.day(day)}


def _late(edition: Edition, what: str, since: str) -> Late:
    return Late(what, since, links.calendar(edition.slug))


def _unsent(edition: Edition, now: datetime) -> list[Late]:
    nominating = [
        phase for phase in edition.phases.all() if phase.kind == PhaseKind.NOMINATION and phase.opened_at
    ]
    if not nominating or any(phase.is_open(now) for phase in nominating):
        return []
    states = [*NOT_SENT, State.RETURNED]
    unsent = Nomination.objects.filter(edition=edition, state__in=[str(one) for one in states]).count()
    if not unsent:
        return []
    text = ngettext(
        "%(count)s dossier was not sent in time", "%(count)s dossiers were not sent in time", unsent
    )
    ended = formats.moment(max(_ended(phase) for phase in nominating), edition.zone)
    since = _("since %(moment)s") % {"moment": ended}
    return [Late(text % {"count": unsent}, since, links.screening(edition.slug))]


def _ended(phase: Phase) -> datetime:
    ends = [moment for moment in (phase.closes_at, phase.closed_at) if moment is not None]
    return min(ends) if ends else clock.now()


def facts_of(edition: Edition, rounds: list[RoundView], vacant: int) -> Facts:
    """Return the counts from which `next_of` decides."""
    states = Counter(Nomination.objects.filter(edition=edition).values_list("state", flat=True))
    phases, now = list(edition.phases.all()), clock.now()
    nominating = [phase for phase in phases if phase.kind == PhaseKind.NOMINATION]
    by_state = Counter(Round.objects.filter(edition=edition).values_list("state", flat=True))
    marking = [view for view in rounds if view.round.state in (RoundState.MARKING, RoundState.CLOSED)]
    return Facts(
        state=EditionState(edition.state),
        phases=len(phases),
        vacant=vacant,
        has_nomination_phase=any(phase.opened_at for phase in nominating),
        is_nominating=any(phase.is_open(now) for phase in nominating),
        invited=states.total(),
        waiting_screening=states[State.SUBMITTED],
        forwarded=states[State.FORWARDED],
        unsent=sum(states[one] for one in (*NOT_SENT, State.RETURNED)),
        complete=states[State.COMPLETE],
        rounds=dict(by_state),
        locked_short=any(not view.is_ready for view in marking),
        is_opened=not runs.unopened_rounds(edition),
        ranking=_ranking(edition),
    )


def _ranking(edition: Edition) -> Ranking:
    run = runs.latest_run(edition)
    if run is None:
        return Ranking.NONE
    if edition.state == EditionState.PUBLISHED:
        return Ranking.CONFIRMED
    run.edition = edition
    decided = {one.category: one.confirms for one in run.decisions.all()}
    if not all(decided.values()) or not is_current(run):
        return Ranking.STALE
    return Ranking.CONFIRMED if decided.keys() >= set(runs.ranked_ids(run)) else Ranking.UNDECIDED


def next_of(facts: Facts, slug: str) -> Next:
    """Return the one next action for an edition as the facts stand."""
    if facts.state is EditionState.PUBLISHED:
        return Next(_("The results are public."), _("Read the results"), links.results_of(slug))
    return _preparing(facts, slug) or _papers(facts, slug) or _judging(facts, slug)


def _preparing(facts: Facts, slug: str) -> Next | None:
    if facts.vacant and (facts.state is EditionState.PREPARING or facts.complete):
        text = ngettext(
            "%(count)s seat of the committee is vacant.",
            "%(count)s seats of the committee are vacant.",
            facts.vacant,
        )
        return Next(text % {"count": facts.vacant}, _("Fill the seats"), links.committee(slug))
    if not facts.phases and not facts.invited:
        return Next(_("The calendar is empty."), _("Set the calendar"), links.calendar(slug))
    if facts.state is EditionState.PREPARING:
        return Next(_("Seats and calendar are ready."), _("Announce the edition"), links.announce(slug))
    return None


def _papers(facts: Facts, slug: str) -> Next | None:
    if facts.forwarded:
        text = ngettext(
            "%(count)s forwarded dossier arrived.", "%(count)s forwarded dossiers arrived.", facts.forwarded
        )
        return Next(text % {"count": facts.forwarded}, _("Take in or send back"), links.forwarding(slug))
    if facts.waiting_screening:
        text = ngettext(
            "%(count)s dossier waits for screening.",
            "%(count)s dossiers wait for screening.",
            facts.waiting_screening,
        )
        return Next(
            text % {"count": facts.waiting_screening}, _("Screen the dossiers"), links.screening(slug)
        )
    if facts.is_nominating:
        if not facts.invited:
            return Next(_("Nominations are open and nobody has been proposed yet. Tell the proposers."))
        if facts.unsent:
            text = ngettext(
                "%(count)s dossier is not sent yet.", "%(count)s dossiers are not sent yet.", facts.unsent
            )
            return Next(text % {"count": facts.unsent}, _("See who is missing"), links.screening(slug))
    if not facts.has_nomination_phase and not facts.complete:
        return Next(
            _("Nominations have not been opened."), _("Open the nomination phase"), links.calendar(slug)
        )
    return None


def _judging(facts: Facts, slug: str) -> Next:
    rounds = facts.rounds
    if not facts.complete and not rounds:
        return Next(_("No dossier is complete yet."), _("See the dossiers"), links.screening(slug))
    if facts.complete and facts.is_opened:
        return _deciding(facts.ranking, slug)
    if not rounds or rounds.get(RoundState.PLANNED):
        return Next(_("Dossiers are complete: marking can begin."), _("Start the rounds"), links.rounds(slug))
    if facts.locked_short:
        return Next(_("Jurors are marking."), _("See who has marked"), links.rounds(slug))
    return Next(
        _("The quorum of locked sheets is there: the chair can open the rounds."),
        _("See the rounds"),
        links.rounds(slug),
    )


def _deciding(ranking: Ranking, slug: str) -> Next:
    url = links.ranking(slug)
    if ranking is Ranking.NONE:
        return Next(_("Every round is open: the ranking can be computed."), _("Compute the ranking"), url)
    if ranking is Ranking.STALE:
        told = _("The ranking is out of date or was not confirmed: it must be computed anew.")
        return Next(told, _("Compute the ranking"), url)
    if ranking is Ranking.UNDECIDED:
        return Next(_("The ranking waits for the decision of the chair."), _("See the ranking"), url)
    return Next(_("Every category is decided."), _("Publish the results"), url)


def rounds_of(edition: Edition) -> list[RoundView]:
    """Return every round with counts of who has marked what; never a value."""
    return judging.who_marked_what(edition)


def vacant_of(edition: Edition) -> int:
    """Return how many seats nobody holds."""
    return len(awards.vacant_seats(edition))
