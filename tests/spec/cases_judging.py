"""Judging plans: connected by rotating seats, by anchors, impossible with its reasons; a check afterwards."""

from tests.spec.judging_case import CheckCase, PlanCase

FEW = "No juror has 8 entrants or more here, so how strict each is stays a guess."
FOUR = {"J1": 4, "J2": 4, "J3": 4, "J4": 4}

PLANS = [
    PlanCase(
        "Connected by rotating seats",
        "Six entrants, two jurors for each, four jurors. Two fixed panels would mark three entrants each and"
        " share nobody. Instead the seats rotate: loads are even, and every two jurors share an entrant.",
        FOUR,
        "A B C D E F",
        given=(3, 3, 3, 3),
        all_meet=True,
        told=(
            "Connected: all 6 entrants can be compared through 4 jurors.",
            FEW,
        ),
    ),
    PlanCase(
        "Ties of interest",
        "J1 must not meet A and B, J2 must not meet A. The seats go round the ties, and loads stay even.",
        FOUR,
        "A B C D E F",
        ties={"J1": "A B", "J2": "A"},
        given=(3, 3, 3, 3),
        told=(
            "Connected: all 6 entrants can be compared through 4 jurors.",
            FEW,
        ),
    ),
    PlanCase(
        "Seats that stay",
        "An earlier plan gave A and B to J1 and J2. Both stay; J1 and J2 get one entrant more each, and the"
        " others meet the rest.",
        FOUR,
        "A B C D E F",
        kept={"J1": "A B", "J2": "A B"},
        given=(3, 3, 3, 3),
        told=("Connected: all 6 entrants can be compared through 4 jurors.", FEW),
    ),
    PlanCase(
        "Connected by anchors",
        "Seven entrants and one juror for each: nothing would be shared. With two anchors, for instance two"
        " recorded interviews that everybody marks, all can be compared. The anchors count towards the load.",
        {"J1": 4, "J2": 4, "J3": 4},
        "A B C D E F G",
        panel=1,
        anchors=2,
        given=(3, 4, 4),
        told=("Connected: all 7 entrants can be compared through 3 jurors.", FEW),
    ),
]

REFUSED = [
    PlanCase(
        "Nobody left for a panel",
        "Two of three jurors have a tie with A, and a panel has two.",
        {"J1": 4, "J2": 4, "J3": 4},
        "A B C",
        ties={"J1": "A", "J2": "A"},
        reasons=(
            (
                "panel.too_few",
                "the panel has 2 jurors, and only 1 can judge A; tied: J1, J2; add a juror without a"
                " tie for village, or choose a smaller panel",
            ),
        ),
    ),
    PlanCase(
        "Loads too small",
        "Four panels of two are eight marks; three jurors with two each can give six.",
        {"J1": 2, "J2": 2, "J3": 2},
        "A B C D",
        reasons=(
            (
                "load.sum",
                "the jurors can take 6 marks together, and the plan needs 8 for 4 entrants; raise loads, add"
                " jurors, or choose a smaller panel or fewer anchors",
            ),
        ),
    ),
    PlanCase(
        "Two sides that nobody may join",
        "J1 and J2 are tied to C and D, K1 and K2 to A and B. Panels could be filled, but no plan could"
        " compare the two sides.",
        {"J1": 9, "J2": 9, "K1": 9, "K2": 9},
        "A B C D",
        ties={"J1": "C D", "J2": "C D", "K1": "A B", "K2": "A B"},
        reasons=(
            (
                "connect.apart",
                "category village can never be connected: nobody may judge both A, B and C, D; add a juror"
                " who may judge both sides, or let a juror judge the whole category",
            ),
        ),
    ),
    PlanCase(
        "Loads that cannot link",
        "Six entrants need five links. A juror with two entrants gives one link, and there are four jurors:"
        " at most five entrants can hang together.",
        {"J1": 2, "J2": 2, "J3": 2, "J4": 2},
        "A B C D E F",
        panel=1,
        reasons=(
            (
                "connect.loads",
                "category village cannot be connected: its loads link at most 5 of 6 entrants; raise the"
                " loads, so that jurors can mark two entrants or more",
            ),
        ),
    ),
]

CHECKS = [
    CheckCase(
        "Two panels that share nobody",
        "Afterwards the marks are read. J1 and J2 saw A and B, J3 and J4 saw C and D.",
        {"J1": "A B", "J2": "A B", "J3": "C D", "J4": "C D"},
        "A B C D",
        connected=False,
        told=(
            "Not connected: the entrants fall into 2 parts that no juror links: A, B | C, D. Marks of"
            " different parts cannot be compared; let one juror of each part also mark an entrant of"
            " another.",
            FEW,
        ),
    ),
    CheckCase(
        "Held by one juror",
        "J2 also marked C. That links the panels, but by one juror and one mark alone.",
        {"J1": "A B", "J2": "A B C", "J3": "C D", "J4": "C D"},
        "A B C D",
        connected=True,
        told=(
            "Connected: all 4 entrants can be compared through 4 jurors.",
            "Weak: it holds only through juror J2; entrant C (single marks: J2 – C). One recusal there would"
            " part it; add a second link.",
            FEW,
        ),
    ),
    CheckCase(
        "An entrant whom nobody marked",
        "D has no mark yet, so the check does not say yes.",
        {"J1": "A B C", "J2": "A B C"},
        "A B C D",
        connected=False,
        told=(
            "The entrants that were marked are connected through 2 jurors, but not all were.",
            "Not marked by anybody: D.",
            FEW,
        ),
    ),
]
