"""What a fund asks of a worker, as data: ages, whom it excludes, poverty deciles, and lists of its own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from paritrana.core.regions import fold
from paritrana.core.rolls.codes import RowCode
from paritrana.core.rolls.roster.codes import BITS, CODES, MOST_CODES
from paritrana.core.rolls.roster.fields import BY_NAME
from paritrana.errors import BadInput

FORMAT = "paritrana-fund-rules/1"
EXCLUDABLE = ("civil_servant", "military")
_CODE = re.compile(r"fund\.[a-z][a-z0-9_]{0,39}")
_KEYS = {"format", "id", "youngest", "oldest", "upper_inclusive", "exclude", "deciles", "rule"}
_RULE_KEYS = {"code", "column", "one_of", "none_of", "severity", "en", "id"}


@dataclass(frozen=True, slots=True)
class FundRule:
    """One list of a fund: the folded texts a field must be among, or must not be among."""

    told: RowCode
    words: frozenset[str]
    among: bool

    def broken_by(self, text: str) -> bool:
        """Tell whether a cell breaks the rule."""
        return (fold(text) in self.words) != self.among


@dataclass(frozen=True, slots=True)
class Settings:
    """What a roster is checked against besides the rules for all.

    upper_inclusive: whether somebody aged exactly `oldest` may still register.  exclude: of `EXCLUDABLE`.
    deciles: those a person must be in, None where the fund does not ask.
    """

    youngest: int = 17
    oldest: int = 65
    upper_inclusive: bool = True
    exclude: frozenset[str] = frozenset()
    deciles: frozenset[int] | None = None
    rules: tuple[FundRule, ...] = ()

    def codes(self) -> tuple[RowCode, ...]:
        """Return every code a row can have, those of the fund last."""
        return (*CODES, *(one.told for one in self.rules))


def read_settings(path: Path) -> Settings:
    """Return the rules of a fund from a TOML file; raises BadInput (fund.rules) with the reason."""
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise BadInput("fund.rules", reason=error.strerror or "unreadable") from error
    except ValueError as error:
        raise BadInput("fund.rules", reason=str(error)[:80]) from error
    return settings_of(data)


def settings_of(data: Mapping[str, Any]) -> Settings:
    """Return the settings that plain data tell; raises BadInput (fund.rules) with the reason."""
    if data.get("format") != FORMAT:
        raise BadInput("fund.rules", reason=f'format is not "{FORMAT}"')
    if unknown := sorted(data.keys() - _KEYS):
        raise BadInput("fund.rules", reason=f"unknown key {unknown[0]}")
    youngest, oldest = data.get("youngest", 17), data.get("oldest", 65)
    deciles, exclude = data.get("deciles"), data.get("exclude", [])
    if not all(type(age) is int and 0 <= age <= 120 for age in (youngest, oldest)) or youngest > oldest:
        raise BadInput("fund.rules", reason="youngest and oldest are no ages")
    if type(data.get("upper_inclusive", True)) is not bool:
        raise BadInput("fund.rules", reason="upper_inclusive is neither true nor false")
    if not isinstance(exclude, list) or any(one not in EXCLUDABLE for one in exclude):
        raise BadInput("fund.rules", reason=f"exclude lists others than {', '.join(EXCLUDABLE)}")
    if deciles is not None and (
        not isinstance(deciles, list) or not all(type(one) is int and 1 <= one <= 10 for one in deciles)
    ):
        raise BadInput("fund.rules", reason="deciles are not whole numbers from 1 to 10")
    rules = tuple(_rule(one) for one in data.get("rule", []))
    if len({one.told.code for one in rules}) < len(rules) or len(CODES) + len(rules) > MOST_CODES:
        raise BadInput("fund.rules", reason="a code is there twice, or there are too many rules")
    return Settings(
        youngest,
        oldest,
        data.get("upper_inclusive", True),
        frozenset(exclude),
        None if deciles is None else frozenset(deciles),
        rules,
    )


def _rule(data: Mapping[str, Any]) -> FundRule:
    code, column = str(data.get("code", "")), str(data.get("column", ""))
    lists = [key for key in ("one_of", "none_of") if key in data]
    if unknown := sorted(data.keys() - _RULE_KEYS):
        raise BadInput("fund.rules", reason=f"unknown key {unknown[0]} in a rule")
    if not _CODE.fullmatch(code) or code in BITS:
        raise BadInput("fund.rules", reason="the code of a rule is not fund.… in lower case")
    if column not in BY_NAME or column in ("nik", "name"):
        raise BadInput("fund.rules", reason=f"{code} is about no field it may ask of")
    if len(lists) != 1 or data.get("severity", "hard") not in ("hard", "warning"):
        raise BadInput(
            "fund.rules", reason=f"{code} needs one of one_of, none_of, and severity hard or warning"
        )
    words = data[lists[0]]
    english, indonesian = (_sentences(code, data.get(language)) for language in ("en", "id"))
    if not isinstance(words, list) or not words or not all(isinstance(one, str) for one in words):
        raise BadInput("fund.rules", reason=f"{code} lists no texts")
    told = RowCode(code, column, data.get("severity", "hard") == "hard", english, indonesian)
    return FundRule(told, frozenset(fold(one) for one in words), lists[0] == "one_of")


def _sentences(code: str, given: Any) -> tuple[str, str]:
    if isinstance(given, list) and len(given) == 2 and all(isinstance(one, str) for one in given):
        return given[0], given[1]
    raise BadInput("fund.rules", reason=f"{code} needs en and id: sentence and cure")
