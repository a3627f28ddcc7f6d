"""A region table cut down to some provinces, so that a test loads in a moment."""

from functools import cache
from pathlib import Path

from paritrana.core.regions import Region, read_table, write_text

SHIPPED = Path(__file__).parents[3] / "samples" / "regions"


@cache
def shipped_regions() -> tuple[Region, ...]:
    return tuple(read_table(SHIPPED / "regions.csv.xz").regions.values())


def cut_table(folder: Path, *prefixes: str) -> Path:
    """Write the table of everything on the way to, at and below the given codes, with the local words."""
    kept = [
        region
        for region in shipped_regions()
        if any(
            f"{region.code}.".startswith(f"{p}.") or f"{p}.".startswith(f"{region.code}.") for p in prefixes
        )
    ]
    path = folder / "regions.csv"
    path.write_text(write_text(kept), encoding="utf-8")
    words = (SHIPPED / "local_words.csv").read_text(encoding="utf-8")
    (folder / "local_words.csv").write_text(words, encoding="utf-8")
    return path
