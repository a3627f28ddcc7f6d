"""Which cells of a table are hidden."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def hidden(cells: Sequence[Any], smallest: int) -> set[Any]:
    """Return the keys of the cells to hide."""
    return {one.key for one in cells if 0 < one.persons < smallest}
