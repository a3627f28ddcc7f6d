"""Format /2: dimensions inside a stage, geometric means, and what leaves."""

from tests.spec.case import Case

TITLE = "Format /2: dimensions and means"
ABOUT = """\
From here on the rules are those of [format /2](../rulebook-2.md). A dimension's points are `Σ w·points /
Σ w` of its criteria that stay. A stage joins its dimensions by the mean `Σ W·P / Σ W`, or by the
geometric mean `100·Π max(P/100, floor)^(W/ΣW)`, rounded half-even to a millionth of a point.

*Source:* geometric means, so that a weak dimension is not made good by a strong one: UNDP, Human
Development Report 2010, technical note 1; OECD and JRC 2008, step 6."""


def measure(name: str, weight: int, dimension: str = "", more: str = "") -> str:
    named = f'dimension = "{dimension}"\n' if dimension else ""
    return (
        f'[[stage.criterion]]\nid = "{name}"\nkind = "measure"\nweight_bp = {weight}\n'
        f'goalposts = ["0", "1"]\n{named}{more}'
    )


def rubric(name: str, weight: int, dimension: str) -> str:
    return (
        f'[[stage.criterion]]\nid = "{name}"\nkind = "rubric"\nweight_bp = {weight}\nscale = [0, 10]\n'
        f'dimension = "{dimension}"\n'
    )


def dimension(name: str, weight: int) -> str:
    return f'[[stage.dimension]]\nid = "{name}"\nweight_bp = {weight}\n'


def stage(*parts: str, name: str = "data", weight: int = 10_000, more: str = "") -> str:
    return f'[[stage]]\nid = "{name}"\nweight_bp = {weight}\n{more}' + "".join(parts)


MAY_LEAVE = 'missing = "renormalise"\n'
GROUPS = (dimension("reach", 6000), dimension("care", 4000))
THREE = (
    *GROUPS,
    measure("a", 7500, "reach", MAY_LEAVE),
    measure("b", 2500, "reach", MAY_LEAVE),
    measure("c", 10_000, "care", MAY_LEAVE),
)
EVEN = (
    dimension("reach", 5000),
    dimension("care", 5000),
    measure("a", 10_000, "reach"),
    measure("b", 10_000, "care"),
)
FINE = (
    dimension("reach", 5000),
    dimension("care", 5000),
    measure("a", 25, "reach"),
    measure("b", 9975, "reach"),
    measure("c", 25, "care"),
    measure("d", 9975, "care"),
)
GEOMETRIC = 'aggregate = "geometric"\n'

