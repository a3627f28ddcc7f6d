"""Reading for the office: what waits for screening, verifying, taking in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Case, Count, Q, QuerySet, When
from django.utils.translation import get_language

from paritrana.apps.accounts.models import User
from paritrana.apps.awards.models import Edition
from paritrana.apps.coverage import queries as coverage
from paritrana.apps.nominations.labels import wording
from paritrana.apps.nominations.models import Answer, Evidence, Nomination, Objection, VerifiedFigure
from paritrana.apps.nominations.queries import dossiers
from paritrana.apps.nominations.queries.flags import flags_of
from paritrana.apps.nominations.rules.office import FORWARDABLE, VERIFIABLE, counts_as_missing
from paritrana.apps.nominations.rules.sizes import SIZE, verified_criteria
from paritrana.apps.nominations.states import FINAL, ObjectionState, State
from paritrana.apps.organisations import queries as organisations
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.organisations.rules import GOVERNMENTS
from paritrana.apps.organisations.states import Kind as OrganisationKind
from paritrana.apps.organisations.states import Role
from paritrana.core.claims import check_date
from paritrana.core.rulebook import Category, Criterion
from paritrana.core.units import Period
from paritrana.errors import NotFound

WAITS = Case(When(state=State.SUBMITTED, then=0), default=1)


@dataclass(frozen=True)
class File:
    """One file, doubts about its date, and the other entrants of the edition with the same bytes."""

    evidence: Evidence
    flags: Sequence[str] = ()
    also_at: Sequence[str] = ()


@dataclass(frozen=True)
class FigureRow:
    """One criterion that jurors do not mark: what is claimed, what was verified, what was objected.

    flags: doubts about the claim; figure_flags: about the date of the verified figure.
    files: given by the entrant.  history: figures that a newer one has replaced, the latest first.
    """

    criterion: Criterion
    category: Category
    answer: Answer | None
    figure: VerifiedFigure | None
    objections: Sequence[Objection]
    history: Sequence[VerifiedFigure]
    files: Sequence[File] = ()
    flags: Sequence[str] = ()
    figure_flags: Sequence[str] = ()

    @property
    def claimed(self) -> str:
        return wording.value_text(self.category, self.criterion.id, self.answer.value) if self.answer else ""

    @property
    def is_size(self) -> bool:
        """Say whether this is the size class, which the proposer states and which must be verified."""
        return self.criterion.id == SIZE

    @property
    def verified(self) -> str:
        return wording.figure_text(self.category, self.figure) if self.figure else ""

    @property
    def differs(self) -> bool:
        """Say whether claim and verified figure are both there and not the same."""
        if self.answer is None or self.figure is None or not self.answer.value:
            return False
        if self.criterion.kind != "measure":
            return self.answer.value != self.figure.value
        return Fraction(self.answer.value) != Fraction(self.figure.value)

    @property
    def scored(self) -> str:
        """Return what is scored: verified, small (too few beneath it, so nothing), answer, claim or nothing.

        claim: what is never scored by itself, a measure's or the proposer's.
        """
        if self.figure is not None:
            return "small" if counts_as_missing(self.criterion, self.figure.denominator) else "verified"
        if self.answer is None or not self.answer.value:
            return "nothing"
        return "claim" if self.criterion.kind == "measure" or self.is_size else "answer"

    @property
    def open_objection(self) -> Objection | None:
        return next((one for one in self.objections if one.state == ObjectionState.OPEN), None)

    @property
    def past_objections(self) -> list[Objection]:
        return [one for one in self.objections if one.state != ObjectionState.OPEN]


def dossiers_to_screen(edition: Edition) -> QuerySet[Nomination]:
    """Return every nomination of an edition for the screening list, those that wait first."""
    return (
        Nomination.objects.filter(edition=edition)
        .select_related("organisation", "proposer")
        .annotate(files=Count("evidence", filter=Q(evidence__removed_at__isnull=True), distinct=True))
        .order_by(WAITS, "category", "organisation__name", "pk")
    )


def undecided(edition: Edition) -> list[Nomination]:
    """Return the dossiers on which screening must still decide, by category and name.

    Sent, back at the entrant, or arrived from below: all of them stay out once marking begins.
    """
    states = (State.FORWARDED, State.SUBMITTED, State.RETURNED)
    found = Nomination.objects.filter(edition=edition, state__in=states)
    ordered = found.select_related("organisation", "edition")
    return list(ordered.order_by("category", "organisation__name", "pk"))


def unsent_count(edition: Edition) -> int:
    """Return how many entrants were invited or fill their dossier and have not sent it."""
    return Nomination.objects.filter(edition=edition, state__in=(State.PROPOSED, State.DRAFT)).count()


def open_objections(edition: Edition) -> list[Objection]:
    """Return the objections to figures that nobody has answered yet, by entrant."""
    found = Objection.objects.filter(nomination__edition=edition, state=ObjectionState.OPEN)
    ordered = found.select_related("figure__verifier", "nomination__organisation", "nomination__edition")
    return list(ordered.order_by("nomination__category", "nomination__organisation__name", "pk"))


def duplicate_files(nomination: Nomination) -> dict[str, list[str]]:
    """Return, by SHA-256, the other entrants of the edition that sent the very same file."""
    mine = nomination.evidence.filter(removed_at__isnull=True).values("sha256")
    elsewhere = (
        Evidence.objects.filter(
            sha256__in=mine, nomination__edition=nomination.edition, removed_at__isnull=True
        )
        .exclude(nomination__organisation_id=nomination.organisation_id)
        .values_list("sha256", "nomination__organisation__name")
        .order_by("nomination__organisation__name")
        .distinct()
    )
    found: dict[str, list[str]] = {}
    for digest, name in elsewhere:
        found.setdefault(digest, []).append(name)
    return found


def files_by_field(nomination: Nomination, flags: Mapping[str, Sequence[str]]) -> dict[str, list[File]]:
    """Return the files that stand, by field, with doubts and the same file at others."""
    shared = duplicate_files(nomination)
    found: dict[str, list[File]] = {}
    for one in nomination.evidence.filter(removed_at__isnull=True):
        file = File(one, flags.get(f"file.{one.pk}", ()), shared.get(one.sha256, ()))
        found.setdefault(one.field, []).append(file)
    return found


def flags_by_field(nomination: Nomination) -> dict[str, list[str]]:
    """Return the sentences of the checker's doubts, by where they stand."""
    found: dict[str, list[str]] = {}
    for one in flags_of(nomination):
        found.setdefault(one.field, []).append(one.sentence)
    return found


