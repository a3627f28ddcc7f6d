"""Chance that is the same on every machine: words of SHAKE-256 by counter, made whole numbers by own rules.

Draw number `n` of a stream is SHAKE-256(seed, name of the stream, a zero byte, `n` as 8 bytes, big end
first), read as 32-bit words, big end first.  So each draw can be had alone, in any order, by anyone with a
standard library.  The seed is the SHA-256 of four lines: the format, the hash of the rulebook, the hash of
the data and a public value that nobody chose.  NumPy's own streams are promised for one build only (NEP 19).
"""

import hashlib
from dataclasses import dataclass

import numpy as np

from paritrana.core.ranking.robustness.weights import FINENESS, Integers

FORMAT = "paritrana-robustness/1"
WORD = 2**32
HALF = 2**31
BELL_HALVES = 12
BELL_ONE = 2**16


@dataclass(frozen=True, slots=True)
class SeedParts:
    """What the seed is made of: two hashes as hexadecimal text, and the public value ("" without one)."""

    rulebook_hash: str
    data_hash: str
    public: str = ""

    @property
    def seed(self) -> bytes:
        """Return the 32 bytes of the seed."""
        lines = "\n".join((FORMAT, self.rulebook_hash, self.data_hash, self.public))
        return hashlib.sha256(lines.encode()).digest()


def words(seed: bytes, stream: str, first: int, count: int, width: int) -> Integers:
    """Return `count` draws from number `first` on, each of `width` words of 0 to 2^32 - 1."""
    if not width:
        return np.zeros((count, 0), dtype=np.int64)
    begun = hashlib.shake_256(seed + stream.encode() + b"\0")
    given = []
    for number in range(first, first + count):
        one = begun.copy()
        one.update(number.to_bytes(8, "big"))
        given.append(one.digest(4 * width))
    return np.frombuffer(b"".join(given), dtype=">u4").reshape(count, width).astype(np.int64)


def moved(parts: Integers, given: Integers) -> Integers:
    """Return weights times 0.75 to 1.25, in 64ths of a part, rounded down.

    parts: at most 2^27 each, (criteria,) or (draws, criteria); given: words.  The factor is
    3/4 + word / 2^33, so a weight becomes parts * (3 * 2^31 + word) / 2^27 sixty-fourths.
    """
    return (parts * (3 * HALF + given)) >> (33 - FINENESS.bit_length() + 1)


def within_a_tenth(parts: Integers, given: Integers) -> Integers:
    """Return weights times 0.9 to 1.1, in 64ths of a part, rounded down: 9/10 + word / (5 * 2^32)."""
    return (parts * (9 * HALF + given)) // (10 * HALF // FINENESS)


def picked(given: Integers, choices: int) -> Integers:
    """Return a choice for each word: 0, the official one, for half of them, the others for equal shares."""
    if choices < 2:
        return np.zeros_like(given)
    others = ((given - HALF) * (choices - 1)) // HALF
    return np.where(given < HALF, 0, 1 + others)


def bells(seed: bytes, stream: str, first: int, count: int, width: int) -> Integers:
    """Return near-normal numbers of mean 0 and deviation 2^16: twelve 16-bit halves less their mean.

    The sum of twelve uniform numbers has variance one and never leaves six deviations (Irwin and Hall 1927).
    """
    given = words(seed, stream, first, count, width * BELL_HALVES // 2)
    halves = (given >> 16) + (given & 0xFFFF)
    return halves.reshape(count, width, BELL_HALVES // 2).sum(axis=2) - BELL_HALVES // 2 * (BELL_ONE - 1)
