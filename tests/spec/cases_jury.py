"""What the fair jury makes of small tables of marks."""

from tests.spec.jury_case import JuryCase

STRICT = ("J1 J2 J3", "A 60 70 71", "B 50 61 60", "C 72 80 82", "D 55 66 .", "E . 64 63")

CASES = [
    JuryCase(
        "A strict juror",
        "J1 gives about ten points less than J2 and J3 to the same entrants. D was seen by J1, E was not: D "
        "stands behind E in the plain ranking and before it in the fair one. λ is small, because the jurors "
        "differ far more than their tastes do.",
        {"interview": STRICT},
        gates=("linked", "no_ceiling", "no_outliers", "severity", "few_entrants"),
        lam="0.023",
        severity=(
            "J1,6.767473,4",
            "J2,-3.316383,5",
            "J3,-3.45109,4",
        ),
        ranking=(
            "1,C,78.00,78",
            "2,A,67.00,67",
            "3,D,60.50,62.2255",
            "4,E,63.50,60.1163",
            "5,B,57.00,57",
        ),
        link="additive",
        told="D: seen by jurors J1 and J2, of whom J1 marked 6.8 points lower, J2 3.3 points higher than "
        "colleagues on the same entrants: 60.50 becomes 62.23",
    ),
    JuryCase(
        "Strictness alone",
        "J1 always gives exactly ten points less. λ ends at the lower end of the grid, and what is left is a "
        "difference of almost exactly ten.",
        {"interview": ("J1 J2", "A 60 70", "B 50 60", "C 55 65", "D . 75")},
        gates=("linked", "no_ceiling", "no_outliers", "severity", "few_entrants"),
        lam="0.0010",
        severity=(
            "J1,4.998334,3",
            "J2,-4.998334,4",
        ),
        ranking=(
            "1,D,75.00,70.0017",
            "2,A,65.00,65",
            "3,C,60.00,60",
            "4,B,55.00,55",
        ),
        link="additive",
    ),
    JuryCase(
        "Disagreement without strictness",
        "The jurors disagree, but neither is below the other on the whole: nothing is adjusted.",
        {"interview": ("J1 J2", "A 60 70", "B 70 60", "C 55 65", "D 65 55")},
        gates=("linked", "no_ceiling", "no_severity"),
        told="the 2 jurors do not differ in strictness by more than chance: nothing is adjusted",
    ),
    JuryCase(
        "A juror who marked two entrants",
        "J4 gave the same gap of ten points as J1 did in the first example, on two entrants only. It is "
        "believed less, and the juror is named.",
        {
            "interview": (
                "J1 J2 J3 J4",
                "A 66 70 71 60",
                "B 62 61 60 50",
                "C 77 80 82 .",
                "D 69 66 . .",
                "E 61 64 63 .",
                "F 54 50 51 .",
            )
        },
        gates=("linked", "no_ceiling", "no_outliers", "severity", "few_entrants"),
        lam="0.21",
        severity=(
            "J1,-1.813505,6",
            "J2,-2.135566,6",
            "J3,-2.838259,5",
            "J4,6.78733,2",
        ),
        ranking=(
            "1,C,79.67,77.4042",
            "2,A,66.75,66.75",
            "3,D,67.50,65.5255",
            "4,E,62.67,60.4042",
            "5,B,58.25,58.25",
            "6,F,51.67,49.4042",
        ),
        link="additive",
        told="marked fewer than 5 entrants, so that little can be said of their strictness: J4",
    ),
    JuryCase(
        "One strictness for two stages",
        "J1 marks lower in both stages; the papers of A were not read by J1, the interview was not attended "
        "by J3. Both stages tell about the same number.",
        {
            "papers": ("J1 J2 J3", "A . 70 71", "B 50 61 60", "C 72 80 82", "D 55 66 64"),
            "interview": ("J1 J2", "A 61 72", "B 66 75", "C 58 70", "D 70 78"),
        },
        gates=("linked", "no_ceiling", "no_outliers", "severity", "few_entrants"),
        lam="0.037",
        severity=(
            "J1,6.560077,4",
            "J2,-3.31178,4",
            "J3,-3.248296,4",
        ),
        ranking=(
            "1,C,71.00,71.81205",
            "2,D,67.83,68.6454",
            "3,A,68.50,67.67205",
            "4,B,63.75,64.56205",
        ),
        link="additive",
    ),
    JuryCase(
        "Panels that share no juror",
        "Nothing links J with K: whether K's entrants are better or its jurors milder cannot be told. Each "
        "side is adjusted by itself, and the result says that marks of the two sides are not comparable.",
        {
            "interview": (
                "J1 J2 J3 K1 K2 K3",
                "A 60 70 71 . . .",
                "B 50 61 60 . . .",
                "C 72 80 . . . .",
                "P . . . 85 75 76",
                "Q . . . 78 66 64",
                "R . . . . 82 80",
            )
        },
        gates=("unlinked", "no_ceiling", "no_outliers", "severity", "few_entrants"),
        lam="0.046",
        severity=(
            "J1,6.470996,3",
            "J2,-3.049686,3",
            "J3,-3.42131,2",
            "K1,-7.331378,2",
            "K2,3.17324,3",
            "K3,4.158138,3",
        ),
        ranking=(
            "1,R,81.00,84.6657",
            "2,P,78.67,78.6667",
            "3,C,76.00,77.7107",
            "4,Q,69.33,69.3333",
            "5,A,67.00,67",
            "6,B,57.00,57",
        ),
        link="additive",
        told="the jurors fall into 2 groups that share no entrant (stage interview): strictness is adjusted "
        "within each group only, and marks of different groups are not comparable",
    ),
    JuryCase(
        "Marks at the ceiling",
        "Of the five marks of the two leading entrants four are the highest possible. A mild juror cannot go "
        "further up, so points would make the strict juror look less strict there: the logit link is taken.",
        {"interview": ("J1 J2 J3", "A 100 95 100", "B 100 90 98", "C 96 84 93", "D 91 78 92", "E 100 . 100")},
        gates=("linked", "ceiling", "no_outliers", "severity", "few_entrants"),
        lam="0.011",
        severity=(
            "J1,-1.975488,5",
            "J2,6.851906,4",
            "J3,-1.449531,5",
        ),
        ranking=(
            "1,E,100.00,99.7545",
            "2,A,98.33,98.4272",
            "3,B,96.00,96.2239",
            "4,C,91.00,92.0665",
            "5,D,87.00,88.3012",
        ),
        link="logit",
    ),
    JuryCase(
        "A grudge",
        "J2 marks E5 thirty points below everybody else. The sheet lies more than four robust SDs off, so "
        "far marks weigh less, and E5 keeps most of its place.",
        {
            "interview": (
                "J1 J2 J3 J4 J5",
                "E1 64 70 66 71 68",
                "E2 55 61 58 63 60",
                "E3 75 80 77 82 79",
                "E4 50 57 53 58 54",
                "E5 70 45 73 77 75",
                "E6 61 66 62 68 64",
            )
        },
        gates=("linked", "no_ceiling", "outliers", "severity"),
        lam="0.16",
        severity=(
            "J1,3.783143,6",
            "J2,-1.676022,6",
            "J3,1.500466,6",
            "J4,-3.359715,6",
            "J5,-0.247872,6",
        ),
        ranking=(
            "1,E3,78.60,78.6",
            "2,E5,68.00,73.9602",
            "3,E1,67.80,67.8",
            "4,E6,64.20,64.2123",
            "5,E2,59.40,59.4",
            "6,E4,54.40,54.3317",
        ),
        link="additive",
        told="E5: seen by jurors J1, J2, J3, J4 and J5, of whom J1 marked 3.8 and J3 1.5 points lower, "
        "J4 3.4, J2 1.7 and J5 0.2 points higher than colleagues on the same entrants; marks far "
        "off weigh less: 68.00 becomes 73.96",
    ),
    JuryCase(
        "One juror",
        "A strict juror cannot be told from weak entrants.",
        {"interview": ("J1", "A 60", "B 50", "C 70")},
        gates=("one_juror",),
        told="only juror J1 has marked: a strict juror cannot be told from weak entrants, nothing is "
        "adjusted",
    ),
    JuryCase(
        "One entrant",
        "There is nobody to be fair against.",
        {"interview": ("J1 J2 J3", "A 60 70 80")},
        gates=("one_entrant",),
    ),
    JuryCase(
        "No two jurors on one entrant",
        "Everybody was marked once: nothing can be compared.",
        {"interview": ("J1 J2 J3", "A 60 . .", "B . 50 .", "C . . 70")},
        gates=("no_overlap",),
    ),
    JuryCase(
        "All marks equal",
        "No disagreement, nothing to explain. Marks that are all at the ceiling are such a case too.",
        {"interview": ("J1 J2", "A 100 100", "B 100 100", "C 100 100")},
        gates=("no_disagreement",),
    ),
    JuryCase(
        "One common entrant",
        "J1 and J2 met over A only. Whether J1 is strict or just liked A less cannot be told.",
        {"interview": ("J1 J2", "A 60 70", "B . 50", "C 65 .")},
        gates=("too_little_overlap",),
    ),
]
