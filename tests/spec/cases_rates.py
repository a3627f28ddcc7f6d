"""Format /2: rates of two counts, small numbers, and size classes."""

from tests.spec.case import Case
from tests.spec.cases_dimensions import measure, stage

TITLE = "Format /2: rates and size classes"
ABOUT = """\
In a small village one worker more or less moves the rate by much. A rulebook may leave out rates with too
few workers, or draw them towards a declared prior: `(covered + kappa·prior)/(workers + kappa)`.

*Source:* the posterior mean of a share under a beta prior worth kappa workers: Gelman, Carlin,
Stern, Dunson, Vehtari and Rubin 2013, Bayesian Data Analysis, 3rd edition, section 2.4."""


def rate(small: str = "", more: str = "") -> str:
    return stage(measure("k", 10_000, more=(f"small = {{ {small} }}\n" if small else "") + more))


SIZES = 'size_classes = ["large", "small"]\n'

CASES = [
    Case(
        "A value of two counts",
        "27752/40000 is the fraction itself, 0.6938; a decimal may stand beside it.",
        rate(),
        values=("A,k,27752/40000", "B,k,0.6938", "C,k,1/3"),
        ranking=("1,A,69.38,3469/50,joint", "1,B,69.38,3469/50,joint", "3,C,33.33,333333/10000,"),
        format=2,
    ),
    Case(
        "What is not two counts",
        "Whole numbers with one stroke between them, the second above 0; in format /1 never.",
        rate(),
        values=("A,k,5/0", "B,k,1.5/2", "C,k,1/2/3", "D,k,-1/2"),
        faults=("value.counts", "value.counts", "value.counts", "value.counts"),
        format=2,
    ),
    Case(
        "A rule for small numbers needs the counts",
        "A decimal does not say how many workers stand behind it.",
        rate('rule = "missing", below = 500'),
        values=("A,k,0.5",),
        faults=("value.counts",),
        format=2,
    ),
    Case(
        "Too few workers count as not given",
        "Below 500 the criterion is missing, here for the rule disqualify; 500 is enough.",
        rate('rule = "missing", below = 500', 'missing = "disqualify"\n'),
        values=("A,k,250/500", "B,k,499/499"),
        ranking=("1,A,50.00,50/1,",),
        excluded=("B,missing:k",),
        format=2,
    ),
    Case(
        "Small numbers shrink towards the prior",
        "(covered + 50 · 0.40) / (workers + 50): 12 of 12 is (12 + 20) / 62, and 9000 of 10000 barely moves.",
        rate('rule = "shrink", kappa = 50, prior = "0.40"'),
        values=("A,k,12/12", "B,k,9000/10000"),
        ranking=("1,B,89.75,112189/1250,", "2,A,51.61,516129/10000,"),
        format=2,
    ),
    Case(
        "A prior for each size class",
        "The class small has its own prior, 0.60; the other takes the common one: 70/150 and 80/150.",
        SIZES + rate('rule = "shrink", kappa = 50, prior = "0.40", prior_by_size = { small = "0.60" }'),
        values=("A,k,50/100", "B,k,50/100"),
        entrants=("A,,,large", "B,,,small"),
        ranking=("1,B,53.33,533333/10000,", "2,A,46.67,466667/10000,"),
        format=2,
    ),
    Case(
        "Goalposts for each size class",
        "For the class small, 0.8 is the whole; a class that is not named takes the common goalposts.",
        SIZES + rate(more='goalposts_by_size = { small = ["0", "0.8"] }\n'),
        values=("A,k,0.6", "B,k,0.6"),
        entrants=("A,,,large", "B,,,small"),
        ranking=("1,B,75.00,75/1,", "2,A,60.00,60/1,"),
        format=2,
    ),
    Case(
        "The class median inside the size class",
        "D lacks the value and takes the median of the large ones, A and B; C is alone in its class: 0.",
        SIZES + rate(more='missing = "class_median"\n'),
        values=("A,k,0.9", "B,k,0.5", "C,k,", "D,k,"),
        entrants=("A,,,large", "B,,,large", "C,,,small", "D,,,large"),
        ranking=("1,A,90.00,90/1,", "2,D,70.00,70/1,", "3,B,50.00,50/1,", "4,C,0.00,0/1,"),
        format=2,
    ),
    Case(
        "An entrant without its size class",
        "Where a rule asks for a fact, everybody has it; all that is lacking is told at once.",
        SIZES + rate(),
        values=("A,k,0.9", "B,k,0.5", "C,k,0.4"),
        entrants=("A,,,large", "B,71.01,WITA,", "C,,,medium"),
        faults=("entrant.no_fact", "entrant.size"),
        format=2,
    ),
]
