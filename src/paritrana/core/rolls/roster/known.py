"""What only a register knows of a person, asked by token so that no NIK leaves the check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

MEMBER_ELSEWHERE, IN_REGISTER, DECEASED = "member_elsewhere", "in_register", "deceased"
CIVIL_SERVANT, MILITARY = "civil_servant", "military"
FACTS = {
    MEMBER_ELSEWHERE: "member.elsewhere",
    IN_REGISTER: "register.known",
    DECEASED: "person.deceased",
    CIVIL_SERVANT: "person.civil_servant",
    MILITARY: "person.military",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one person: words of `FACTS`, and the poverty decile where there is one."""

    words: frozenset[str] = frozenset()
    decile: int | None = None


type Lookup = Callable[[list[str]], Mapping[str, Facts]]


@dataclass(frozen=True, slots=True)
class Known:
    """A register to ask: the key of its tokens, and the function that answers for many tokens at once."""

    key: bytes = field(repr=False)
    lookup: Lookup

    @classmethod
    def of(
        cls, key: bytes, sets: Mapping[str, Iterable[str]], deciles: Mapping[str, int] | None = None
    ) -> Self:
        """Return what sets of tokens tell; the keys of `sets` are words of `FACTS`."""
        words: dict[str, set[str]] = {}
        for word, tokens in sets.items():
            if word not in FACTS:
                raise ValueError(word)
            for one in tokens:
                words.setdefault(one, set()).add(word)
        ranks = dict(deciles or {})
        told = {
            one: Facts(frozenset(words.get(one, ())), ranks.get(one)) for one in words.keys() | ranks.keys()
        }
        return cls(key, lambda tokens: {one: told[one] for one in tokens if one in told})
