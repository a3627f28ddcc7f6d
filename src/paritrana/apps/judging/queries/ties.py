"""Who sits, which ties follow from where they serve, what they declared, and what they stand back from."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from paritrana.apps.accounts.models import User
from paritrana.apps.awards.models import Appointment, Edition
from paritrana.apps.judging.models import Recusal, Tie
from paritrana.apps.judging.rules.ties import Body, derived_tie
from paritrana.apps.judging.states import TieKind
from paritrana.apps.nominations.models import Nomination
from paritrana.apps.nominations.states import State
from paritrana.apps.organisations.models import Membership, Organisation
from paritrana.core.units import clock

type Pair = tuple[int, int]  # (user, nomination), by primary key


def seated(edition: Edition, user: User | None = None) -> list[Appointment]:
    """Return who holds a seat of the edition now, in the order of the seats; or the seats of one user."""
    found = Appointment.objects.filter(seat__edition=edition, ended_at__isnull=True)
    if user is not None:
        found = found.filter(user=user)
    return list(found.select_related("seat", "user", "organisation__region").order_by("seat__position", "pk"))


def standing(edition: Edition, category: str = "") -> list[Nomination]:
    """Return the entrants that go to the jury, by category and name."""
    ordered = (
        _standing(edition, category)
        .select_related("organisation__region", "proposer")
        .order_by("category", "organisation__name", "pk")
    )
    return [_within(edition, nomination) for nomination in ordered]


def is_standing(nomination: Nomination, category: str) -> bool:
    """Say whether an entrant goes to the jury of a category."""
    return _standing(nomination.edition, category).filter(pk=nomination.pk).exists()


def derived_ties(
    edition: Edition,
    *,
    appointments: Iterable[Appointment] | None = None,
    nominations: Iterable[Nomination] | None = None,
) -> dict[Pair, TieKind]:
    """Return every tie that follows from organisations, for the seated jurors and the standing entrants."""
    jurors = list(seated(edition) if appointments is None else appointments)
    entrants = list(standing(edition) if nominations is None else nominations)
    region = edition.region.code if edition.region else ""
    bodies = _bodies_of(jurors)
    found = {}
    for juror in jurors:
        for nomination in entrants:
            kind = derived_tie(
                juror=frozenset(bodies[juror.user_id]),
                entrant=_body(nomination.organisation),
                proposer=nomination.proposer_id,
                edition_region=region,
            )
            if kind is not None:
                found[juror.user_id, nomination.pk] = kind
    return found


def derived_ties_of(
    user: User, edition: Edition, nominations: Iterable[Nomination] | None = None
) -> dict[int, TieKind]:
    """Return one juror's derived ties by nomination; none for somebody without a seat."""
    ties = derived_ties(edition, appointments=seated(edition, user), nominations=nominations)
    return {nomination: kind for (_, nomination), kind in ties.items()}


def declared_ties(user: User, edition: Edition) -> dict[int, Tie]:
    """Return what a juror declared in an edition, by nomination."""
    return {tie.nomination_id: tie for tie in Tie.objects.filter(juror=user, nomination__edition=edition)}


def undeclared(user: User, edition: Edition) -> list[Nomination]:
    """Return the standing entrants for which a juror has not declared yet."""
    declared = set(
        Tie.objects.filter(juror=user, nomination__edition=edition).values_list("nomination_id", flat=True)
    )
    return [nomination for nomination in standing(edition) if nomination.pk not in declared]


def count_undeclared(user: User, edition: Edition) -> int:
    """Return for how many standing entrants a juror has not declared yet."""
    declared = Tie.objects.filter(juror=user, nomination__edition=edition).values("nomination")
    return _standing(edition).exclude(pk__in=declared).count()


def declarations_missing(edition: Edition) -> dict[int, int]:
    """Return, per seated juror, for how many standing entrants a declaration is missing."""
    entrants = {one.pk for one in standing(edition)}
    declared: dict[int, set[int]] = defaultdict(set)
    for juror, nomination in Tie.objects.filter(nomination__edition=edition).values_list(
        "juror_id", "nomination_id"
    ):
        declared[juror].add(nomination)
    return {one.user_id: len(entrants - declared[one.user_id]) for one in seated(edition)}


def recused_from(user: User, edition: Edition) -> dict[int, Recusal]:
    """Return what a juror stands back from in an edition, by nomination."""
    found = Recusal.objects.filter(juror=user, nomination__edition=edition)
    return {recusal.nomination_id: recusal for recusal in found}


def _bodies_of(jurors: Iterable[Appointment]) -> dict[int, set[Body]]:
    bodies: dict[int, set[Body]] = defaultdict(set)
    for juror in jurors:
        if juror.organisation is not None:
            bodies[juror.user_id].add(_body(juror.organisation))
    today = clock.now().date()
    live = Membership.objects.filter(user__in=[juror.user_id for juror in jurors], ended_at__isnull=True)
    for membership in live.filter(Q(mandate_end__isnull=True) | Q(mandate_end__gte=today)).select_related(
        "organisation__region"
    ):
        bodies[membership.user_id].add(_body(membership.organisation))
    return bodies


def _standing(edition: Edition, category: str = "") -> QuerySet[Nomination]:
    found = Nomination.objects.filter(edition=edition, state=State.COMPLETE)
    return found.filter(category=category) if category else found


def _body(organisation: Organisation) -> Body:
    return Body(organisation.pk, organisation.kind, organisation.region.code if organisation.region else "")


def _within(edition: Edition, nomination: Nomination) -> Nomination:
    nomination.edition = edition
    return nomination
