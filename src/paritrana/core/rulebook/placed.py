"""Tables of a rulebook with the paths where they stand, and what is asked of several at once."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from paritrana.core.rulebook.shapes import Findings
from paritrana.core.units.lines import Path

type LineOf = Callable[[Path], int]
type Placed = tuple[Path, dict[str, Any]]


def tables(value: object, path: Path) -> Iterator[Placed]:
    """Yield the tables of a list, each with its path; what is no table was told already."""
    for index, one in enumerate(value if isinstance(value, list) else []):
        if isinstance(one, dict):
            yield (*path, index), one


def repeated(found: Findings, placed: Iterable[Placed], thing: tuple[str, str], line_of: LineOf) -> None:
    """Note every id that was used before; thing: what it is in English and Indonesian."""
    seen: dict[str, Path] = {}
    for path, one in placed:
        known = one.get("id")
        if not isinstance(known, str):
            continue
        if known in seen:
            first = line_of((*seen[known], "id"))
            found.add(
                (*path, "id"), "id.repeated", value=known, first=first, thing=thing[0], thing_id=thing[1]
            )
        seen.setdefault(known, path)


def within(value: object, most: int) -> bool:
    """Say whether a value is a whole number from 1 to most."""
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most


def weights(found: Findings, path: Path, placed: list[Placed], *, place: str, place_id: str) -> None:
    """Note when the weights do not sum to 10,000; silent where one of them is no weight."""
    given: list[Any] = [one.get("weight_bp") for _, one in placed]
    if not given or not all(within(one, 10_000) for one in given):
        return
    total = sum(given)
    if total != 10_000:
        gap = f"{10_000 - total:+d}"
        found.add(path, "weights.sum", place=place, place_id=place_id, total=total, gap=gap)
