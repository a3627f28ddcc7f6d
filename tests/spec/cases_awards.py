"""Format /2: pass marks, uncertain finalists, who wins, and the prizes outside the ranks."""

from tests.spec.case import Case
from tests.spec.cases_dimensions import dimension, measure, stage

TITLE = "Format /2: pass marks and awards"
ABOUT = """\
These rules are this method's own: they are how committees take finalists and winners, written so that
they can be computed again. Why uncertain finalists are found without draws: [ADR
0027](../../adr/0027-rulebook-format-2.md)."""


def plain(*scores: tuple[str, str]) -> tuple[str, ...]:
    return tuple(f"{entrant},k,{score}" for entrant, score in scores)


def ranked(*scores: tuple[str, int], rules: tuple[int, ...] = ()) -> tuple[str, ...]:
    return tuple(
        f"{place},{entrant},{points}.00,{points}/1," for place, (entrant, points) in enumerate(scores, 1)
    )


ONE = stage(measure("k", 10_000))
TALK = (
    '[[stage]]\nid = "talk"\nentrants = "finalists"\nweight_bp = 5000\n'
    '[[stage.criterion]]\nid = "r"\nkind = "rubric"\nweight_bp = 10000\nscale = [0, 10]\n'
)
TWO = stage(measure("a", 5000), measure("b", 5000), weight=5000) + TALK
FOUR = plain(("A", "0.9"), ("B", "0.8"), ("C", "0.7"), ("D", "0.6"))
FOUR_RANKED = ranked(("A", 90), ("B", 80), ("C", 70), ("D", 60))
HOMES = ("A,71.01,WITA,", "B,71.02,WITA,", "C,72.01,WITA,", "D,31.01,WIB,")


def prize(name: str, more: str = "") -> str:
    return f'[[prize]]\nid = "{name}"\ntitle = {{ id = "{name}" }}\n{more}'


