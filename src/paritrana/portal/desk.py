"""The desk: for each role of a person, what waits for them now."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Count, F, Q, prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paritrana.apps.awards import queries as awards
from paritrana.apps.awards.models import Edition, RulebookVersion
from paritrana.apps.awards.states import EditionState, PhaseKind
from paritrana.apps.awards.tables import standing as edition_standing
from paritrana.apps.coverage.labels.words import RUN
from paritrana.apps.coverage.models import Delivery, Run
from paritrana.apps.coverage.states import DeliveryState, RunState
from paritrana.apps.judging.models import Interview, Round, Sheet, Tie
from paritrana.apps.judging.states import RoundState, SheetState
from paritrana.apps.nominations.labels.dossiers import STATE, STATE_TONE
from paritrana.apps.nominations.models import Nomination, Objection, VerifiedFigure
from paritrana.apps.nominations.queries import dossiers
from paritrana.apps.nominations.states import COUNTS_FOR_QUOTA, FINAL, ObjectionState, State, TaskState
from paritrana.apps.organisations import queries as organisations
from paritrana.apps.organisations.states import Kind, Role
from paritrana.apps.results.models import RankingRun
from paritrana.apps.results.queries import runs
from paritrana.core.units import clock
from paritrana.portal import links
from paritrana.portal.queries import Standing
from paritrana.ui import formats


@dataclass(frozen=True)
class Step:
    """One thing to do, in the form of the task-list component."""

    label: str
    url: str
    status: str
    tone: str = "info"
    hint: str = ""


@dataclass(frozen=True)
class Group:
    """The steps of one role; `nothing` is what the desk says when there are none."""

    title: str
    steps: list[dict[str, Any]]
    nothing: str


def groups_of(standing: Standing) -> list[Group]:
    """Return the groups for the roles a person has, in the order in which an award runs."""
    found = []
    prefetch_related_objects([seat.edition for seat in standing.seats], "rulebook_versions")
    if standing.serves(Role.SECRETARIAT):
        nothing = _("No edition yet. Create one from a rulebook file.")
        found.append(_group(_("Secretariat"), _secretariat(standing), nothing))
    if standing.serves(Role.PROPOSER):
        nothing = _("No edition takes nominations now.")
        found.append(_group(_("Proposer"), _proposer(standing), nothing))
    if standing.serves(Role.ENTRANT):
        nothing = _("No dossier yet. A BPJS Ketenagakerjaan office or the province proposes entrants.")
        found.append(_group(_("Entrant"), _entrant(standing), nothing))
    if standing.serves(Role.VERIFIER):
        nothing = _("No edition in your office's area is under way.")
        found.append(_group(_("Verifier"), _verifier(standing), nothing))
    if standing.serves(Role.COVERAGE):
        found.append(_group(_("Coverage officer"), _officer(standing), ""))
    if standing.seats:
        nothing = _("Nothing to mark or declare now.")
        found.append(_group(_("Juror"), [*_juror(standing), *_mirrors(standing)], nothing))
    if any(_is_chair(seat) for seat in standing.seats):
        found.append(
            _group(
                _("Chair"),
                _chair(standing),
                _("No round is ready to be opened, no ranking to be decided on."),
            )
        )
    return found


def _group(title: str, steps: Iterable[Step], nothing: str) -> Group:
    return Group(title, [asdict(step) for step in steps], nothing)


def _title(edition: Edition) -> str:
    return formats.title_of(edition.title)


def _is_chair(seat: Any) -> bool:
    return seat.code == "chair" or seat.position == 1


def _waiting_versions(user: Any, editions: Any) -> Iterable[Step]:
    waiting = RulebookVersion.objects.filter(edition__in=editions, approved_at__isnull=True)
    for version in waiting.exclude(uploaded_by=user).select_related("edition"):
        yield Step(
            label=_("Approve rulebook version %(version)s") % {"version": version.version},
            url=links.approve(version.edition.slug, version.version),
            status=_("Waits for you"),
            tone="warn",
            hint=f"{_title(version.edition)}: {version.reason}",
        )


def _secretariat(standing: Standing) -> Iterable[Step]:
    editions = awards.managed_by(standing.user)
    yield from _waiting_versions(standing.user, editions)
    for edition in awards.listed(editions):
        yield Step(
            label=_title(edition),
            url=links.cockpit(edition.slug),
            status=edition_standing(edition),
            tone="good" if edition.state == EditionState.PUBLISHED else "info",
            hint=_("Open the cockpit"),
        )


def _open_for_nomination(editions: Iterable[Edition]) -> list[Edition]:
    now = clock.now()
    return [
        edition
        for edition in editions
        if any(phase.kind == PhaseKind.NOMINATION and phase.is_open(now) for phase in edition.phases.all())
    ]


def _proposer(standing: Standing) -> Iterable[Step]:
    offices = [one.organisation for one in standing.serves(Role.PROPOSER)]
    reach = organisations.reach_of(offices)
    under_way = awards.listed(awards.public_editions().filter(state=EditionState.OPEN))
    editions = [one for one in _open_for_nomination(under_way) if reach.meets(one.region_id)]
    held = [str(state) for state in COUNTS_FOR_QUOTA]
    mine = Nomination.objects.filter(proposer__in=offices, edition__in=editions, state__in=held)
    used = Counter(mine.values_list("edition_id", "category"))
    for edition in editions:
        left = []
        for category in edition.rulebook.categories:
            if category.quota is not None:
                places = max(0, category.quota - used[edition.pk, category.id])
                left.append(f"{formats.title_of(category.title)}: {places}")
        sent = sum(number for (key, _category), number in used.items() if key == edition.pk)
        yield Step(
            label=_title(edition),
            url=links.proposals(edition.slug),
            status=ngettext("%(count)s proposed", "%(count)s proposed", sent) % {"count": sent},
            hint=_("Places left: %(places)s") % {"places": ", ".join(left)} if left else "",
        )


def _entrant(standing: Standing) -> Iterable[Step]:
    found = dossiers.nominations_of(standing.user).exclude(state__in=[str(one) for one in FINAL])
    nominations = list(found.prefetch_related("edition__rulebook_versions"))
    tasks = dossiers.tasks_of_many(nominations)
    for nomination in nominations:
        missing = sum(task.state != TaskState.DONE for task in tasks[nomination.pk])
        hint = f"{_title(nomination.edition)} · {nomination.organisation.name}"
        if nomination.state in (State.DRAFT, State.RETURNED) and missing:
            text = ngettext("%(count)s part is not done", "%(count)s parts are not done", missing)
            hint = f"{hint} · {text % {'count': missing}}"
        yield Step(
            label=formats.title_of(nomination.edition.rulebook.category(nomination.category).title),
            url=links.dossier(nomination.pk),
            status=str(STATE[nomination.state]),
            tone=STATE_TONE.get(nomination.state, "neutral"),
            hint=hint,
        )
    told = Interview.objects.filter(
        nomination__in=nominations, told_at__isnull=False, cancelled_at__isnull=True
    )
    for interview in told.select_related("nomination__organisation", "nomination__edition__region"):
        edition = interview.nomination.edition
        yield Step(
            label=_("Interview"),
            url=links.interview(interview.nomination_id),
            status=formats.moment(interview.starts_at, edition.zone),
            hint=f"{_title(edition)} · {interview.nomination.organisation.name}",
        )


def _verifier(standing: Standing) -> Iterable[Step]:
    served = [one.organisation for one in standing.serves(Role.VERIFIER)]
    reach = organisations.reach_of(one for one in served if one.kind == Kind.BPJS_OFFICE)
    under_way = awards.listed(awards.public_editions().filter(state=EditionState.OPEN))
    editions = {one.pk: one for one in under_way if reach.meets(one.region_id)}
    states = [State.SUBMITTED, State.RETURNED, State.COMPLETE]
    rows = Nomination.objects.filter(edition__in=editions, state__in=[str(one) for one in states])
    waiting: Counter[int] = Counter()
    for edition, category in rows.values_list("edition_id", "category"):
        criteria = editions[edition].rulebook.category(category).criteria
        waiting[edition] += sum(one.kind == "measure" for one in criteria)
    live = VerifiedFigure.objects.filter(nomination__in=rows, superseded_at__isnull=True)
    waiting.subtract(Counter(live.values_list("nomination__edition_id", flat=True)))
    objected = Counter(
        Objection.objects.filter(nomination__edition__in=editions, state=ObjectionState.OPEN).values_list(
            "nomination__edition_id", flat=True
        )
    )
    for pk, edition in editions.items():
        if waiting[pk] <= 0 and not objected[pk]:
            yield Step(
                label=_("Verified figures: %(edition)s") % {"edition": _title(edition)},
                url=links.verification(edition.slug),
                status=_("Nothing waits"),
                tone="neutral",
            )
            continue
        figures = ngettext("%(count)s figure waits", "%(count)s figures wait", max(0, waiting[pk]))
        objections = ngettext("%(count)s objection", "%(count)s objections", objected[pk])
        yield Step(
            label=_("Verified figures: %(edition)s") % {"edition": _title(edition)},
            url=links.verification(edition.slug),
            status=figures % {"count": max(0, waiting[pk])},
            tone="warn",
            hint=objections % {"count": objected[pk]} if objected[pk] else "",
        )


def _officer(standing: Standing) -> Iterable[Step]:
    offices = [one.organisation for one in standing.serves(Role.COVERAGE)]
    waiting = Delivery.objects.filter(
        organisation__in=offices, state__in=[DeliveryState.QUEUED, DeliveryState.RUNNING]
    ).count()
    text = ngettext("%(count)s delivery waits", "%(count)s deliveries wait", waiting)
    yield Step(
        label=_("Deliveries of coverage data"),
        url=links.deliveries(),
        status=text % {"count": waiting} if waiting else _("Nothing waits"),
        tone="info" if waiting else "neutral",
    )
    yield Step(
        label=_("Protection programme"),
        url=links.programme(),
        status=_("Register, funds, agreements"),
        tone="neutral",
    )
    if not any(office.kind == Kind.BPJS_OFFICE for office in offices):
        return
    for run in Run.objects.filter(state__in=[RunState.COMPUTED, RunState.APPROVED]).order_by("pk"):
        yield Step(
            label=_("Coverage %(year)s, run no. %(number)s") % {"year": run.year, "number": run.pk},
            url=links.coverage_run(run.pk),
            status=str(RUN[RunState(run.state)]),
            tone="warn",
        )


def _juror(standing: Standing) -> Iterable[Step]:
    editions = {
        seat.edition_id: seat.edition for seat in standing.seats if seat.edition.state == EditionState.OPEN
    }
    rows = Nomination.objects.filter(edition__in=editions, state=State.COMPLETE)
    missing = Counter(rows.values_list("edition_id", flat=True))
    declared = Tie.objects.filter(juror=standing.user, nomination__in=rows)
    missing.subtract(Counter(declared.values_list("nomination__edition_id", flat=True)))
    for pk, edition in editions.items():
        if missing[pk] > 0:
            text = ngettext(
                "%(count)s declaration is missing", "%(count)s declarations are missing", missing[pk]
            )
            yield Step(
                label=_("Declare ties of interest"),
                url=links.ties(edition.slug),
                status=text % {"count": missing[pk]},
                tone="warn",
                hint=_title(edition),
            )
    sheets = Sheet.objects.filter(
        juror=standing.user, state=SheetState.OPEN, round__state=RoundState.MARKING
    ).select_related("round")
    for sheet in sheets:
        edition = editions.get(sheet.round.edition_id)
        if edition is not None:
            yield Step(
                label=_("Mark: %(round)s") % {"round": _round_title(sheet.round, edition)},
                url=links.queue(edition.slug),
                status=_("Not locked"),
                hint=_title(edition),
            )


def _mirrors(standing: Standing) -> Iterable[Step]:
    """The own mirror in every edition of which a round is opened."""
    editions = {seat.edition_id: seat.edition for seat in standing.seats}
    opened = Round.objects.filter(edition__in=editions, state=RoundState.OPENED)
    for pk in sorted(set(opened.values_list("edition_id", flat=True))):
        yield Step(
            label=_("My mirror"),
            url=links.mirror(editions[pk].slug),
            status=_("Only you see it"),
            tone="neutral",
            hint=_title(editions[pk]),
        )


def _chair(standing: Standing) -> Iterable[Step]:
    editions = {seat.edition_id: seat.edition for seat in standing.seats if _is_chair(seat)}
    yield from _waiting_versions(standing.user, list(editions))
    locked = Count("sheets", filter=Q(sheets__state=SheetState.LOCKED))
    states = [RoundState.MARKING, RoundState.CLOSED]
    rounds = Round.objects.filter(edition__in=editions, state__in=states).annotate(locked=locked)
    ready: dict[int, list[Round]] = defaultdict(list)
    for one in rounds.order_by(F("edition_id"), "pk"):
        ready[one.edition_id].append(one)
    for pk, edition in editions.items():
        quorum = edition.rulebook.committee.quorum if ready[pk] and edition.rulebook.committee else 1
        for one in ready[pk]:
            if one.locked >= quorum:
                yield Step(
                    label=_("Open the round: %(round)s") % {"round": _round_title(one, edition)},
                    url=links.chair(edition.slug),
                    status=_("Ready"),
                    tone="good",
                    hint=_title(edition),
                )
    yield from _rankings([one for one in editions.values() if one.state == EditionState.OPEN])


def _rankings(editions: list[Edition]) -> Iterable[Step]:
    """The newest ranking of each edition: to be decided on, else to be read."""
    made = RankingRun.objects.filter(edition__in=editions).order_by("edition_id", "number")
    latest = {run.edition_id: run for run in made.defer("values_csv", "marks_csv", "contributions_csv")}
    prefetch_related_objects(list(latest.values()), "decisions")
    for edition in editions:
        run = latest.get(edition.pk)
        if run is None:
            continue
        run.edition = edition
        left = len(set(runs.ranked_ids(run)) - {one.category for one in run.decisions.all()})
        text = ngettext("%(count)s category is undecided", "%(count)s categories are undecided", left)
        label = _("Decide: %(edition)s") if left else _("See the ranking: %(edition)s")
        yield Step(
            label=label % {"edition": _title(edition)},
            url=links.chair(edition.slug),
            status=text % {"count": left} if left else _("Decided"),
            tone="warn" if left else "good",
        )


def _round_title(one: Round, edition: Edition) -> str:
    category = edition.rulebook.category(one.category)
    return f"{formats.title_of(category.title)}, {formats.title_of(category.stage(one.stage).title)}"
