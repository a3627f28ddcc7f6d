"""The order of shares of workers, and which of them the survey below them cannot tell apart."""

from collections.abc import Sequence
from fractions import Fraction

from paritrana.core.units import Estimate, Rate, tie_groups, tied_places

Share = Fraction | None


def ranks(listed: Sequence[tuple[str, Share]]) -> dict[str, int]:
    """Return the rank of each code that has a share: the highest first, equals share one (1-2-2-4)."""
    first: dict[Fraction, int] = {}
    for place, value in enumerate(sorted((one for _, one in listed if one is not None), reverse=True), 1):
        first.setdefault(value, place)
    return {code: first[value] for code, value in listed if value is not None}


def tied_codes(listed: Sequence[tuple[str, Share, str]]) -> dict[str, list[str]]:
    """Return, by code, the codes whose share cannot be told from it, the nearest first.

    listed: code, share, and relative standard error in percent; whoever has no share or no error has no ties.
    """
    known = [(code, share, rse) for code, share, rse in listed if share is not None and rse]
    estimates = [Estimate(Rate(*share.as_integer_ratio()), Fraction(rse) / 100) for _, share, rse in known]
    return {
        known[place][0]: [known[other][0] for other in others]
        for place, others in enumerate(tied_places(estimates))
    }


def tied_ranks(listed: Sequence[tuple[int, Share, str]]) -> list[str]:
    """Return the groups of ranks that the survey cannot tell apart, each as ranges: 1–4.

    Every group begins at the highest share that is in none yet (`core.units.tie_groups`).
    """
    known = [(rank, share, rse) for rank, share, rse in listed if share is not None and rse]
    estimates = [Estimate(Rate(*share.as_integer_ratio()), Fraction(rse) / 100) for _, share, rse in known]
    groups: dict[int, list[int]] = {}
    for (rank, _, _), group in zip(known, tie_groups(estimates), strict=True):
        groups.setdefault(group, []).append(rank)
    return [spans(found) for _, found in sorted(groups.items()) if len(set(found)) > 1]


def spans(numbers: Sequence[int]) -> str:
    """Return ranks as ranges: 1–4, 7."""
    found: list[list[int]] = []
    for one in sorted(set(numbers)):
        if found and one == found[-1][1] + 1:
            found[-1][1] = one
        else:
            found.append([one, one])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in found)