def screening_check(nomination: Nomination) -> dossiers.Check:
    """Return what the dossier lacks; the head's word counts once it was sent, here or where it came from."""
    found = dossiers.check_of(nomination)
    stated = nomination.receipts.exists() or nomination.forwarded_from_id is not None
    if not stated:
        return found
    blocking = [one for one in found.blocking if one[0] != "statement_missing"]
    return dossiers.Check(blocking=blocking, warnings=found.warnings)


def dossiers_to_verify(user: User, edition: Edition) -> list[Nomination]:
    """Return the sent dossiers of an edition that this verifier's offices serve, open objections first."""
    offices = [
        one
        for one in organisations.organisations_of(user, Role.VERIFIER)
        if one.kind == OrganisationKind.BPJS_OFFICE
    ]
    reach = organisations.reach_of(offices)
    live = Q(verified_figures__superseded_at__isnull=True)
    found = (
        Nomination.objects.filter(edition=edition, state__in=VERIFIABLE)
        .select_related("organisation__region")
        .annotate(
            verified=Count("verified_figures", filter=live, distinct=True),
            objected=Count("objections", filter=Q(objections__state=ObjectionState.OPEN), distinct=True),
        )
        .order_by("-objected", "category", "organisation__name", "pk")
    )
    rows = [
        one for one in found if one.organisation.region_id is None or reach.holds(one.organisation.region_id)
    ]
    for one in rows:
        category = edition.rulebook.category(one.category)
        one.asked = len(verified_criteria(category, one.organisation.size))
    return rows


