"""Ties of interest: declared for every entrant; a tie, told or derived, is a recusal at once."""

from collections.abc import Mapping

from paritrana.apps.accounts.models import User
from paritrana.apps.awards.models import Edition, Seat
from paritrana.apps.judging import permissions
from paritrana.apps.judging.models import Recusal, Tie
from paritrana.apps.judging.queries import ties as queries
from paritrana.apps.judging.states import TieKind
from paritrana.apps.ledger import commands as ledger
from paritrana.apps.nominations.models import Nomination
from paritrana.core.units import clock
from paritrana.errors import BadInput, RuleRefused

LONGEST_NOTE = 300


@ledger.recorded
def declare(
    *, edition: Edition, declarations: Mapping[Nomination, tuple[TieKind | str, str]], by: User
) -> list[Tie]:
    """Store what a juror says about each standing entrant; returns the new declarations.

    Every entrant still to be declared must be named, except those whose tie follows from where the juror
    serves: these are set, whatever is said of them.  The ledger keeps who is recused, never the kind or note.
    """
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    seat = permissions.check_seated(by, edition)
    open_ones = queries.undeclared(by, edition)
    derived = queries.derived_ties_of(by, edition)
    given = {nomination.pk: _cleaned(*said) for nomination, said in declarations.items()}
    _check_given(given, edition=edition, open_ones=open_ones, derived=derived, by=by)
    now = clock.now()
    made, recused = [], []
    for nomination in open_ones:
        kind, note = given.get(nomination.pk, (TieKind.NONE, ""))
        kind = derived.get(nomination.pk, kind)
        made.append(
            Tie.objects.create(
                seat=seat, juror=by, nomination=nomination, kind=kind, note=note, declared_at=now
            )
        )
        if kind != TieKind.NONE and set_recusal(
            seat=seat, juror=by, nomination=nomination, kind=kind, note=note, derived=nomination.pk in derived
        ):
            recused.append(nomination.entrant_id)
    ledger.append("ties.declared", subject=seat, by=by, entrants=len(made), recused=recused)
    return made


def set_recusal(
    *, seat: Seat, juror: User, nomination: Nomination, kind: TieKind, note: str = "", derived: bool = False
) -> bool:
    """Store a recusal inside a running command unless there is one; says whether it is new."""
    _recusal, created = Recusal.objects.get_or_create(
        juror=juror,
        nomination=nomination,
        defaults={"seat": seat, "kind": kind, "note": note, "derived": derived, "at": clock.now()},
    )
    return created


def set_derived_recusals(*, seat: Seat, juror: User, nominations: list[Nomination]) -> list[str]:
    """Turn ties that arose since the declaration into recusals in a running command; returns the entrants."""
    derived = queries.derived_ties_of(juror, seat.edition, nominations)
    return [
        nomination.entrant_id
        for nomination in nominations
        if nomination.pk in derived
        and set_recusal(
            seat=seat, juror=juror, nomination=nomination, kind=derived[nomination.pk], derived=True
        )
    ]


def _cleaned(kind: TieKind | str, note: str) -> tuple[TieKind, str]:
    if str(kind) not in set(TieKind):
        raise BadInput("judging.tie_kind")
    return TieKind(kind), note.strip()[:LONGEST_NOTE]


def _check_given(
    given: Mapping[int, tuple[TieKind, str]],
    *,
    edition: Edition,
    open_ones: list[Nomination],
    derived: Mapping[int, TieKind],
    by: User,
) -> None:
    if not open_ones:
        raise RuleRefused("judging.declaration_not_needed")
    missing = [one for one in open_ones if one.pk not in given and one.pk not in derived]
    if missing:
        names = ", ".join(one.organisation.name for one in missing[:5])
        raise BadInput("judging.declaration_incomplete", entrants=names, count=len(missing))
    before = queries.declared_ties(by, edition)
    for nomination in queries.standing(edition):
        tie = before.get(nomination.pk)
        if tie is not None and nomination.pk in given and given[nomination.pk][0] != tie.kind:
            if nomination.pk in derived:
                continue
            raise RuleRefused("judging.already_declared", entrant=nomination.organisation.name)
    known = {one.pk for one in open_ones} | set(before)
    if set(given) - known:
        raise BadInput("judging.unknown_entrant")
