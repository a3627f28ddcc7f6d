"""The rules of a roll as one pass over its columns: text in, typed columns and two masks out.

A rejected row keeps nothing but its number and its mask.  The pass is one Ibis expression; the only joins
are with the small table of regions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import ibis

from paritrana.core.engines import encoded, sha256, unhexed
from paritrana.core.programmes.ages import OLDEST, YOUNGEST
from paritrana.core.rolls.codes import ERROR_BITS, WARNING_BITS
from paritrana.core.rolls.reading import Mark
from paritrana.core.rolls.schemas import (
    FUNDER_WORDS,
    FUNDERS,
    GROUPS,
    OCCUPATIONS,
    PROGRAMMES,
    SECTORS,
    SEGMENTS,
    STATES,
)

MISSHAPEN = int(Mark.TOO_FEW_CELLS | Mark.TOO_MANY_CELLS | Mark.STRAY_QUOTE)
MOST_MONTHS_AHEAD = 24
TOKEN, PSEUDONYM = 32, 64  # signs: `nik.token`, `nik.pseudonym`
FIRST_MONTH = 1977 * 12 + 11
_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_MONTH = r"^[0-9]{4}-(0[1-9]|1[0-2])$"
_ONE = "(" + "|".join(PROGRAMMES) + ")"
_PROGRAMMES = rf"^{_ONE}(\+{_ONE})*$"
_VILLAGE = r"^([0-9]{10}|[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4})$"
_REGION = r"^[0-9]{2}(\.?[0-9]{2}(\.?[0-9]{2}(\.?[0-9]{4})?)?)?$"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a delivery is checked against: its as-of day (days since 1970) and its month, 0 for none."""

    as_of_day: int
    month: int = 0
    oldest: int = OLDEST


def month_number(year: int, month: int) -> int:
    """Return a month as one number: year × 12 + month − 1."""
    return year * 12 + month - 1


def check_contributions(raw: Any, regions: Any, key: Any, asked: Asked) -> Any:
    """Return row, masks and typed columns of a contribution roll.

    raw: text columns, `row` and `damaged` (`reading.Mark`). regions: `code` (digits as a number), `starts`,
    `ends` (months).
    key: the row of `nik.pads`.
    """
    typed = _person(raw, key).mutate(
        **_lists(raw),
        first=_month(raw.period.left(7)),
        last=ibis.ifelse(raw.period.length() == 7, _month(raw.period.left(7)), _month(raw.period.right(7))),
        is_span=raw.period.length() == 15,
        paid=_day(raw.paid_on),
        paid_month=_month_of(raw.paid_on),
        rupiah=_whole(raw.amount),
        workplace=_code(raw.workplace_code, _REGION),
    )
    typed = _placed(typed, regions, typed.first)
    work = regions.select(work_code=regions.code)
    typed = typed.left_join(work, typed.workplace == work.work_code)
    errors, warnings = _contribution_errors(typed, asked), _contribution_warnings(typed, asked)
    return _judged(typed, errors, warnings).select(
        "row",
        "errors",
        "warnings",
        "token",
        "birth",
        "sex_no",
        "village",
        workplace=lambda one: one.work_code.fill_null(0),
        segment=lambda one: one.segment_no,
        worker_group=lambda one: one.group_no,
        occupation=lambda one: one.occupation_no,
        sector=lambda one: one.sector_no,
        programmes=lambda one: one.programme_bits,
        period=lambda one: one.first,
        months=lambda one: (one.last - one.first + 1).cast("int32"),
        funder=lambda one: one.funder_no,
        amount=lambda one: one.rupiah,
        paid_on=lambda one: one.paid,
        state=lambda one: one.state_no,
    )


def _contribution_errors(typed: Any, asked: Asked) -> dict[str, Any]:
    period_ok = (
        typed.first.notnull()
        & typed.last.notnull()
        & (typed.last >= typed.first)
        & ((typed.period.length() == 7) | (typed.is_span & (typed.period.substr(7, 1) == "/")))
    )
    other_month = (typed.first != asked.month) & (typed.paid_month != asked.month)
    return {
        **_person_errors(typed, typed.first),
        "workplace.unknown": (typed.workplace_code != "") & typed.work_code.isnull(),
        "segment.unknown": typed.segment_no < 0,
        "group.unknown": typed.group_no < 0,
        "occupation.unknown": typed.occupation_no < 0,
        "sector.unknown": typed.sector_no < 0,
        "programmes.unknown": ~typed.programmes.re_search(_PROGRAMMES),
        "period.shape": ~period_ok,
        "period.outside": other_month if asked.month else ibis.literal(False),
        "period.far": (typed.last - typed.paid_month > MOST_MONTHS_AHEAD) | (typed.first < FIRST_MONTH),
        "funder.unknown": typed.funder_no < 0,
        "amount.shape": typed.rupiah.isnull(),
        "amount.negative": typed.rupiah < 0,
        "paid_on.shape": typed.paid.isnull(),
        "paid_on.future": typed.paid > asked.as_of_day,
        "state.unknown": typed.state_no < 0,
        "age.under": typed.first - typed.birth < YOUNGEST * 12,
    }