CASES = [
    Case(
        "Dimensions",
        "The criteria of a dimension make its points, the dimensions make the stage: "
        "0.6 · (0.75 · 80 + 0.25 · 40) + 0.4 · 50.",
        stage(*THREE),
        values=("A,a,0.8", "A,b,0.4", "A,c,0.5"),
        ranking=("1,A,62.00,62/1,",),
        contributions=("A,data,reach,a,80/1,36/1", "A,data,reach,b,40/1,6/1", "A,data,care,c,50/1,20/1"),
        format=2,
    ),
    Case(
        "A criterion that leaves makes room inside its dimension",
        "Without b, a carries the whole dimension; the weights of the dimensions stay: 0.6 · 80 + 0.4 · 50.",
        stage(*THREE),
        values=("A,a,0.8", "A,b,", "A,c,0.5"),
        ranking=("1,A,68.00,68/1,",),
        contributions=("A,data,reach,a,80/1,48/1", "A,data,reach,b,,0/1", "A,data,care,c,50/1,20/1"),
        format=2,
    ),
    Case(
        "A dimension with nothing left leaves too",
        "Then the others share its weight; a stage with none left gives 0.",
        stage(*THREE),
        values=("A,a,0.8", "A,b,0.4", "B,,"),
        ranking=("1,A,70.00,70/1,", "2,B,0.00,0/1,"),
        contributions=(
            *("A,data,reach,a,80/1,60/1", "B,data,reach,a,,0/1", "A,data,reach,b,40/1,10/1"),
            *("B,data,reach,b,,0/1", "A,data,care,c,,0/1", "B,data,care,c,,0/1"),
        ),
        format=2,
    ),
    Case(
        "A geometric mean of dimensions",
        "A weak side cannot hide: B and C have the same sum as A. C stands on the floor: √(1 · 0.01). "
        "A product has no parts, so the parts of the score stay empty.",
        stage(*EVEN, more=GEOMETRIC),
        values=("A,a,0.5", "A,b,0.5", "B,a,0.8", "B,b,0.2", "C,a,1", "C,b,0"),
        ranking=("1,A,50.00,50/1,", "2,B,40.00,40/1,", "3,C,10.00,10/1,"),
        contributions=(
            *("A,data,reach,a,50/1,", "B,data,reach,a,80/1,", "C,data,reach,a,100/1,"),
            *("A,data,care,b,50/1,", "B,data,care,b,20/1,", "C,data,care,b,0/1,"),
        ),
        format=2,
    ),
    Case(
        "A geometric mean is rounded half-even to a millionth of a point",
        "√(60 · 40) = 48.98979485…, so its exact score is 48.989795.",
        stage(*EVEN, more=GEOMETRIC),
        values=("A,a,0.6", "A,b,0.4"),
        ranking=("1,A,48.99,9797959/200000,",),
        format=2,
    ),
    Case(
        "A geometric mean on a rounding boundary",
        "For A, √(1.99500025 · 7.980001) = 3.9900005 exactly, for B, √(1.99500075 · 7.980003) = 3.9900015: "
        "both go to the even millionth, 3.990000 and 3.990002. Whole-number powers decide that, not digits.",
        stage(*FINE, more=GEOMETRIC),
        values=(
            *("A,a,0.000001", "A,b,0.02", "A,c,0.000004", "A,d,0.08"),
            *("B,a,0.000003", "B,b,0.02", "B,c,0.000012", "B,d,0.08"),
        ),
        ranking=("1,B,3.99,1995001/500000,", "2,A,3.99,399/100,"),
        format=2,
    ),
    Case(
        "A geometric mean of stages",
        "100 · (0.9^0.25 · 0.4^0.75); the floor here is 0.1, which is what B has for a stage of 0: "
        "100 · (1 · 0.1^0.75).",
        'aggregate = "geometric"\nfloor = "0.1"\n'
        + stage(measure("a", 10_000), name="data", weight=2500)
        + stage(measure("b", 10_000), name="field", weight=7500),
        values=("A,a,0.9", "A,b,0.4", "B,a,1", "B,b,0"),
        ranking=("1,A,48.99,9797959/200000,", "2,B,17.78,8891397/500000,"),
        contributions=("A,data,,a,90/1,", "B,data,,a,100/1,", "A,field,,b,40/1,", "B,field,,b,0/1,"),
        format=2,
    ),
    Case(
        "Jurors' totals over dimensions",
        "x weighs 9000 · 1000 / 10000 = 900 in the stage, y 8100 and z 1000: J1 gave the lowest and J5 the "
        "highest total, and both are left out. By the criteria's own weights, J5 would have been the lowest.",
        'jury = { aggregate = "trimmed" }\n'
        + stage(
            dimension("talk", 9000),
            dimension("show", 1000),
            rubric("x", 1000, "talk"),
            rubric("y", 9000, "talk"),
            rubric("z", 10_000, "show"),
        ),
        values=("A,,",),
        marks=tuple(
            f"J{juror},A,{name},{mark}"
            for juror, sheet in enumerate(((9, 1, 9), (5, 5, 5), (5, 6, 5), (5, 4, 5), (0, 9, 0)), 1)
            for name, mark in zip("xyz", sheet, strict=True)
        ),
        ranking=("1,A,50.00,50/1,",),
        contributions=(*("A,data,talk,x,50/1,9/2", "A,data,talk,y,50/1,81/2", "A,data,show,z,50/1,5/1"),),
        format=2,
    ),
    Case(
        "Tie by a dimension",
        "The points of that dimension; one that left counts 0.",
        'ties = ["dimension:care"]\n' + stage(*THREE),
        values=("A,a,0.5", "A,b,0.5", "B,a,0.5", "B,b,0.5", "B,c,0.5"),
        ranking=("1,B,50.00,50/1,dimension:care", "2,A,50.00,50/1,dimension:care"),
        format=2,
    ),
    Case(
        "Tie by the worst dimension",
        "The lowest of the dimensions that stayed: 50 for A and B, 40 for C.",
        'ties = ["worst_dimension"]\n' + stage(*THREE),
        values=(
            *("A,a,0.5", "A,b,0.5", "A,c,"),
            *("B,a,0.5", "B,b,0.5", "B,c,0.5", "C,a,0.4", "C,b,0.4", "C,c,0.65"),
        ),
        ranking=("1,A,50.00,50/1,joint", "1,B,50.00,50/1,joint", "3,C,50.00,50/1,worst_dimension"),
        format=2,
    ),
]
