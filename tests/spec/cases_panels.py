"""Panels: how the marks of several jurors become one value."""

from tests.spec.case import Case

TITLE = "Panels of jurors"
ABOUT = """\
A juror's total in a stage is `t = Σ w·p` over its rubric criteria, with `p = (mark − lowest)/(highest −
lowest)`. The panel value is the mean of the totals of the jurors who count: those who marked the entrant
and are not recused. A rulebook may ask for the median, or for the trimmed mean, which leaves out one
highest and one lowest total where at least five jurors count.

*Source:* trimmed mean and median as estimates that one far mark cannot move: Tukey and
McLaughlin 1963, Sankhyā A 25(3), 331–352."""


def panel(jury: str, *, weights: tuple[int, int] = (5000, 5000)) -> str:
    return (
        f"jury = {{ {jury} }}\n"
        '[[stage]]\nid = "interview"\nweight_bp = 10000\n'
        f'[[stage.criterion]]\nid = "x"\nkind = "rubric"\nweight_bp = {weights[0]}\nscale = [0, 10]\n'
        f'[[stage.criterion]]\nid = "y"\nkind = "rubric"\nweight_bp = {weights[1]}\nscale = [0, 5]\n'
    )


def sheet(juror: str, x: int, y: int, *, entrant: str = "A") -> tuple[str, str]:
    return f"{juror},{entrant},x,{x}", f"{juror},{entrant},y,{y}"


FIVE = (*sheet("J1", 0, 0), *sheet("J2", 4, 2), *sheet("J3", 5, 3), *sheet("J4", 6, 4), *sheet("J5", 10, 5))

CASES = [
    Case(
        "The mean",
        "Each juror's total is the weighted sum over the stage's rubrics; the panel value is their mean.",
        panel('aggregate = "mean"'),
        values=("A,,",),
        marks=(*sheet("J1", 10, 0), *sheet("J2", 4, 1)),
        ranking=("1,A,40.00,40/1,",),
        contributions=("A,interview,x,70/1,35/1", "A,interview,y,10/1,5/1"),
    ),
    Case(
        "The trimmed mean, five jurors",
        "The lowest and the highest total are left out, one of each.",
        panel('aggregate = "trimmed"'),
        values=("A,,",),
        marks=FIVE,
        ranking=("1,A,55.00,55/1,",),
        contributions=("A,interview,x,50/1,25/1", "A,interview,y,60/1,30/1"),
    ),
    Case(
        "The trimmed mean, four jurors",
        "With fewer than five it is the plain mean.",
        panel('aggregate = "trimmed"'),
        values=("A,,",),
        marks=FIVE[:8],
        ranking=("1,A,41.25,165/4,",),
    ),
    Case(
        "The median, an odd number",
        "The middle total; the parts are the marks of that juror.",
        panel('aggregate = "median"'),
        values=("A,,",),
        marks=FIVE,
        ranking=("1,A,55.00,55/1,",),
        contributions=("A,interview,x,50/1,25/1", "A,interview,y,60/1,30/1"),
    ),
    Case(
        "The median, an even number",
        "The mean of the middle two.",
        panel('aggregate = "median"'),
        values=("A,,",),
        marks=FIVE[:8],
        ranking=("1,A,47.50,95/2,",),
        contributions=("A,interview,x,45/1,45/2", "A,interview,y,50/1,25/1"),
    ),
    Case(
        "A recusal removes the juror for that entrant only",
        "It overrides whatever the juror marked; the other entrant keeps the juror.",
        panel('aggregate = "mean"'),
        values=("A,,", "B,,"),
        marks=(
            *sheet("J1", 10, 5),
            *sheet("J2", 0, 0),
            "J2,A,*,recused",
            *sheet("J1", 10, 5, entrant="B"),
            *sheet("J2", 0, 0, entrant="B"),
        ),
        ranking=("1,A,100.00,100/1,", "2,B,50.00,50/1,"),
    ),
    Case(
        "A half sheet of a recused juror",
        "Who does not count need not have marked everything.",
        panel('aggregate = "mean"'),
        values=("A,,",),
        marks=(*sheet("J1", 10, 5), "J2,A,x,1", "J2,A,*,recused"),
        ranking=("1,A,100.00,100/1,",),
    ),
    Case(
        "A half-marked entrant",
        "A counted juror marks every rubric of the stage or none.",
        panel('aggregate = "mean"'),
        values=("A,,",),
        marks=(*sheet("J1", 10, 5), "J2,A,x,1"),
        faults=("mark.half",),
    ),
    Case(
        "Too few jurors",
        "A recusal may leave fewer than the rulebook asks.",
        panel("min_jurors = 2"),
        values=("A,,",),
        marks=(*sheet("J1", 10, 5), *sheet("J2", 0, 0), "J2,A,*,recused"),
        faults=("jury.too_few",),
    ),
    Case(
        "A rubric beside another kind",
        "The panel value is added to the other criteria of the stage by weight.",
        '[[stage]]\nid = "interview"\nweight_bp = 10000\n'
        '[[stage.criterion]]\nid = "here"\nkind = "yes_no"\nweight_bp = 1000\n'
        '[[stage.criterion]]\nid = "x"\nkind = "rubric"\nweight_bp = 9000\nscale = [0, 3]\n',
        values=("A,here,yes",),
        marks=("J1,A,x,1", "J2,A,x,1", "J3,A,x,2"),
        ranking=("1,A,50.00,50/1,",),
        contributions=("A,interview,here,100/1,10/1", "A,interview,x,400/9,40/1"),
    ),
]