def _contribution_warnings(typed: Any, asked: Asked) -> dict[str, Any]:
    return {
        **_person_warnings(typed),
        "age.over": typed.last - typed.birth >= (asked.oldest + 1) * 12,
        "programmes.segment": _not_of_segment(typed),
        "state.late": (typed.state_no < 2) & ((typed.state_no == 1) != (typed.paid_month > typed.last)),
    }


def check_memberships(raw: Any, regions: Any, key: Any, asked: Asked) -> Any:
    """Return row, masks and typed columns of a membership roll; `ends` is 0 while the person is a member."""
    typed = _person(raw, key).mutate(
        **_lists(raw),
        starts_day=_day(raw.registered_on),
        starts=_month_of(raw.registered_on),
        ends_day=_day(raw.ended_on),
        ends=_month_of(raw.ended_on),
    )
    typed = _placed(typed, regions, typed.starts)
    age = typed.starts - typed.birth  # in months; who has a birthday in the month has reached it
    errors = {
        **_person_errors(typed, typed.starts),
        "segment.unknown": typed.segment_no < 0,
        "group.unknown": typed.group_no < 0,
        "programmes.unknown": ~typed.programmes.re_search(_PROGRAMMES),
        "registered_on.shape": typed.starts.isnull() | (typed.starts_day > asked.as_of_day),
        "ended_on.shape": (typed.ended_on != "")
        & (typed.ends.isnull() | (typed.ends_day < typed.starts_day)),
        "age.at_registration": (age < YOUNGEST * 12) | (age >= (asked.oldest + 1) * 12),
    }
    warnings = {**_person_warnings(typed), "programmes.segment": _not_of_segment(typed)}
    return _judged(typed, errors, warnings).select(
        "row",
        "errors",
        "warnings",
        "token",
        "birth",
        "sex_no",
        "village",
        "starts",
        segment=lambda one: one.segment_no,
        worker_group=lambda one: one.group_no,
        programmes=lambda one: one.programme_bits,
        ends=lambda one: one.ends.fill_null(0),
    )


def token_column(nik: Any, inner_pad: Any, outer_pad: Any) -> Any:
    """Return the token of each NIK as an Ibis column; the same as `nik.token`."""
    inner = sha256(unhexed(inner_pad) + encoded(nik))
    return sha256(unhexed(outer_pad) + unhexed(inner)).left(32)


def _person(raw: Any, key: Any) -> Any:
    """Read the columns of a person; a pseudonym (`nik.pseudonym`) may stand for the NIK."""
    raw = raw.cross_join(key)
    birth = _date(raw.birth_date)
    nik_ok = raw.nik.re_search(r"^[0-9]{16}$")
    long = raw.nik.length() == PSEUDONYM
    marked = token_column(raw.nik.left(TOKEN), raw.inner_pad, raw.outer_pad) == raw.nik.right(TOKEN)
    damaged = raw.nik.re_search(r"^[0-9]+[.,][0-9]*$|[eE]\+?[0-9]+$")
    return raw.mutate(
        birth=_month_of(raw.birth_date),
        birth_told=(birth.day() * 10_000 + birth.month() * 100 + birth.year() % 100).cast("int32"),
        nik_told=raw.nik.substr(6, 6).try_cast("int32"),
        sex_no=raw.sex.upper().cases(("L", 0), ("P", 1), else_=-1).cast("int8"),
        village=_code(raw.village_code, _VILLAGE),
        nik_elsewhere=raw.nik.left(4) != raw.village_code.replace(".", "").left(4),
        nik_ok=nik_ok,
        nik_damaged=ibis.ifelse(nik_ok | long, False, damaged),
        is_pseudonym=ibis.ifelse(long, marked, False),
    )


def _lists(raw: Any) -> dict[str, Any]:
    present = raw.columns
    found = {
        "segment_no": _place(raw.segment, SEGMENTS),
        "group_no": _place(raw.worker_group, GROUPS),
        "programme_bits": _bits(raw.programmes),
    }
    if "state" in present:
        found |= {
            "occupation_no": _place(raw.occupation, OCCUPATIONS),
            "sector_no": _place(raw.sector, SECTORS),
            "state_no": _place(raw.state, STATES),
            "funder_no": _place(raw.funder, FUNDERS, FUNDER_WORDS),
        }
    return found


def _placed(typed: Any, regions: Any, month: Any) -> Any:
    """Join the village of each row; `place_starts` is null where there is no such village."""
    villages = regions.filter(regions.code >= 10**9).select(
        place=regions.code, place_starts=regions.starts, place_ends=regions.ends
    )
    return typed.left_join(villages, typed.village == villages.place)


