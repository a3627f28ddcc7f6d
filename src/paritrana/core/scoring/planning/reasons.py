"""Why no plan can exist, as far as counting tells: every reason at once, each with what to do."""

from collections import Counter
from collections.abc import Iterator

from paritrana.core.scoring.planning.connectivity import components
from paritrana.core.scoring.planning.model import Place, Question
from paritrana.core.scoring.planning.wording import fault
from paritrana.errors import Fault

_NAMED = 5


def reasons(question: Question, place: Place) -> list[Fault]:
    """Return every reason that counting alone finds; an empty list does not promise a plan."""
    found = [*_panels(question, place), *_kept(question, place)]
    anchors = [*_anchors(question, place)]
    found += anchors
    if not any(one.code == "panel.too_few" for one in found) and not anchors:
        found += _loads(question, place)
    return [*found, *_connection(question, place)]


def named(names: list[str]) -> str:
    """Return a short list of names; beyond five the rest as a count."""
    shown = ", ".join(names[:_NAMED])
    return shown if len(names) <= _NAMED else f"{shown} (+{len(names) - _NAMED})"


def _panels(question: Question, place: Place) -> Iterator[Fault]:
    tied: dict[str, list[str]] = {}
    for juror, entrant in sorted(question.ties):
        tied.setdefault(entrant, []).append(juror)
    for entrant, jurors in question.possible.items():
        if len(jurors) < question.panel:
            yield fault(
                "panel.too_few",
                place.entrants.get(entrant, 0),
                file=place.entrants_file,
                entrant=entrant,
                given=len(jurors),
                panel=question.panel,
                tied=named(tied.get(entrant, [])) or "–",
                category=question.category_of[entrant],
            )


def _kept(question: Question, place: Place) -> Iterator[Fault]:
    count = Counter(juror for juror, _ in question.kept)
    for juror, given in sorted(count.items()):
        if given > question.loads[juror]:
            line = max((place.kept.get(pair, 0) for pair in question.kept if pair[0] == juror), default=0)
            yield fault(
                "keep.load",
                line,
                file=place.keep_file,
                juror=juror,
                given=given,
                load=question.loads[juror],
            )


def _anchors(question: Question, place: Place) -> Iterator[Fault]:
    asked = Counter(
        juror for entrant in sorted(question.anchor_entrants) for juror in question.possible[entrant]
    )
    for juror, given in sorted(asked.items()):
        if given > question.loads[juror]:
            yield fault(
                "load.anchors",
                place.jurors.get(juror, 0),
                file=place.jurors_file,
                juror=juror,
                load=question.loads[juror],
                given=given,
            )


def _loads(question: Question, place: Place) -> Iterator[Fault]:
    """Where marks needed exceed marks that can be given: altogether, or for the worst set of entrants."""
    needed, given = sum(question.need.values()), sum(question.loads.values())
    if given < needed:
        yield fault(
            "load.sum", file=place.jurors_file, given=given, needed=needed, entrants=len(question.need)
        )
        return
    short = _short_of_jurors(question)
    if short:
        able = Counter(juror for entrant in short for juror in question.possible[entrant])
        yield fault(
            "load.some",
            file=place.entrants_file,
            entrants=named(short),
            needed=sum(question.need[one] for one in short),
            given=sum(min(count, question.loads[juror]) for juror, count in able.items()),
        )


def _short_of_jurors(question: Question) -> list[str]:
    """Return entrants that together need more marks than their jurors can give, or none.

    Without connection a plan is a flow from entrants to jurors; where the greatest flow falls short, the
    entrants on the source's side of the least cut are such a set (Gale 1957; Ford and Fulkerson 1956).
    """
    from ortools.graph.python import max_flow  # type: ignore[import-untyped]  # only its solver ships types

    entrants, jurors = list(question.possible), list(question.loads)
    node = {juror: 2 + len(entrants) + place for place, juror in enumerate(jurors)}
    flow = max_flow.SimpleMaxFlow()
    for place, entrant in enumerate(entrants, start=2):
        flow.add_arc_with_capacity(0, place, question.need[entrant])
        for juror in question.possible[entrant]:
            flow.add_arc_with_capacity(place, node[juror], 1)
    for juror in jurors:
        flow.add_arc_with_capacity(node[juror], 1, question.loads[juror])
    flow.solve(0, 1)
    if flow.optimal_flow() == sum(question.need.values()):
        return []
    side = set(flow.get_source_side_min_cut())
    return [entrant for place, entrant in enumerate(entrants, start=2) if place in side]


def _connection(question: Question, place: Place) -> Iterator[Fault]:
    """Where nobody may judge both sides of a category, or loads are too small to link its entrants."""
    for category, entrants in question.by_category.items():
        able = [(juror, entrant) for entrant in entrants for juror in question.possible[entrant]]
        parts = components(able)
        line = place.entrants.get(entrants[0], 0)
        if len(parts) > 1:
            one, other = (named(sorted(part[1])) for part in parts[:2])
            yield fault(
                "connect.apart", line, file=place.entrants_file, category=category, one=one, other=other
            )
            continue
        count = Counter(juror for juror, _ in able)
        linked = 1 + sum(max(0, min(seen, question.loads[juror]) - 1) for juror, seen in count.items())
        if len(parts) == 1 and linked < len(entrants):
            yield fault(
                "connect.loads",
                line,
                file=place.entrants_file,
                category=category,
                given=linked,
                entrants=len(entrants),
            )
