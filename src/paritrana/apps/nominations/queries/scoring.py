"""What of the dossiers is scored: verified figures, else the screened answer where no measure is asked."""

from collections import defaultdict

from paritrana.apps.awards.models import Edition
from paritrana.apps.nominations.models import Answer, Nomination, VerifiedFigure
from paritrana.apps.nominations.states import State
from paritrana.core.rulebook import Criterion
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
    category's classes name it.  What is not known, and a size that no rule asks for, is left empty.
    """
    if edition.rulebook.format == 1:
        return None
    standing = Nomination.objects.filter(edition=edition, state=State.COMPLETE)
    found = {}
    for nomination in standing.select_related("organisation__region"):
        organisation, region = nomination.organisation, nomination.organisation.region
        classes = edition.rulebook.category(nomination.category).size_classes
        found[nomination.entrant_id] = Facts(
            region=region.code if region else "",
            zone=region.zone if region else "",
            size=organisation.size if organisation.size in classes else "",
        )
    return found


def _found(criterion: Criterion, figure: VerifiedFigure) -> str:
    if criterion.small is None or figure.numerator is None or not figure.denominator:
        return figure.value
    return f"{figure.numerator}/{figure.denominator}"