def _person_errors(typed: Any, month: Any) -> dict[str, Any]:
    return {
        "row.cells": (typed.damaged & MISSHAPEN) != 0,
        "nik.damaged": ((typed.damaged & int(Mark.NUMERIC_IDENTIFIER)) != 0) | typed.nik_damaged,
        "nik.shape": ((typed.damaged & int(Mark.NUMERIC_IDENTIFIER)) == 0)
        & ~typed.nik_ok
        & ~typed.nik_damaged
        & ~typed.is_pseudonym,
        "birth_date.shape": typed.birth.isnull(),
        "birth_date.future": (typed.birth > month) | (month - typed.birth > 120 * 12),
        "sex.unknown": typed.sex_no < 0,
        "village.unknown": typed.place.isnull(),
        "village.expired": (month < typed.place_starts) | (month >= typed.place_ends),
    }


def _person_warnings(typed: Any) -> dict[str, Any]:
    """Doubts about the NIK, where its shape is right: day, month and year of birth follow the region.

    A woman's day is told 40 higher.
    """
    female = typed.nik_told >= 41_00_00
    same = typed.nik_told - ibis.ifelse(female, 40_00_00, 0) == typed.birth_told
    return {
        "nik.birth_date": typed.nik_ok & ~same.fill_null(False),
        "nik.sex": typed.nik_ok & (female != (typed.sex_no == 1)),
        "nik.region": typed.nik_ok & typed.nik_elsewhere,
        "name.missing": (typed.name == "") & ~typed.is_pseudonym,
    }


def _judged(typed: Any, errors: Mapping[str, Any], warnings: Mapping[str, Any]) -> Any:
    judged = typed.mutate(errors=_mask(errors, ERROR_BITS), warnings=_mask(warnings, WARNING_BITS))
    made = token_column(judged.nik, judged.inner_pad, judged.outer_pad)
    token = ibis.ifelse(judged.is_pseudonym, judged.nik.left(TOKEN), made)
    return judged.mutate(token=ibis.ifelse(judged.errors == 0, token, ibis.null("string")))


def _mask(conditions: Mapping[str, Any], bits: Mapping[str, int]) -> Any:
    total = ibis.literal(0, type="int64")
    for code, condition in conditions.items():
        bit = ibis.literal(1 << bits[code], type="int64")
        total = total + ibis.ifelse(condition, bit, ibis.literal(0, type="int64"))  # null is not true
    return total


def _month(text: Any) -> Any:
    good = text.re_search(_MONTH)
    number = text.left(4).try_cast("int32") * 12 + text.right(2).try_cast("int32") - 1
    return ibis.ifelse(good, number, ibis.null("int32")).cast("int32")


def _date(text: Any) -> Any:
    return ibis.ifelse(text.re_search(_DATE), text.try_cast("date"), ibis.null("date"))


def _month_of(text: Any) -> Any:
    day = _date(text)
    return (day.year().cast("int32") * 12 + day.month() - 1).cast("int32")


def _day(text: Any) -> Any:
    return _date(text).delta(ibis.date(1970, 1, 1), unit="day").cast("int32")


def _whole(text: Any) -> Any:
    good = text.re_search(r"^-?[0-9]{1,12}$")
    return ibis.ifelse(good, text.try_cast("int64"), ibis.null("int64"))


def _code(text: Any, pattern: str) -> Any:
    return ibis.ifelse(text.re_search(pattern), text.replace(".", "").try_cast("int64"), ibis.null("int64"))


def _place(text: Any, words: tuple[str, ...], more: Mapping[str, str] | None = None) -> Any:
    pairs = [(word, place) for place, word in enumerate(words)]
    pairs += [(said, words.index(word)) for said, word in (more or {}).items()]
    return text.lower().cases(*pairs, else_=-1).cast("int8")


def _bits(text: Any) -> Any:
    joined = ibis.literal("+") + text + "+"
    total = ibis.literal(0, type="int8")
    for place, word in enumerate(PROGRAMMES):
        total = total + ibis.ifelse(joined.contains(f"+{word}+"), 1 << place, 0)
    return total.cast("int8")


def _not_of_segment(typed: Any) -> Any:
    beyond_bpu = (1 << PROGRAMMES.index("JP")) | (1 << PROGRAMMES.index("JKP"))
    beyond_jakon = beyond_bpu | (1 << PROGRAMMES.index("JHT"))
    segment, bits = typed.segment_no, typed.programme_bits.cast("int32")
    return ((segment == SEGMENTS.index("bpu")) & ((bits & beyond_bpu) != 0)) | (
        (segment == SEGMENTS.index("jakon")) & ((bits & beyond_jakon) != 0)
    )
