"""Order: the shown score, ties through each rule of the chain, winners, finalists."""

from tests.spec.case import Case

TITLE = "Order, ties and cuts"
ABOUT = """\
The higher exact score comes first. Equals walk the chain of ties that the rulebook declares: each rule
splits only the groups that the rule before it left, and always prefers the higher value. Whoever is still
equal shares the rank, and the next ranks are left out: 1-2-2-4.

*Source:* Copeland's rule: Copeland 1951, A reasonable social welfare function; the lot from a public seed
is the order of SHA-256 (FIPS 180-4) of seed and entrant."""


def chain(*rules: str, more: str = "") -> str:
    told = ", ".join(f'"{rule}"' for rule in rules)
    return (
        f"ties = [{told}]\n{more}"
        '[[stage]]\nid = "data"\nweight_bp = 5000\n'
        '[[stage.criterion]]\nid = "a"\nkind = "measure"\nweight_bp = 5000\ngoalposts = ["0", "1"]\n'
        '[[stage.criterion]]\nid = "b"\nkind = "measure"\nweight_bp = 5000\ngoalposts = ["0", "1"]\n'
        '[[stage]]\nid = "talk"\nweight_bp = 5000\n'
        '[[stage.criterion]]\nid = "r"\nkind = "rubric"\nweight_bp = 10000\nscale = [0, 10]\n'
    )