CASES = [
    Case(
        "A pass mark",
        "Whoever has fewer points in the stage leaves, before the finalists are chosen, and needs no jurors; "
        "60 is enough.",
        "finalists = 3\n" + stage(measure("k", 10_000), weight=5000, more="pass_mark = 60\n") + TALK,
        values=plain(("A", "0.9"), ("B", "0.6"), ("C", "0.599999")),
        marks=("J1,A,r,5", "J1,B,r,9"),
        ranking=("1,B,75.00,75/1,", "2,A,70.00,70/1,"),
        excluded=("C,below_pass_mark:data",),
        awards=("finalist:talk,1,A,", "finalist:talk,2,B,", "winner,1,B,"),
        format=2,
    ),
    Case(
        "A pass mark divides the stages",
        "Later stages ask nothing of who is below it: B leaves by the mark, C by the missing value.",
        stage(measure("k", 10_000), weight=5000, more="pass_mark = 50\n")
        + stage(measure("m", 10_000, more='missing = "disqualify"\n'), name="field", weight=5000),
        values=("A,k,0.6", "A,m,0.6", "B,k,0.4", "C,k,0.6"),
        ranking=("1,A,60.00,60/1,",),
        excluded=("B,below_pass_mark:data", "C,missing:m"),
        format=2,
    ),
    Case(
        "Uncertain finalists",
        "A is first with 60. B has 55 by other criteria: the gaps are +20 and −15, and Σ d = 5 is not more "
        "than 20 % of Σ |d| = 35, so B passes as uncertain. C is weaker in both, and surely behind.",
        "finalists = 1\nfinalists_ceiling = 3\nuncertain_pct = 20\n" + TWO,
        values=("A,a,0.8", "A,b,0.4", "B,a,0.4", "B,b,0.7", "C,a,0.5", "C,b,0.3"),
        marks=("J1,A,r,5", "J1,B,r,5"),
        ranking=("1,A,55.00,55/1,", "2,B,52.50,105/2,"),
        excluded=("C,not_finalist:talk",),
        awards=("finalist:talk,1,A,", "finalist:talk,2,B,uncertain", "winner,1,A,"),
        format=2,
    ),
    Case(
        "The ceiling on finalists",
        "B, C and D are uncertain, and C and D are equals: together they would be one too many, so that "
        "only B passes. A smaller group further down is not tried.",
        "finalists = 1\nfinalists_ceiling = 3\nuncertain_pct = 50\n" + TWO,
        values=(
            *("A,a,0.8", "A,b,0.4", "B,a,0.4", "B,b,0.7", "C,a,0.5", "C,b,0.5", "D,a,0.5", "D,b,0.5"),
            *("E,a,0.2", "E,b,0.79"),
        ),
        marks=("J1,A,r,5", "J1,B,r,5"),
        ranking=("1,A,55.00,55/1,", "2,B,52.50,105/2,"),
        excluded=("C,not_finalist:talk", "D,not_finalist:talk", "E,not_finalist:talk"),
        awards=("finalist:talk,1,A,", "finalist:talk,2,B,uncertain", "winner,1,A,"),
        format=2,
    ),
    Case(
        "Winners, consolations and who is sent on",
        "Each award counts its own places.",
        "winners = 1\nconsolation = 2\nforward = 2\n" + ONE,
        values=FOUR,
        ranking=FOUR_RANKED,
        awards=("winner,1,A,", "consolation,1,B,", "consolation,2,C,", "forward,1,A,", "forward,2,B,"),
        winners=("A",),
        format=2,
    ),
    Case(
        "A cap on provinces",
        "A and B are of province 71, which may win once: B is skipped, with the rule, and the walk goes on. "
        "The cap does not touch who is sent on.",
        "winners = 2\nconsolation = 1\nforward = 2\nprovince_cap = 1\n" + ONE,
        values=FOUR,
        entrants=HOMES,
        ranking=FOUR_RANKED,
        awards=(
            *("winner,1,A,", "winner,2,C,", "winner,,B,skipped:province_cap", "consolation,1,D,"),
            *("forward,1,A,", "forward,2,B,"),
        ),
        winners=("A", "C"),
        format=2,
    ),
    Case(
        "A cap on provinces among equals",
        "The cap is asked before a group of equals: A and B win together, though both are of province 71. "
        "Two are taken, so that one consolation is left, and D, of 71 too, is skipped for it.",
        "winners = 1\nconsolation = 2\nprovince_cap = 1\n" + ONE,
        values=plain(("A", "0.9"), ("B", "0.9"), ("C", "0.7"), ("D", "0.8")),
        entrants=("A,71.01,,", "B,71.02,,", "C,72.01,,", "D,71.03,,"),
        ranking=("1,A,90.00,90/1,joint", "1,B,90.00,90/1,joint", "3,D,80.00,80/1,", "4,C,70.00,70/1,"),
        awards=("winner,1,A,", "winner,1,B,", "consolation,1,C,", "consolation,,D,skipped:province_cap"),
        format=2,
    ),
    Case(
        "A prize for the best of all",
        "Equals at the cut all have it.",
        ONE + prize("best") + prize("three", "winners = 2\n"),
        values=plain(("A", "0.9"), ("B", "0.8"), ("C", "0.8"), ("D", "0.6")),
        ranking=("1,A,90.00,90/1,", "2,B,80.00,80/1,joint", "2,C,80.00,80/1,joint", "4,D,60.00,60/1,"),
        awards=("winner,1,A,", "prize:best,1,A,", "prize:three,1,A,", "prize:three,2,B,", "prize:three,2,C,"),
        format=2,
    ),
    Case(
        "A prize for each zone, province or category",
        "One for each group, the group as the rule; here only among those who won nothing.",
        ONE
        + prize("zones", 'per = "zone"\namong = "others"\n')
        + prize("provinces", 'per = "province"\namong = "others"\n')
        + prize("own", 'per = "category"\namong = "winners"\n'),
        values=FOUR,
        entrants=HOMES,
        ranking=FOUR_RANKED,
        awards=(
            *("winner,1,A,", "prize:zones,1,D,zone:WIB", "prize:zones,1,B,zone:WITA"),
            *("prize:provinces,1,D,province:31", "prize:provinces,1,B,province:71"),
            *("prize:provinces,1,C,province:72", "prize:own,1,A,category:c"),
        ),
        format=2,
    ),
    Case(
        "A prize on a stage, a dimension or a criterion",
        "The points decide: B leads in care, A in reach. Whoever lacks the points stands not in it: for C, "
        "care left.",
        stage(
            dimension("reach", 5000),
            dimension("care", 5000),
            measure("a", 10_000, "reach"),
            measure("b", 10_000, "care", 'missing = "renormalise"\n'),
        )
        + prize("careful", 'on = "dimension:care"\nwinners = 3\n')
        + prize("wide", 'on = "criterion:a"\n')
        + prize("whole", 'on = "stage:data"\n'),
        values=("A,a,0.9", "A,b,0.5", "B,a,0.5", "B,b,0.8", "C,a,0.2"),
        ranking=("1,A,70.00,70/1,", "2,B,65.00,65/1,", "3,C,20.00,20/1,"),
        awards=(
            *(
                "winner,1,A,",
                "prize:careful,1,B,",
                "prize:careful,2,A,",
                "prize:wide,1,A,",
                "prize:whole,1,A,",
            ),
        ),
        format=2,
    ),
    Case(
        "A rule that asks for facts, and no table of entrants",
        "Said once for the category.",
        "province_cap = 1\n" + ONE,
        values=FOUR,
        faults=("entrants.missing",),
        format=2,
    ),
    Case(
        "A cap without a region",
        "Everybody who may win needs one.",
        "province_cap = 1\n" + ONE,
        values=FOUR,
        entrants=HOMES[:3],
        faults=("entrant.no_fact",),
        format=2,
    ),
]
