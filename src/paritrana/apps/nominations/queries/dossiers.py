"""Reading dossiers: their tasks and progress, last year's answers, files, what still blocks sending."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch, QuerySet

from paritrana.apps.accounts.models import User
from paritrana.apps.awards.models import Edition
from paritrana.apps.nominations import rules
from paritrana.apps.nominations.models import (
    Answer,
    Claim,
    Evidence,
    Nomination,
    Screening,
    Section,
    Statement,
)
from paritrana.apps.nominations.states import FINAL, State, TaskState, Verdict
from paritrana.apps.organisations import queries as organisations
from paritrana.apps.organisations.states import Role
from paritrana.core.rulebook import Category
from paritrana.errors import NotFound


@dataclass(frozen=True)
class Task:
    """One section as a task: whose, until when, how many of its fields hold something."""

    code: str
    state: TaskState
    filled: int
    asked: int
    owner: User | None = None
    due: date | None = None


@dataclass(frozen=True)
class Check:
    """What stands between a dossier and its submission: (code, field) pairs, blocking ones and warnings."""

    blocking: Sequence[tuple[str, str]] = field(default_factory=list)
    warnings: Sequence[tuple[str, str]] = field(default_factory=list)


def nomination(key: int) -> Nomination:
    """Return one nomination with what every page shows of it; raises NotFound."""
    found = (
        Nomination.objects.select_related(
            "edition__secretariat", "edition__region", "organisation__region", "proposer"
        )
        .filter(pk=key)
        .first()
    )
    if found is None:
        raise NotFound("nominations.no_nomination")
    return found


def category_of(nomination: Nomination) -> Category:
    """Return the rulebook's category in which the nomination stands."""
    return nomination.edition.rulebook.category(nomination.category)


def nominations_of(user: User) -> QuerySet[Nomination]:
    """Return the nominations of every organisation for which this person now acts as entrant."""
    mine = [one.pk for one in organisations.organisations_of(user, Role.ENTRANT)]
    return (
        Nomination.objects.filter(organisation__in=mine)
        .select_related("organisation", "proposer")
        .prefetch_related("edition__secretariat")
        .order_by("-edition__period_end", "edition", "category", "pk")
    )


def answers_of(nomination: Nomination) -> dict[str, Answer]:
    """Return the saved answers by field."""
    return {answer.field: answer for answer in nomination.answers.select_related("saved_by")}


def evidence_of(nomination: Nomination) -> list[Evidence]:
    """Return the files that stand (not the removed ones), in the order of fields."""
    return list(nomination.evidence.filter(removed_at__isnull=True).select_related("uploaded_by"))


def claims_of(nomination: Nomination) -> list[Claim]:
    """Return the further claims in the order in which they were stated."""
    return list(nomination.claims.select_related("saved_by"))


def live_statement(nomination: Nomination) -> Statement | None:
    """Return the head's word that still holds: given, not void, and not used by an earlier submission."""
    return nomination.statements.filter(void_at__isnull=True, receipt__isnull=True).first()


def last_screening(nomination: Nomination) -> Screening | None:
    """Return the newest screening decision, or None."""
    return nomination.screenings.select_related("decided_by").order_by("-decided_at", "-pk").first()


def tasks_of(nomination: Nomination) -> list[Task]:
    """Return the sections of the dossier as tasks, in the order of the task list."""
    return tasks_of_many([nomination])[nomination.pk]


def tasks_of_many(nominations: Sequence[Nomination]) -> dict[int, list[Task]]:
    """Return the tasks of several dossiers by their key, with a fixed number of queries."""
    loaded = Nomination.objects.filter(pk__in=[one.pk for one in nominations]).prefetch_related(
        Prefetch("sections", Section.objects.select_related("owner")),
        Prefetch("answers", Answer.objects.only("nomination_id", "field", "value")),
        Prefetch("claims", Claim.objects.only("nomination_id")),
        Prefetch("screenings", Screening.objects.order_by("-decided_at", "-pk")),
    )
    rows = {one.pk: one for one in loaded}
    return {one.pk: _tasks(rows[one.pk], category_of(one)) for one in nominations}