def entrant(name: str, a: str, b: str, *marks: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    values = (f"{name},a,{a}", f"{name},b,{b}")
    return values, tuple(f"J{place},{name},r,{mark}" for place, mark in enumerate(marks, 1))


def given(*entrants: tuple[tuple[str, ...], tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {
        "values": tuple(row for values, _ in entrants for row in values),
        "marks": tuple(row for _, marks in entrants for row in marks),
    }


MEASURE = (
    '[[stage]]\nid = "data"\nweight_bp = 10000\n[[stage.criterion]]\nid = "k"\nkind = "measure"\n'
    'weight_bp = 10000\ngoalposts = ["0", "1"]\n'
)
EQUAL = (entrant("A", "1", "0", 5), entrant("B", "0", "1", 5), entrant("C", "0.5", "0.5", 5))

CASES = [
    Case(
        "Ranks 1-2-2-4",
        "Whoever is still equal shares the rank, and the next rank is left out.",
        MEASURE,
        values=("A,k,0.5", "B,k,0.9", "C,k,0.5", "D,k,0.1"),
        ranking=("1,B,90.00,90/1,", "2,A,50.00,50/1,joint", "2,C,50.00,50/1,joint", "4,D,10.00,10/1,"),
    ),
    Case(
        "Ranked on the exact score",
        "Two entrants shown alike are told apart by the exact score.",
        MEASURE,
        values=("A,k,0.50001", "B,k,0.50002"),
        ranking=("1,B,50.00,25001/500,", "2,A,50.00,50001/1000,"),
    ),
    Case(
        "Ranked on the shown score",
        "Two decimals, half up; what is shown alike is equal.",
        'rank_on = "shown"\n' + MEASURE,
        values=("A,k,0.50005", "B,k,0.5001", "C,k,0.50004"),
        ranking=("1,A,50.01,10001/200,joint", "1,B,50.01,5001/100,joint", "3,C,50.00,12501/250,"),
    ),
    Case(
        "Tie by a criterion",
        "The higher x of that criterion comes first.",
        chain("criterion:a"),
        **given(*EQUAL),
        ranking=("1,A,50.00,50/1,criterion:a", "2,C,50.00,50/1,criterion:a", "3,B,50.00,50/1,criterion:a"),
    ),
    Case(
        "Tie by an empty criterion",
        "An empty value counts 0 here, whatever stood in for it in the score.",
        'ties = ["criterion:k"]\n' + MEASURE + 'missing = "class_median"\n',
        values=("A,,", "B,k,0.5", "C,k,0.5"),
        ranking=(
            "1,B,50.00,50/1,joint",
            "1,C,50.00,50/1,joint",
            "3,A,50.00,50/1,criterion:k",
        ),
    ),
    Case(
        "Tie by a rubric",
        "The plain mean of all counted jurors, also when the panel is trimmed or a median.",
        'ties = ["criterion:r"]\njury = { aggregate = "median" }\n'
        '[[stage]]\nid = "talk"\nweight_bp = 10000\n'
        '[[stage.criterion]]\nid = "r"\nkind = "rubric"\nweight_bp = 10000\nscale = [0, 10]\n',
        values=("A,,", "B,,"),
        marks=("J1,A,r,0", "J2,A,r,5", "J3,A,r,6", "J1,B,r,4", "J2,B,r,5", "J3,B,r,6"),
        ranking=("1,B,50.00,50/1,criterion:r", "2,A,50.00,50/1,criterion:r"),
    ),
    Case(
        "Tie by a stage",
        "The points of that stage.",
        chain("stage:talk"),
        **given(entrant("A", "1", "0", 5), entrant("B", "0.4", "0.4", 6)),
        ranking=("1,B,50.00,50/1,stage:talk", "2,A,50.00,50/1,stage:talk"),
    ),
    Case(
        "Tie by the worst stage",
        "Whose lowest stage is higher comes first.",
        chain("worst_stage"),
        **given(entrant("A", "1", "1", 2), entrant("B", "0.5", "0.5", 7), entrant("C", "0.4", "0.4", 8)),
        ranking=("1,B,60.00,60/1,worst_stage", "2,C,60.00,60/1,worst_stage", "3,A,60.00,60/1,worst_stage"),
    ),
    Case(
        "Tie by Copeland",
        "A is preferred to B by two of three jurors, though their totals are the same.",
        chain("copeland"),
        **given(entrant("A", "0", "0", 6, 6, 3), entrant("B", "0", "0", 5, 5, 5)),
        ranking=("1,A,25.00,25/1,copeland", "2,B,25.00,25/1,copeland"),
    ),
    Case(
        "Copeland in a circle",
        "Each beats one and loses to one: all stay equal.",
        chain("copeland"),
        **given(
            entrant("A", "0", "0", 6, 4, 5), entrant("B", "0", "0", 5, 6, 4), entrant("C", "0", "0", 4, 5, 6)
        ),
        ranking=("1,A,25.00,25/1,joint", "1,B,25.00,25/1,joint", "1,C,25.00,25/1,joint"),
    ),
    Case(
        "Copeland without a common juror",
        "A pair with no common juror is a draw.",
        chain("copeland"),
        values=("A,a,0", "B,a,0"),
        marks=("J1,A,r,5", "J2,B,r,5"),
        ranking=("1,A,25.00,25/1,joint", "1,B,25.00,25/1,joint"),
    ),
    Case(
        "Tie by lot",
        "Ascending SHA-256 of the public seed, a line feed and the entrant's id.",
        chain("lot"),
        **given(*EQUAL),
        seed="undian 2023-12-31",
        ranking=("1,B,50.00,50/1,lot", "2,C,50.00,50/1,lot", "3,A,50.00,50/1,lot"),
    ),
    Case(
        "A lot without a seed",
        "A rulebook that may draw lots asks for the public seed beforehand.",
        chain("lot"),
        **given(*EQUAL),
        faults=("seed.missing",),
    ),
    Case(
        "The chain goes on inside the groups it left",
        "The recorded rule is the one that last separated an entrant from its equals.",
        chain("stage:data", "criterion:a", "joint"),
        **given(entrant("A", "1", "0", 5), entrant("B", "0", "1", 5), entrant("C", "0.4", "0.4", 6)),
        ranking=("1,A,50.00,50/1,criterion:a", "2,B,50.00,50/1,criterion:a", "3,C,50.00,50/1,stage:data"),
    ),
    Case(
        "Joint stops the chain",
        "What stands after it is not reached.",
        chain("joint", "criterion:a"),
        **given(*EQUAL),
        ranking=("1,A,50.00,50/1,joint", "1,B,50.00,50/1,joint", "1,C,50.00,50/1,joint"),
    ),
    Case(
        "Winners with a tie at the cut",
        "Every entrant whose rank is at most the number of winners wins; here two winners make three.",
        "winners = 2\n" + MEASURE,
        values=("A,k,0.9", "B,k,0.5", "C,k,0.5", "D,k,0.4"),
        ranking=("1,A,90.00,90/1,", "2,B,50.00,50/1,joint", "2,C,50.00,50/1,joint", "4,D,40.00,40/1,"),
        winners=("A", "B", "C"),
    ),
    Case(
        "Finalists",
        "The first two by the points so far pass to the interview; equals at the cut all pass; the rest is "
        "listed and needs no jurors.",
        'finalists = 2\n[[stage]]\nid = "data"\nweight_bp = 4000\n'
        '[[stage.criterion]]\nid = "k"\nkind = "measure"\nweight_bp = 10000\ngoalposts = ["0", "1"]\n'
        '[[stage]]\nid = "talk"\nentrants = "finalists"\nweight_bp = 6000\n'
        '[[stage.criterion]]\nid = "r"\nkind = "rubric"\nweight_bp = 10000\nscale = [0, 10]\n',
        values=("A,k,0.9", "B,k,0.5", "C,k,0.5", "D,k,0.4"),
        marks=("J1,A,r,2", "J1,B,r,6", "J1,C,r,10", "J1,D,r,10"),
        ranking=("1,C,80.00,80/1,", "2,B,56.00,56/1,", "3,A,48.00,48/1,"),
        excluded=("D,not_finalist:talk",),
    ),
    Case(
        "A finalist without marks",
        "Whoever passes is marked; too few jurors are a fault there.",
        'finalists = 1\n[[stage]]\nid = "data"\nweight_bp = 4000\n'
        '[[stage.criterion]]\nid = "k"\nkind = "measure"\nweight_bp = 10000\ngoalposts = ["0", "1"]\n'
        '[[stage]]\nid = "talk"\nentrants = "finalists"\nweight_bp = 6000\n'
        '[[stage.criterion]]\nid = "r"\nkind = "rubric"\nweight_bp = 10000\nscale = [0, 10]\n',
        values=("A,k,0.9", "B,k,0.5"),
        marks=("J1,B,r,6",),
        faults=("jury.too_few",),
    ),
    Case(
        "One cycle under two printed years",
        "Case 6: of one interview one paper says “Award 2023”, another “Award 2024”. What is judged "
        "is the period of the rulebook, not the year in its title: both are the cycle of 2023.",
        "winners = 1\n" + MEASURE,
        values=("A,k,0.9", "B,k,0.5"),
        ranking=("1,A,90.00,90/1,", "2,B,50.00,50/1,"),
        winners=("A",),
        printed=("Paritrana Award 2023", "Paritrana Award 2024"),
    ),
]
