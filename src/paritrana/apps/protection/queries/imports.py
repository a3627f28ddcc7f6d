"""Rosters on their way into the register, and what the register knows of the people in them."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Q, QuerySet, Sum

from paritrana.apps.organisations import queries as organisations
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.organisations.rules import Reach, codes_above, covers
from paritrana.apps.protection.models import Commitment, Enlistment, Fund, RosterImport
from paritrana.apps.protection.queries.money import inside
from paritrana.apps.protection.queries.people import Opener
from paritrana.apps.protection.rules import sealing
from paritrana.apps.protection.rules.imports import Effect, Line
from paritrana.apps.protection.rules.money import takes_village
from paritrana.apps.protection.states import ImportKind, StopReason, WorkerState
from paritrana.core.rolls.nik import token as token_of
from paritrana.errors import NotFound

if TYPE_CHECKING:
    from paritrana.core.rolls.roster import Facts, Known, Layout

AT_ONCE = 900
REMEMBERED = 10  # earlier rosters of an office whose headings are remembered


@dataclass(frozen=True)
class Listed:
    """Where a person stands in the register now."""

    worker: int
    village: str
    occupation: str
    fund: int | None
    service: str
    decile: int | None


def imports(offices: Iterable[int], kind: str = ImportKind.ROSTER) -> QuerySet[RosterImport]:
    """Return the rosters of these offices, or the lists they compared, the latest first."""
    found = RosterImport.objects.filter(office__in=list(offices), kind=kind)
    found = found.select_related("office", "region", "uploaded_by")
    return found.order_by("-uploaded_at", "-pk")


def find(pk: int) -> RosterImport:
    """Return one roster; raises NotFound."""
    found = (
        RosterImport.objects.select_related("office", "region", "fund", "data_key", "uploaded_by")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise NotFound("import.none")
    return found


def reach_of(roster: RosterImport) -> Reach:
    """Return how far the office reaches that handed a roster in."""
    return organisations.reach_of([roster.office])


def layout_of(roster: RosterImport) -> "Layout":
    """Return what was said of the file: the sheet, the row of headings, what columns tell."""
    from paritrana.core.rolls.roster import layout_of

    return layout_of(_said(roster, Opener()))


def remembered(office: Organisation) -> dict[str, str]:
    """Return heading → field as the office said it of its last rosters, the latest word counts."""
    opener, found = Opener(), {}
    earlier = RosterImport.objects.filter(office=office).exclude(layout_sealed="").select_related("data_key")
    for one in reversed(earlier.order_by("-pk")[:REMEMBERED]):
        found |= _said(one, opener).get("columns", {})
    return found


def _said(roster: RosterImport, opener: Opener) -> dict[str, Any]:
    if not roster.layout_sealed:
        return {}
    text = sealing.unseal(roster.layout_sealed, opener.key(roster.data_key), f"layout/{roster.data_key_id}")
    told: dict[str, Any] = json.loads(text)
    return told


def known(reach: Reach) -> "Known":
    """Return what a check asks of persons: who is listed within reach or elsewhere, `known_of_persons`."""
    from paritrana.core.rolls.roster import Known

    return Known(settings.NIK_KEY.encode(), lambda tokens: _facts(tokens, reach))


def known_of_persons() -> "Known":
    """Return what the register knows of persons wherever they stand: death, service, poverty decile."""
    from paritrana.core.rolls.roster import Known

    return Known(settings.NIK_KEY.encode(), lambda tokens: _facts(tokens, None))


def _facts(tokens: Sequence[str], reach: Reach | None) -> Mapping[str, "Facts"]:
    """Return the facts of each token; the latest record that tells a service or decile counts."""
    from paritrana.core.rolls.roster import Facts

    words: dict[str, set[str]] = {}
    services: dict[str, str] = {}
    deciles: dict[str, int] = {}
    for token, state, reason, village, service, decile in _standings(tokens):
        held = words.setdefault(token, set())
        if state == WorkerState.LISTED and reach is not None:
            held.add("in_register" if reach.holds(village) else "member_elsewhere")
        elif state != WorkerState.LISTED and reason == StopReason.DECEASED:
            held.add("deceased")
        services[token] = service or services.get(token, "")
        deciles[token] = decile or deciles.get(token, 0)
    return {
        token: Facts(frozenset(held | ({services[token]} - {""})), deciles[token] or None)
        for token, held in words.items()
    }


def _standings(tokens: Sequence[str]) -> Iterable[tuple[str, str, str, str, str, int | None]]:
    """Yield where each person stands or stood, under the own token or that of a record merged into it."""
    for part in batched(sorted(set(tokens)), AT_ONCE, strict=False):
        for way in ("person__token", "person__merged__token"):
            found = Enlistment.objects.filter(**{f"{way}__in": part}).order_by("pk")
            yield from found.values_list(way, "state", "stop_reason", "village_id", "service", "decile")


def listed_by_nik(lines: Iterable[Line]) -> dict[str, Listed]:
    """Return where those people stand who are listed anywhere, by NIK."""
    key = settings.NIK_KEY.encode()
    niks = {token_of(one.nik, key): one.nik for one in lines}
    rows = (
        row
        for part in batched(sorted(niks), AT_ONCE, strict=False)
        for way in ("person__merged__token", "person__token")
        for row in Enlistment.objects.filter(**{f"{way}__in": part}, state=WorkerState.LISTED).values_list(
            way, "pk", "village_id", "occupation", "fund_id", "service", "decile"
        )
    )
    return {niks[token]: Listed(*rest) for token, *rest in rows}


def missing_from(lines: Sequence[Line], listed: Mapping[str, Listed]) -> list[int]:
    """Return the workers listed in the villages of a roster who are not in it."""
    held = {one.worker for one in listed.values()}
    found: list[int] = []
    villages = sorted({one.village for one in lines})
    for part in batched(villages, AT_ONCE, strict=False):
        live = Enlistment.objects.filter(village_id__in=part, state=WorkerState.LISTED)
        found += live.order_by("pk").values_list("pk", flat=True)
    return [pk for pk in found if pk not in held]


def effect_of(lines: Sequence[Line], elsewhere: int) -> tuple[Effect, dict[str, int]]:
    """Return what the accepted rows would do to the register as it is, and the new workers by village."""
    listed = listed_by_nik(lines)
    new = Counter(one.village for one in lines if one.nik not in listed)
    known = [one for one in lines if one.nik in listed]
    changed = sum(changes(one, listed[one.nik], None) for one in known)
    effect = Effect(
        new=new.total(),
        changed=changed,
        same=len(known) - changed,
        elsewhere=elsewhere,
        missing=len(missing_from(lines, listed)),
    )
    return effect, dict(new)


def changes(line: Line, listed: Listed, fund: Fund | None) -> bool:
    """Whether a row says something else than the register; what it leaves out changes nothing."""
    return (
        line.village != listed.village
        or (line.occupation != "unknown" and line.occupation != listed.occupation)
        or (line.service not in ("", listed.service))
        or (line.decile not in (None, listed.decile))
        or (fund is not None and fund.pk != listed.fund and pays(fund, line.village))
    )


def pays(fund: Fund, village: str) -> bool:
    """Whether a fund pays for people of a village."""
    return covers(fund.region_id, village) and takes_village(fund.read_rules, village)


@dataclass(frozen=True)
class Offer:
    """What a fund would pay a month for the new workers of a roster, and what is left in it."""

    fund: Fund
    workers: int
    monthly: int
    left: int


def funds_for(roster: RosterImport) -> list[Fund]:
    """Return the funds that may pay for people of the roster's region, the latest year first."""
    reach = Reach(frozenset({roster.region_id}))
    above = codes_above(roster.region_id)
    found = Fund.objects.filter(inside(reach, "region__code") | Q(region_id__in=above))
    return list(found.order_by("-year", "name", "pk"))


def offers(roster: RosterImport) -> list[Offer]:
    """Return each fund with the new workers it may pay for, in whole rupiah a month."""
    funds = funds_for(roster)
    live = Commitment.objects.filter(fund__in=funds, taken_back_at=None).order_by()
    committed = dict(live.values_list("fund_id").annotate(Sum("amount")))
    counts = [
        (fund, sum(count for village, count in roster.new_by_village.items() if pays(fund, village)))
        for fund in funds
    ]
    return [
        Offer(fund, count, count * fund.rate, fund.ceiling - committed.get(fund.pk, 0))
        for fund, count in counts
    ]
