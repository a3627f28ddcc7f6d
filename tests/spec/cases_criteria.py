"""Criteria: what each kind makes of a value, and what stands in for a missing one."""

from tests.spec.case import Case

TITLE = "Criteria"
ABOUT = """\
A value becomes points: a measure by `x = (v − lo)/(hi − lo)` between its goalposts, cut to 0…1 and
rounded half-even to a millionth; a ladder by the points of its level; yes or no by all or nothing; a
rubric by the place of the mark on its scale. Stage points are `Σ w·points / Σ w` over the criteria that
stay, the score is `Σ W·stage points / 10000`.

*Source:* declared goalposts as in the Human Development Index (UNDP, Human Development Report 2014, technical
note 1); the weighted mean and rules for missing values: OECD and JRC 2008, Handbook on Constructing
Composite Indicators, steps 3, 5 and 6."""

ONE = """\
[[stage]]
id = "data"
weight_bp = 10000
[[stage.criterion]]
id = "k"
weight_bp = 10000
"""
TWO = """\
[[stage]]
id = "data"
weight_bp = 10000
[[stage.criterion]]
id = "a"
kind = "measure"
weight_bp = 7500
goalposts = ["0", "1"]
[[stage.criterion]]
id = "b"
kind = "measure"
weight_bp = 2500
goalposts = ["0", "1"]
"""

