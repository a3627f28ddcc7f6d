"""A first draft by a simple rule, as the hint of the search: the least burdened, then the newest company."""

from collections import Counter

from paritrana.core.scoring.planning.model import Pair, Question

type Draft = frozenset[Pair]


def drafted(question: Question) -> Draft:
    """Return seats by turns: the entrant with fewest possible jurors first, each seat to the least burdened.

    Among jurors with the same load the one who met the fewest of the panel so far.  May leave seats empty
    and may fall into parts: it is a hint, not a plan.
    """
    load: Counter[str] = Counter(juror for juror, _ in question.kept)
    panels: dict[str, list[str]] = {entrant: [] for entrant in question.possible}
    for juror, entrant in sorted(question.kept):
        panels[entrant].append(juror)
    met: Counter[Pair] = Counter()
    order = sorted(question.possible, key=lambda one: (len(question.possible[one]), one))
    for entrant in order:
        panel = panels[entrant]
        while len(panel) < question.need[entrant]:
            free = [
                juror
                for juror in question.possible[entrant]
                if juror not in panel and load[juror] < question.loads[juror]
            ]
            if not free:
                break
            chosen = min(free, key=lambda one: (load[one], sum(met[one, other] for other in panel), one))
            load[chosen] += 1
            for other in panel:
                met[chosen, other] += 1
                met[other, chosen] += 1
            panel.append(chosen)
    return frozenset((juror, entrant) for entrant, panel in panels.items() for juror in panel)
