"""What of the dossiers is scored: verified figures, else the screened answer where no measure is asked."""

from collections import defaultdict

from paritrana.apps.awards.models import Edition
from paritrana.apps.nominations.models import Answer, Nomination, VerifiedFigure
from paritrana.apps.nominations.states import State

Values = dict[str, dict[str, dict[str, str]]]


def scored_values(edition: Edition) -> Values:
    """Return, per category and entrant id, what is scored for each criterion that jurors do not mark.

    A measure takes the verified figure only: a claim is never scored.  A ladder or a yes/no takes the
    verified value, else the answer of the dossier that screening found complete.
    What is not known is left empty.
    """
    standing = list(Nomination.objects.filter(edition=edition, state=State.COMPLETE).order_by("pk"))
    verified: dict[tuple[int, str], str] = {
        (figure.nomination_id, figure.criterion): figure.value
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
                entrant[criterion.id] = verified.get(key, said)
        values[nomination.category][nomination.entrant_id] = entrant
    return dict(values)
