"""Reading for the office: what waits for screening, verifying, taking in."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from paritrana.apps.accounts.models import User
from paritrana.apps.awards.models import Edition
from paritrana.apps.nominations.models import Answer, Evidence, Nomination, Objection, VerifiedFigure
from paritrana.apps.nominations.states import ObjectionState, State
from paritrana.apps.organisations import queries as organisations
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.organisations.states import Role
from paritrana.core.rulebook import Criterion
from paritrana.errors import NotFound

TO_VERIFY = [State.SUBMITTED, State.RETURNED, State.COMPLETE]


@dataclass(frozen=True)
class FigureRow:
    """One criterion that a verifier may fill: what is claimed, what was verified, what was objected."""

    criterion: Criterion
    answer: Answer | None
    figure: VerifiedFigure | None
    objections: Sequence[Objection]
    files: Sequence[Evidence]


def dossiers_to_screen(edition: Edition) -> QuerySet[Nomination]:
    """Return every nomination of an edition for the screening list, those that wait first."""
    waiting = Q(state=State.SUBMITTED)
    return (
        Nomination.objects.filter(edition=edition)
        .select_related("organisation", "proposer")
        .annotate(files=Count("evidence", filter=Q(evidence__removed_at__isnull=True), distinct=True))
        .annotate(is_waiting=Exists(Nomination.objects.filter(waiting, pk=OuterRef("pk"))))
        .order_by("-is_waiting", "category", "organisation__name", "pk")
    )


def duplicate_files(nomination: Nomination) -> dict[str, list[str]]:
    """Return, by SHA-256, the other entrants of the edition that sent the very same file."""
    mine = nomination.evidence.filter(removed_at__isnull=True).values("sha256")
    elsewhere = (
        Evidence.objects.filter(
            sha256__in=mine, nomination__edition=nomination.edition, removed_at__isnull=True
        )
        .exclude(nomination=nomination)
        .values_list("sha256", "nomination__organisation__name")
    )
    found: dict[str, list[str]] = {}
    for digest, name in elsewhere:
        found.setdefault(digest, []).append(name)
    return found


def dossiers_to_verify(user: User, edition: Edition) -> list[Nomination]:
    """Return the dossiers of an edition that lie in the service areas of this verifier's offices."""
    reach = organisations.reach_of(organisations.organisations_of(user, Role.VERIFIER))
    found = (
        Nomination.objects.filter(edition=edition, state__in=TO_VERIFY)
        .select_related("organisation__region")
        .annotate(
            verified=Count(
                "verified_figures", filter=Q(verified_figures__superseded_at__isnull=True), distinct=True
            ),
            objected=Count("objections", filter=Q(objections__state=ObjectionState.OPEN), distinct=True),
        )
        .order_by("category", "organisation__name", "pk")
    )
    return [one for one in found if reach.holds(one.organisation.region_id)]


def figure_rows(nomination: Nomination) -> list[FigureRow]:
    """Return one row per criterion that jurors do not mark, in the rulebook's order."""
    answers = {one.field: one for one in nomination.answers.all()}
    with_objections = Prefetch("objections", queryset=Objection.objects.order_by("-raised_at"))
    live = nomination.verified_figures.filter(superseded_at__isnull=True).select_related(
        "verifier", "evidence"
    )
    figures = {one.criterion: one for one in live.prefetch_related(with_objections)}
    past = Objection.objects.filter(nomination=nomination).select_related("figure").order_by("-raised_at")
    objections: dict[str, list[Objection]] = {}
    for objection in past:
        objections.setdefault(objection.figure.criterion, []).append(objection)
    files: dict[str, list[Evidence]] = {}
    for evidence in nomination.evidence.filter(removed_at__isnull=True):
        files.setdefault(evidence.field, []).append(evidence)
    category = nomination.edition.rulebook.category(nomination.category)
    return [
        FigureRow(
            criterion,
            answers.get(criterion.id),
            figures.get(criterion.id),
            objections.get(criterion.id, []),
            files.get(criterion.id, []),
        )
        for criterion in category.criteria
        if criterion.kind != "rubric"
    ]


def figure(nomination: Nomination, pk: int) -> VerifiedFigure:
    """Return one verified figure of a dossier; raises NotFound."""
    found = (
        nomination.verified_figures.select_related("nomination__edition", "verifier").filter(pk=pk).first()
    )
    if found is None:
        raise NotFound("nominations.no_figure")
    return found


def objection(nomination: Nomination, pk: int) -> Objection:
    """Return one objection of a dossier; raises NotFound."""
    found = nomination.objections.select_related("figure__verifier").filter(pk=pk).first()
    if found is None:
        raise NotFound("nominations.no_objection")
    return found


def national_editions(edition: Edition) -> QuerySet[Edition]:
    """Return the national editions that judge the same period."""
    return Edition.objects.filter(
        level="national", period_start=edition.period_start, period_end=edition.period_end
    ).exclude(pk=edition.pk)


def forwarded_from(edition: Edition) -> QuerySet[Nomination]:
    """Return what this edition has sent upwards."""
    return edition.forwarded_nominations.select_related("organisation", "edition").order_by("-created_at")


def forwarded_to(edition: Edition) -> QuerySet[Nomination]:
    """Return what has arrived in this edition from below, those that wait first."""
    return (
        Nomination.objects.filter(edition=edition, from_edition__isnull=False)
        .select_related("organisation", "from_edition", "forwarded_from")
        .annotate(is_waiting=Exists(Nomination.objects.filter(pk=OuterRef("pk"), state=State.FORWARDED)))
        .order_by("-is_waiting", "from_edition__slug", "organisation__name")
    )


def forwardable(edition: Edition) -> QuerySet[Nomination]:
    """Return the sent dossiers of an edition that may go up."""
    return (
        Nomination.objects.filter(edition=edition, state__in=[State.SUBMITTED, State.COMPLETE])
        .select_related("organisation")
        .order_by("category", "organisation__name")
    )


def own_province(edition: Edition) -> QuerySet[Organisation]:
    """Return the government of the edition's province, which never stands in it but may be forwarded."""
    return Organisation.objects.filter(kind="province", region=edition.region)