def _tasks(row: Nomination, category: Category) -> list[Task]:
    saved = {section.code: section for section in row.sections.all()}
    filled = {answer.field for answer in row.answers.all() if answer.value}
    screening = next(iter(row.screenings.all()), None)
    returned = row.state == State.RETURNED and screening is not None and screening.verdict == Verdict.RETURN
    points = set(screening.points) if screening is not None and returned else set()
    tasks = []
    for code in rules.section_codes(category):
        fields = [one for one in rules.fields_of(category, code) if rules.takes_value(category, one)]
        held = len(row.claims.all()) if code == "claims" else len(filled.intersection(fields))
        section = saved.get(code)
        done = section is not None and section.done_at is not None
        tasks.append(
            Task(
                code=code,
                state=_task_state(done=done, to_mend=code in points, held=held),
                filled=held,
                asked=held if code == "claims" else len(fields),
                owner=section.owner if section else None,
                due=section.due if section else None,
            )
        )
    return tasks


def _task_state(*, done: bool, to_mend: bool, held: int) -> TaskState:
    if done:
        return TaskState.DONE
    if to_mend:
        return TaskState.TO_MEND
    return TaskState.IN_PROGRESS if held else TaskState.NOT_STARTED


def progress(nomination: Nomination, tasks: Sequence[Task] | None = None) -> tuple[int, int]:
    """Return how many parts are done and how many there are, sending the dossier being the last one."""
    tasks = tasks_of(nomination) if tasks is None else tasks
    sent = nomination.state in {State.SUBMITTED, State.COMPLETE, State.REFUSED}
    done = len(tasks) if sent else sum(task.state == TaskState.DONE for task in tasks)
    return done + sent, len(tasks) + 1


def check_of(nomination: Nomination) -> Check:
    """Return what keeps the dossier from being sent, and what it loses by."""
    category = category_of(nomination)
    answers = {name: answer.value for name, answer in answers_of(nomination).items()}
    files = Counter(nomination.evidence.filter(removed_at__isnull=True).values_list("field", flat=True))
    stated = live_statement(nomination) is not None
    return Check(
        blocking=rules.blocking(category, answers=answers, files=files, stated=stated),
        warnings=rules.warnings(category, answers=answers),
    )


def previous_dossier(nomination: Nomination) -> Nomination | None:
    """Return the organisation's dossier of the newest earlier edition of the same level, or None."""
    edition = nomination.edition
    return (
        Nomination.objects.filter(
            organisation_id=nomination.organisation_id,
            edition__level=edition.level,
            edition__period_end__lt=edition.period_start,
            submitted_at__isnull=False,
        )
        .exclude(state__in=[str(one) for one in FINAL])
        .select_related("edition")
        .order_by("-edition__period_end", "-pk")
        .first()
    )


def last_years_answers(nomination: Nomination) -> dict[str, str]:
    """Return what the entrant said one edition earlier, by field; empty when it did not stand."""
    before = previous_dossier(nomination)
    if before is None:
        return {}
    return {name: answer.value for name, answer in answers_of(before).items() if answer.value}


def standing(edition: Edition, category: str | None = None) -> QuerySet[Nomination]:
    """Return the nominations that were screened and found complete, of one category when given."""
    found = Nomination.objects.filter(edition=edition, state=State.COMPLETE).select_related(
        "organisation", "organisation__region"
    )
    return found.filter(category=category) if category else found


def shared_files(nomination: Nomination) -> list[tuple[Evidence, Evidence]]:
    """Return this dossier's files whose bytes stand at another organisation too, with the other's row."""
    mine: dict[str, Evidence] = {one.sha256: one for one in evidence_of(nomination)}
    others = (
        Evidence.objects.filter(sha256__in=mine, removed_at__isnull=True)
        .exclude(nomination__organisation_id=nomination.organisation_id)
        .select_related("nomination__organisation")
    )
    return [(mine[one.sha256], one) for one in others]
