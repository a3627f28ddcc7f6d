"""One entry of a legend."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a legend: the class of its swatch (k1…k5, s1…s6, missing, suppressed) and its words."""

    name: str
    label: str
