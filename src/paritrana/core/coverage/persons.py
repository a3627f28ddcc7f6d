"""What is known of each person without a name: birth month, sex, first month, and whether the age was right.

The age of 17 to 65 is tested at registration, which is the first month a roll knows; later months are not
tested again.  Of two deliveries that disagree about a birth month the later one is believed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ibis

from paritrana.core.programmes.ages import YOUNGEST


def told(parts: Sequence[Any]) -> Any:
    """Return what deliveries, and the table so far, say of persons: ``person, birth, sex, first, said``."""
    kinds = {"person": "int64", "birth": "int32", "sex": "int32", "first": "int32", "said": "int32"}
    tables = [part.select(**{name: part[name].cast(kind) for name, kind in kinds.items()}) for part in parts]
    return ibis.union(*tables) if len(tables) > 1 else tables[0]


def merged(parts: Any, *, oldest: int) -> Any:
    """Return one row per person from rows of ``person, birth, sex, first, said`` (the delivery's number).

    `adult` is whether the age at the first month was 17 to `oldest`.
    """
    parts = parts.mutate(
        told=(parts.said.cast("int64") * (1 << 20) + parts.birth * 2 + parts.sex).cast("int64")
    )
    grouped = parts.group_by("person").agg(told=parts.told.max(), first=parts["first"].min())
    birth = ((grouped.told & ((1 << 20) - 1)) >> 1).cast("int32")
    years = ((grouped["first"] - birth) / 12).floor().cast("int32")
    return grouped.select(
        "person",
        birth=birth,
        sex=(grouped.told & 1).cast("int8"),
        first=grouped["first"].cast("int32"),
        said=(grouped.told >> 20).cast("int32"),
        adult=((years >= YOUNGEST) & (years <= oldest)).fill_null(False),
    )
