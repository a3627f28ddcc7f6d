"""Who passes to a stage held for finalists only, and the stages that nobody reaches."""

from paritrana.apps.awards.models import Edition
from paritrana.apps.judging.models import Round
from paritrana.apps.judging.queries import opened
from paritrana.apps.judging.states import RoundState
from paritrana.apps.nominations import queries as nominations
from paritrana.core.ranking import finalists_after
from paritrana.core.rulebook import Category, Stage
from paritrana.core.scoring import EVERYTHING
from paritrana.errors import DataFaults, RuleRefused


def passed_to(edition: Edition, category_id: str, stage_id: str) -> list[str] | None:
    """Return the entrants that passed to this stage; None where it is held for all, after no pass mark.

    Raises RuleRefused while a round that decides it is sealed.
    """
    category = edition.rulebook.category(category_id)
    before = _stage_before_cut(category, stage_id)
    if before is None:
        return None
    done = category.stages[: category.stages.index(before) + 1]
    opened_rounds = Round.objects.filter(edition=edition, category=category_id, state=RoundState.OPENED)
    open_stages = set(opened_rounds.values_list("stage", flat=True))
    values = nominations.scored_values(edition).get(category_id, {})
    for stage in done:
        sealed = stage.rubrics and stage.id not in open_stages
        if sealed and not nobody_passes(edition, category_id, stage.id):
            raise RuleRefused("judging.earlier_round_sealed", stage=stage.id)
    criteria = {criterion.id for stage in done for criterion in stage.rubrics}
    marks = {
        pair: {name: mark for name, mark in cells.items() if name in criteria or name == EVERYTHING}
        for pair, cells in opened.core_marks(edition).items()
        if pair[1] in values
    }
    marks = {pair: cells for pair, cells in marks.items() if cells}
    facts = nominations.entrant_facts(edition)
    if facts is not None:
        facts = {entrant: facts[entrant] for entrant in values}
    return list(finalists_after(category, before.id, values, marks, entrants=facts).passed)


def nobody_passes(edition: Edition, category_id: str, stage_id: str) -> bool:
    """Say whether it is settled that no entrant reaches this stage: then it has no round to wait for."""
    if _stage_before_cut(edition.rulebook.category(category_id), stage_id) is None:
        return False
    if not nominations.scored_values(edition).get(category_id):
        return False
    try:
        passed = passed_to(edition, category_id, stage_id)
    except (RuleRefused, DataFaults):
        return False
    return passed == []


def _stage_before_cut(category: Category, stage_id: str) -> Stage | None:
    """Return the stage whose closing decides who passes to this one; None when nobody was cut before it."""
    stages = category.stages
    place = [stage.id for stage in stages].index(stage_id)
    cuts = (
        at
        for at in range(place, 0, -1)
        if stages[at].entrants == "finalists" or stages[at - 1].pass_mark is not None
    )
    cut = next(cuts, None)
    return None if cut is None else stages[cut - 1]