CASES = [
    Case(
        "A measure, higher is better",
        "The place of the value between the goalposts; outside of them it counts as the nearer goalpost.",
        ONE + 'kind = "measure"\ngoalposts = ["20", "60"]\n',
        values=("A,k,30", "B,k,75", "C,k,-4"),
        ranking=("1,B,100.00,100/1,", "2,A,25.00,25/1,", "3,C,0.00,0/1,"),
    ),
    Case(
        "A measure, lower is better",
        "The same goalposts read from the other end.",
        ONE + 'kind = "measure"\ngoalposts = ["0", "20"]\nbetter = "lower"\n',
        values=("A,k,5", "B,k,0", "C,k,25"),
        ranking=("1,B,100.00,100/1,", "2,A,75.00,75/1,", "3,C,0.00,0/1,"),
    ),
    Case(
        "A measure is rounded to a millionth, halves to the even one",
        "0.0000005 lies between 0 and 1 millionth and goes to 0; 0.0000015 goes to 2 millionths.",
        ONE + 'kind = "measure"\ngoalposts = ["0", "1"]\n',
        values=("A,k,0.0000005", "B,k,0.0000015", "C,k,0.3333333333"),
        ranking=("1,C,33.33,333333/10000,", "2,B,0.00,1/5000,", "3,A,0.00,0/1,"),
    ),
    Case(
        "A ladder",
        "The points of the level reached.",
        ONE + 'kind = "ladder"\nlevels = [{ id = "none", points = 0 }, { id = "perda", points = 85 }]\n',
        values=("A,k,perda", "B,k,none"),
        ranking=("1,A,85.00,85/1,", "2,B,0.00,0/1,"),
    ),
    Case(
        "Yes or no",
        "Yes gives all points, no gives none.",
        ONE + 'kind = "yes_no"\n',
        values=("A,k,no", "B,k,yes"),
        ranking=("1,B,100.00,100/1,", "2,A,0.00,0/1,"),
    ),
    Case(
        "A rubric",
        "The mark's place on the scale, here 4 on 1 to 5.",
        ONE + 'kind = "rubric"\nscale = [1, 5]\n',
        values=("A,,",),
        marks=("J1,A,k,4",),
        ranking=("1,A,75.00,75/1,",),
        contributions=("A,data,k,75/1,75/1",),
    ),
    Case(
        "A rubric in half steps",
        "The step says which marks there are.",
        ONE + 'kind = "rubric"\nscale = [0, 5]\nstep = "0.5"\n',
        values=("A,,",),
        marks=("J1,A,k,3.5",),
        ranking=("1,A,70.00,70/1,",),
    ),
    Case(
        "A mark off the scale",
        "Outside of the scale or between its steps: a fault.",
        ONE + 'kind = "rubric"\nscale = [0, 5]\nstep = "0.5"\n',
        values=("A,,", "B,,"),
        marks=("J1,A,k,5.5", "J1,B,k,3.2"),
        faults=("mark.off_scale", "mark.off_scale"),
    ),
    Case(
        "Weights of criteria",
        "Criteria share the stage by their weights.",
        TWO,
        values=("A,a,1", "A,b,0", "B,a,0", "B,b,1"),
        ranking=("1,A,75.00,75/1,", "2,B,25.00,25/1,"),
        contributions=("A,data,a,100/1,75/1", "B,data,a,0/1,0/1", "A,data,b,0/1,0/1", "B,data,b,100/1,25/1"),
    ),
    Case(
        "Weights of stages",
        "Stages share the score by their weights.",
        TWO.replace("weight_bp = 10000", "weight_bp = 4000", 1)
        + '[[stage]]\nid = "papers"\nweight_bp = 6000\n[[stage.criterion]]\nid = "p"\nkind = "yes_no"\n'
        "weight_bp = 10000\n",
        values=("A,a,1", "A,b,1", "A,p,no", "B,a,0", "B,b,0", "B,p,yes"),
        ranking=("1,B,60.00,60/1,", "2,A,40.00,40/1,"),
    ),
    Case(
        "Missing: zero",
        "An empty value counts as the worst; so does a row that is not there.",
        TWO,
        values=("A,a,1", "A,b,", "B,a,1"),
        ranking=("1,A,75.00,75/1,joint", "1,B,75.00,75/1,joint"),
    ),
    Case(
        "Missing: renormalise",
        "The criterion leaves, and the stage divides by the weights that stay.",
        TWO + 'missing = "renormalise"\n',
        values=("A,a,0.8", "B,a,0.8", "B,b,0"),
        ranking=("1,A,80.00,80/1,", "2,B,60.00,60/1,"),
        contributions=("A,data,a,80/1,80/1", "B,data,a,80/1,60/1", "A,data,b,,0/1", "B,data,b,0/1,0/1"),
    ),
    Case(
        "Missing: renormalise, with no criterion left",
        "A stage with none left gives 0.",
        ONE + 'kind = "yes_no"\nmissing = "renormalise"\n',
        values=("A,,",),
        ranking=("1,A,0.00,0/1,",),
        contributions=("A,data,k,,0/1",),
    ),
    Case(
        "Missing: class median",
        "The exact median of all entrants of the category that have a value; of two, their mean.",
        ONE + 'kind = "measure"\ngoalposts = ["0", "1"]\nmissing = "class_median"\n',
        values=("A,,", "B,k,0.2", "C,k,0.500001"),
        ranking=("1,C,50.00,500001/10000,", "2,A,35.00,700001/20000,", "3,B,20.00,20/1,"),
    ),
    Case(
        "Missing: class median, when nobody has a value",
        "Then it is 0.",
        ONE + 'kind = "yes_no"\nmissing = "class_median"\n',
        values=("A,,",),
        ranking=("1,A,0.00,0/1,",),
    ),
    Case(
        "Missing: disqualify",
        "The entrant leaves the ranking and is listed with the reason; its values still make the median.",
        TWO.replace('goalposts = ["0", "1"]\n', 'goalposts = ["0", "1"]\nmissing = "class_median"\n', 1)
        + 'missing = "disqualify"\n',
        values=("A,a,1", "B,b,1", "C,a,0", "C,b,1"),
        ranking=("1,B,62.50,125/2,", "2,C,25.00,25/1,"),
        excluded=("A,missing:b",),
    ),
    Case(
        "A disqualified entrant needs no jurors",
        "Too few jurors are no fault for an entrant that is not ranked.",
        ONE.replace('id = "k"\nweight_bp = 10000', 'id = "k"\nweight_bp = 5000')
        + 'kind = "yes_no"\nmissing = "disqualify"\n'
        '[[stage.criterion]]\nid = "r"\nkind = "rubric"\nscale = [0, 4]\nweight_bp = 5000\n',
        values=("A,,", "B,k,yes"),
        marks=("J1,B,r,2",),
        ranking=("1,B,75.00,75/1,",),
        excluded=("A,missing:k",),
    ),
    Case(
        "A value given for a rubric",
        "Rubrics are marked by jurors; a value for one is a fault.",
        ONE + 'kind = "rubric"\nscale = [0, 5]\n',
        values=("A,k,3",),
        marks=("J1,A,k,3",),
        faults=("value.rubric",),
    ),
]
