"""What of the dossiers is scored: verified figures, else the screened answer where no measure is asked."""

from collections import defaultdict
from collections.abc import Mapping

from django.db.models import QuerySet

from paritrana.apps.awards.models import Edition
from paritrana.apps.nominations.models import Answer, Nomination, VerifiedFigure
from paritrana.apps.nominations.rules.sizes import SIZE, needs_size
from paritrana.apps.nominations.states import State
from paritrana.apps.organisations.queries import offices_serving
from paritrana.core.rulebook import Category, Criterion
from paritrana.core.scoring import Facts

Values = dict[str, dict[str, dict[str, str]]]


def scored_values(edition: Edition) -> Values:
    """Return, per category and entrant id, what is scored for each criterion that jurors do not mark.

    A measure takes the verified figure only: a claim is never scored.  A ladder or a yes/no takes the
    verified value, else the answer of the dossier that screening found complete.
    A measure with a rule for small numbers takes the two counts of the verified figure, where it has them.
    What is not known is left empty.
    """
    standing = list(Nomination.objects.filter(edition=edition, state=State.COMPLETE).order_by("pk"))
    verified: dict[tuple[int, str], VerifiedFigure] = {
        (figure.nomination_id, figure.criterion): figure
        for figure in VerifiedFigure.objects.filter(nomination__in=standing, superseded_at__isnull=True)
    }
    answered: dict[tuple[int, str], str] = {
        (answer.nomination_id, answer.field): answer.value
        for answer in Answer.objects.filter(nomination__in=standing)
    }
    values: Values = defaultdict(dict)
    for nomination in standing:
        entrant: dict[str, str] = {}
        for stage in edition.rulebook.category(nomination.category).stages:
            for criterion in stage.criteria:
                if criterion.kind == "rubric":
                    continue
                key = (nomination.pk, criterion.id)
                said = "" if criterion.kind == "measure" else answered.get(key, "")
                entrant[criterion.id] = _found(criterion, verified[key]) if key in verified else said
        values[nomination.category][nomination.entrant_id] = entrant
    return dict(values)


def entrant_facts(edition: Edition) -> dict[str, Facts] | None:
    """Return region, zone and size class by entrant id, as rules of format /2 ask for; None for format /1.

    Region and zone are those of the organisation's place; a size class is the organisation's size where the
    category's classes name it, else the verified one.  What is not known, and a size that no rule asks for,
    is left empty.
    """
    if edition.rulebook.format == 1:
        return None
    standing = Nomination.objects.filter(edition=edition, state=State.COMPLETE)
    found = {}
    verified = _verified_sizes(standing)
    for nomination in standing.select_related("organisation__region"):
        region = nomination.organisation.region
        found[nomination.entrant_id] = Facts(
            region=region.code if region else "",
            zone=region.zone if region else "",
            size=_size_of(nomination, edition.rulebook.category(nomination.category), verified),
        )
    return found


def unsized_in(edition: Edition, category: str = "") -> dict[str, list[str]]:
    """Return who lacks the size class that the rules ask for, and the offices that can verify it.

    Asked of the complete dossiers of the edition, or of one category.
    """
    asking = [one.id for one in edition.rulebook.categories if one.size_classes and category in ("", one.id)]
    standing = Nomination.objects.filter(edition=edition, state=State.COMPLETE, category__in=asking)
    verified = _verified_sizes(standing) if asking else {}
    rows = standing.select_related("organisation__region").order_by("category", "organisation__name", "pk")
    lacking = [
        one
        for one in (rows if asking else ())
        if not _size_of(one, edition.rulebook.category(one.category), verified)
    ]
    regions = {one.organisation.region for one in lacking if one.organisation.region}
    offices = {office.name for region in regions for office in offices_serving(region)}
    asked = sorted(offices) or [edition.secretariat.name]
    return {"unsized": [one.organisation.name for one in lacking], "verifiers": asked if lacking else []}


def _verified_sizes(standing: QuerySet[Nomination]) -> dict[int, str]:
    live = VerifiedFigure.objects.filter(nomination__in=standing, criterion=SIZE, superseded_at__isnull=True)
    return dict(live.values_list("nomination", "value"))


def _size_of(nomination: Nomination, category: Category, verified: Mapping[int, str]) -> str:
    own = nomination.organisation.size
    size = verified.get(nomination.pk, "") if needs_size(category, own) else own
    return size if size in category.size_classes else ""


def _found(criterion: Criterion, figure: VerifiedFigure) -> str:
    if criterion.small is None or figure.numerator is None or not figure.denominator:
        return figure.value
    return f"{figure.numerator}/{figure.denominator}"