def figure_rows(nomination: Nomination) -> list[FigureRow]:
    """Return one row per criterion that jurors do not mark, in the rulebook's order; the size class first."""
    answers = {**dossiers.answers_of(nomination), SIZE: _stated_size(nomination)}
    figures: dict[str, list[VerifiedFigure]] = {}
    entered = nomination.verified_figures.select_related("verifier", "evidence", "entered_by")
    for figure in entered.order_by("-entered_at", "-pk"):
        figures.setdefault(figure.criterion, []).append(figure)
    objections: dict[str, list[Objection]] = {}
    raised = nomination.objections.select_related("figure", "answered_by").order_by("-raised_at", "-pk")
    for objection in raised:
        objections.setdefault(objection.figure.criterion, []).append(objection)
    flags = flags_by_field(nomination)
    files = files_by_field(nomination, flags)
    category = dossiers.category_of(nomination)
    live = {key: one for key, rows in figures.items() for one in rows if one.superseded_at is None}
    return [
        FigureRow(
            criterion=one,
            category=category,
            answer=answers.get(one.id),
            figure=live.get(one.id),
            objections=objections.get(one.id, []),
            history=[row for row in figures.get(one.id, []) if row.superseded_at is not None],
            files=files.get(one.id, []),
            flags=flags.get(one.id, []),
            figure_flags=_dated(live.get(one.id), nomination.edition),
        )
        for one in verified_criteria(category, nomination.organisation.size)
    ]


def _stated_size(nomination: Nomination) -> Answer | None:
    """Return what the proposer states of the size class, beside the answers of the entrant."""
    if not nomination.size_class:
        return None
    return Answer(field=SIZE, value=nomination.size_class, note=nomination.size_source)


def _dated(figure: VerifiedFigure | None, edition: Edition) -> list[str]:
    if figure is None:
        return []
    period = Period(edition.period_start, edition.period_end)
    return [flag.told(get_language() or "id") for flag in check_date(figure.as_of, period)]


def proofs(nomination: Nomination, criterion: str) -> list[Evidence]:
    """Return the files that may prove a verified figure: the entrant's, and those of verifiers."""
    fits = Q(field=criterion) | Q(field__startswith="verified.")
    return list(nomination.evidence.filter(fits, removed_at__isnull=True))


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
    """Return what this edition has sent upwards, the latest first."""
    return edition.forwarded_nominations.select_related("organisation", "edition").order_by(
        "-created_at", "-pk"
    )


def forwarded_to(edition: Edition) -> QuerySet[Nomination]:
    """Return what has arrived in this edition from below, those that wait first, with counts."""
    waits = Case(When(state=State.FORWARDED, then=0), default=1)
    return (
        Nomination.objects.filter(edition=edition, from_edition__isnull=False)
        .select_related("organisation", "from_edition__secretariat", "forwarded_from")
        .annotate(
            answered=Count("answers", distinct=True),
            stated=Count("claims", distinct=True),
            files=Count("evidence", filter=Q(evidence__removed_at__isnull=True), distinct=True),
            verified=Count("verified_figures", distinct=True),
        )
        .order_by(waits, "from_edition__slug", "organisation__name", "pk")
    )


def forwardable(edition: Edition) -> QuerySet[Nomination]:
    """Return the sent dossiers of an edition that may go up and have not gone yet."""
    return (
        Nomination.objects.filter(edition=edition, state__in=FORWARDABLE)
        .exclude(pk__in=_gone_up(edition).filter(forwarded_from__isnull=False).values("forwarded_from"))
        .select_related("organisation")
        .order_by("category", "organisation__name")
    )


def own_province(edition: Edition) -> QuerySet[Organisation]:
    """Return the government of the edition's province, unless it has gone up already."""
    return Organisation.objects.filter(kind=OrganisationKind.PROVINCE, region=edition.region).exclude(
        pk__in=_gone_up(edition).values("organisation")
    )


def _gone_up(edition: Edition) -> QuerySet[Nomination]:
    return edition.forwarded_nominations.exclude(state__in=[str(one) for one in FINAL])


def published_for(nomination: Nomination, field: str) -> coverage.Published | None:
    """Return the published figure that fits a field of a dossier, None for a field that asks for none."""
    criterion = next((one for one in dossiers.category_of(nomination).criteria if one.id == field), None)
    return published_figure(nomination, criterion) if criterion else None


def published_figure(nomination: Nomination, criterion: Criterion) -> coverage.Published | None:
    """Return the coverage published for a government's own region in the judged year, if any.

    None for anybody but a government, for other measures, and where nothing is published.
    """
    organisation = nomination.organisation
    fits = criterion.kind == "measure" and criterion.unit == "share" and organisation.kind in GOVERNMENTS
    if not fits or organisation.region_id is None:
        return None
    return coverage.figure_for(organisation.region_id, str(nomination.edition.period_end.year))
