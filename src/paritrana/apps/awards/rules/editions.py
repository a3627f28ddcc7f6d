"""When an edition may move on, and which secretariat may hold it."""

from collections.abc import Sequence

from paritrana.apps.awards.states import MOVES, EditionState, PhaseKind
from paritrana.core.rulebook import Rulebook
from paritrana.errors import BadInput, RuleRefused

ZONES = ("WIB", "WITA", "WIT")
# Phases in which the committee's work depends on every seat being held.
NEED_SEATS = frozenset({PhaseKind.MARKING, PhaseKind.INTERVIEW, PhaseKind.PLENARY})
# Phases in which judging begins: opening one freezes the rulebook.
FREEZE = frozenset({PhaseKind.MARKING, PhaseKind.INTERVIEW})
# Phases in which people outside the committee act: the edition must have been announced.
NEED_ANNOUNCEMENT = frozenset({PhaseKind.NOMINATION, PhaseKind.MARKING, PhaseKind.INTERVIEW})


def check_move(now: EditionState, to: EditionState) -> None:
    """Refuse a move of an edition that the table of states does not list."""
    if to not in MOVES.get(now, set()):
        raise RuleRefused("awards.edition_state", state=str(now), to=str(to))


def check_place(rulebook: Rulebook, secretariat_region: str | None) -> None:
    """Refuse a rulebook for another province than the secretariat's; a national one needs the national one.

    secretariat_region: the region code of the secretariat, None for the national one.
    """
    if rulebook.level == "national" and secretariat_region is not None:
        raise RuleRefused("awards.national_secretariat", region=secretariat_region)
    if rulebook.level == "province" and rulebook.region != secretariat_region:
        raise RuleRefused("awards.other_region", region=rulebook.region, own=secretariat_region or "–")


def check_zone(zone: str) -> None:
    """Refuse a zone that is not one of the three of Indonesia."""
    if zone not in ZONES:
        raise BadInput("awards.zone", zone=zone)


def check_may_open(kind: PhaseKind, state: EditionState, vacant: Sequence[str]) -> None:
    """Refuse to open a phase before the announcement, or with vacant seats, where it needs them.

    vacant: the names of the vacant seats.
    """
    if kind in NEED_ANNOUNCEMENT and state is EditionState.PREPARING:
        raise RuleRefused("awards.not_announced")
    if kind in NEED_SEATS and vacant:
        raise RuleRefused("awards.seats_vacant", count=len(vacant), seats=", ".join(vacant))
