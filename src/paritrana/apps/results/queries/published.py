"""What everybody may read once an edition is published, and until then when that will be."""

import hashlib
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from paritrana.apps.awards.models import Edition, Phase
from paritrana.apps.awards.states import EditionState, PhaseKind
from paritrana.apps.nominations.labels import dossiers as words
from paritrana.apps.nominations.models import Claim, Nomination, VerifiedFigure
from paritrana.apps.nominations.rules.dossiers import INNOVATION
from paritrana.apps.results import labels
from paritrana.apps.results.models import Feedback, Publication, Recipient
from paritrana.core.bundle import checker_source
from paritrana.core.rulebook import Criterion
from paritrana.errors import NotFound

ANNOUNCING = (PhaseKind.GALA, PhaseKind.PROCESSING, PhaseKind.PLENARY)


@dataclass(frozen=True)
class Figure:
    """One criterion that is not marked by jurors: what was claimed beside what was verified."""

    criterion: Criterion
    claimed: str
    verified: VerifiedFigure | None

    @property
    def claimed_words(self) -> str:
        return labels.value(self.criterion, self.claimed)

    @property
    def verified_words(self) -> str:
        if self.verified:
            return labels.value(self.criterion, self.verified.value)
        return str(labels.SCREENED) if self.criterion.kind != "measure" and self.claimed else ""


@dataclass(frozen=True)
class Program:
    """One file of the checker: what it does, where it is, and the SHA-256 of what is there."""

    name: str
    does: str
    url: str
    sha256: str


@dataclass(frozen=True)
class Told:
    """One part of the story of an innovation, with its heading."""

    label: str
    text: str


@dataclass(frozen=True)
class Story:
    """What a recipient did, with its figures and further claims."""

    told: tuple[Told, ...]
    figures: tuple[Figure, ...]
    claims: tuple[tuple[Claim, bool], ...]  # with: is its date outside the judged period


def publications() -> QuerySet[Publication]:
    """Return every publication, the newest first."""
    return Publication.objects.select_related("edition__region", "run").order_by("-published_at")


def publication_of(edition: Edition) -> Publication | None:
    """Return the publication of an edition, or None before it."""
    if edition.state != EditionState.PUBLISHED:
        return None
    found = Publication.objects.filter(edition=edition).select_related("run__rulebook_version").first()
    if found is not None:
        found.run.edition = found.edition = edition
    return found


def programs_of(publication: Publication) -> list[Program]:
    """Return the files of the checker that the bundle of a publication needs, its reports included."""
    wanted = ["verifier.py"]
    if publication.run.awards_csv or publication.run.record_json:
        wanted += ["method_two.py", "fair_two.py"]
    slug = publication.edition.slug
    return [
        Program(
            name,
            str(labels.PROGRAM[name]),
            reverse(f"results:{name.removesuffix('.py').replace('_', '-')}", args=[slug]),
            hashlib.sha256(checker_source(name)).hexdigest(),
        )
        for name in wanted
    ]


def awaited(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    """Return those announced editions whose result is still to come."""
    return editions.filter(state=EditionState.OPEN)


def announcement_phases(edition: Edition) -> list[Phase]:
    """Return the phases that tell when the result can be expected, in the order of the calendar."""
    return [phase for phase in edition.phases.order_by("position", "pk") if phase.kind in ANNOUNCING]


def recipients_of(edition: Edition) -> dict[str, list[Recipient]]:
    """Return category → recipients: winners, consolations, then who has only prizes, each by place."""
    found: dict[str, list[Recipient]] = {}
    rows = Recipient.objects.filter(edition=edition).select_related("nomination__organisation")
    for row in rows.order_by("category", "pk"):
        found.setdefault(row.category, []).append(row)
    return found


def recipient_at(edition: Edition, slug: str) -> Recipient:
    """Return one recipient of an edition; raises NotFound."""
    found = (
        Recipient.objects.filter(edition=edition, slug=slug)
        .select_related("nomination__organisation__region")
        .first()
    )
    if found is None:
        raise NotFound("results.no_recipient")
    return found


def story_of(nomination: Nomination, edition: Edition) -> Story:
    """Return what the dossier tells of the innovation, its figures with their verified side, its claims."""
    answers = dict(nomination.answers.values_list("field", "value"))
    verified = {one.criterion: one for one in nomination.verified_figures.filter(superseded_at__isnull=True)}
    told = tuple(
        Told(str(words.FIELD[field]), labels.amount(kind, answers[field]))
        for field, (kind, _needed) in INNOVATION.items()
        if answers.get(field)
    )
    figures = tuple(
        Figure(criterion, answers.get(criterion.id, ""), verified.get(criterion.id))
        for criterion in edition.rulebook.category(nomination.category).criteria
        if criterion.kind != "rubric"
    )
    period = edition.rulebook.period
    claims = tuple(
        (claim, claim.as_of is not None and claim.as_of not in period) for claim in nomination.claims.all()
    )
    return Story(told, figures, claims)


def nomination_at(pk: int) -> Nomination:
    """Return one nomination with its edition; raises NotFound."""
    found = Nomination.objects.filter(pk=pk).select_related("edition__secretariat", "organisation").first()
    if found is None:
        raise NotFound("results.no_nomination")
    return found


def feedback_on(nomination: Nomination) -> Feedback | None:
    """Return what the committee wrote to the entrant, if anything."""
    return Feedback.objects.filter(nomination=nomination).first()
