"""Likeness: which records of a register are probably one person, found by Splink; only people confirm it.

found = find(records, new={7, 8}, limits=Limits())
for pair in found.pairs: ...  # weight in hundredths, and how name, birth date, sex and village agree

Everything happens in memory; nothing of a person is written to disk or to a log.  Splink and the engine are
loaded when first asked for.
"""

from paritrana.core.rolls.likeness.finding import Found, Limits, Pair, Record, find
from paritrana.core.rolls.likeness.levels import FIELDS, LEVELS, is_sure
from paritrana.core.rolls.likeness.names import plain_name

__all__ = ["FIELDS", "LEVELS", "Found", "Limits", "Pair", "Record", "find", "is_sure", "plain_name"]
