"""What a plan is expected to gain: how well it orders entrants, with plain means and with the fair method.

Assumed, in spreads (standard deviations) of the entrants' true quality: a juror's severity has 0.43 (the size
found at NIPS 2014; N. Lawrence), a juror's taste for one entrant 0.5 (scoring reference 5.3).  A mark is
quality + severity + taste.  The fair estimate is the additive one with the ratio of the two variances known
(Henderson 1975; scoring reference 3.4), the plain one the mean of the panel.

Two answers: exact variances of the difference between two entrants from the plan's design matrix, and a
simulation over the plan that turns them into a Kendall tau and how often the best entrant comes first.  The
draws are counted out by Philox from a seed of the text given, and mapped to numbers by our own rule, so
that they are the same on every machine.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from paritrana.core.scoring.planning.model import Pair

SEVERITY, TASTE = 0.43, 0.5
ROUNDS = 4000
_MOST_MARKS = 8_000_000  # rounds are fewer where a plan is very large
_AT_ONCE = 1_000_000
_LAGS = 60

type Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Gain:
    """Of `rounds` simulated: how often the best came first, and the mean tau, plain and fair.

    variance_plain, variance_fair: the mean variance of the difference of two entrants' scores, in squared
    spreads of quality.
    """

    rounds: int
    first_plain: int
    first_fair: int
    tau_plain: float
    tau_fair: float
    variance_plain: float
    variance_fair: float

    @property
    def of_hundred(self) -> tuple[int, int]:
        """Return in how many of 100 cases the best entrant comes first, plain and fair, half up."""
        plain, fair = (
            (200 * count + self.rounds) // (2 * self.rounds) for count in (self.first_plain, self.first_fair)
        )
        return plain, fair


def gain(
    pairs: frozenset[Pair], *, severity: float = SEVERITY, taste: float = TASTE, seed: str = ""
) -> Gain | None:
    """Return the expected gain of one category's (juror, entrant) pairs; None with fewer than two entrants.

    severity 0 or more, taste above 0, in spreads of the entrants' quality.
    """
    design = _Design(sorted(pairs, key=lambda pair: (pair[1], pair[0])), severity, taste)
    if design.entrants < 2:
        return None
    plain, fair = design.variances()
    first, tau, rounds = np.zeros(2, np.int64), np.zeros(2), 0
    for quality, marks in _simulated(design, seed):
        means, corrected = design.estimates(marks)
        best = quality.argmax(axis=1)
        for place, estimate in enumerate((means, corrected)):
            first[place] += np.count_nonzero(estimate.argmax(axis=1) == best)
            tau[place] += _taus(quality, estimate)
        rounds += len(quality)
    return Gain(
        rounds, int(first[0]), int(first[1]), float(tau[0] / rounds), float(tau[1] / rounds), plain, fair
    )


class _Design:
    """Who marked whom as arrays: marks lie by entrant, then juror."""

    def __init__(self, pairs: list[Pair], severity: float, taste: float) -> None:
        jurors = {name: place for place, name in enumerate(sorted({juror for juror, _ in pairs}))}
        entrants = {name: place for place, name in enumerate(sorted({entrant for _, entrant in pairs}))}
        self.jurors, self.entrants, self.marks = len(jurors), len(entrants), len(pairs)
        self.juror = np.array([jurors[juror] for juror, _ in pairs], np.int64)
        self.entrant = np.array([entrants[entrant] for _, entrant in pairs], np.int64)
        self.severity, self.taste = severity, taste
        self.seen = np.zeros((self.entrants, self.jurors))
        self.seen[self.entrant, self.juror] = 1.0
        self.count = self.seen.sum(axis=1)
        shared = self.seen.T @ (self.seen / self.count[:, None])
        self.system = np.diag(self.seen.sum(axis=0)) - shared
        if severity > 0:
            self.system += np.eye(self.jurors) * (taste / severity) ** 2

    def variances(self) -> tuple[float, float]:
        """Return the mean variance of the difference of two entrants, plain and fair."""
        share = self.seen / self.count[:, None]
        own = self.taste**2 * float((1 / self.count).sum())
        plain = _mean_difference(own, share * self.severity, share * self.severity)
        if self.severity == 0:
            return plain, plain
        solved = np.linalg.solve(self.system, share.T).T
        return plain, _mean_difference(own, share * self.taste, solved * self.taste)

    def estimates(self, marks: Floats) -> tuple[Floats, Floats]:
        """Return plain means and fair estimates of marks of shape (rounds, marks)."""
        means = self._by_entrant(marks) / self.count
        if self.severity == 0:
            return means, means
        order = np.argsort(self.juror, kind="stable")
        starts = np.searchsorted(self.juror[order], np.arange(self.jurors))
        rest = np.add.reduceat((marks - means[:, self.entrant])[:, order], starts, axis=1)
        severity = np.linalg.solve(self.system, rest.T).T
        return means, self._by_entrant(marks - severity[:, self.juror]) / self.count

    def _by_entrant(self, marks: Floats) -> Floats:
        starts = np.searchsorted(self.entrant, np.arange(self.entrants))
        return np.asarray(np.add.reduceat(marks, starts, axis=1), np.float64)


def _mean_difference(own: float, left: Floats, right: Floats) -> float:
    """Return the mean over pairs of entrants of C_cc + C_dd - 2 C_cd, C = diag(own) + left @ right.T."""
    entrants = len(left)
    trace = own + float((left * right).sum())
    whole = own + float(left.sum(axis=0) @ right.sum(axis=0))
    return 2 * (entrants * trace - whole) / (entrants * (entrants - 1))


def _simulated(design: _Design, seed: str) -> Iterator[tuple[Floats, Floats]]:
    width = design.entrants + design.jurors + design.marks
    rounds = max(100, min(ROUNDS, _MOST_MARKS // width))
    chunk = max(1, min(rounds, _AT_ONCE // width))
    key = int.from_bytes(hashlib.sha256(b"paritrana-plan-gain/1\n" + seed.encode()).digest()[:16])
    stream = np.random.Philox(key=key)
    for start in range(0, rounds, chunk):
        drawn = _normals(stream, min(chunk, rounds - start), width)
        quality = drawn[:, : design.entrants]
        severity = drawn[:, design.entrants : design.entrants + design.jurors] * design.severity
        taste = drawn[:, design.entrants + design.jurors :] * design.taste
        yield quality, quality[:, design.entrant] + severity[:, design.juror] + taste


def _normals(stream: np.random.Philox, rows: int, columns: int) -> Floats:
    """Return draws near the normal, variance 1: twelve whole numbers of 16 bits summed (Irwin-Hall)."""
    words = stream.random_raw(rows * columns * 3).reshape(3, rows, columns)
    total = np.zeros((rows, columns), np.int64)
    for word in words:
        for shift in (0, 16, 32, 48):
            total += ((word >> np.uint64(shift)) & np.uint64(0xFFFF)).astype(np.int64)
    return (total - 6 * 65_535) / 65_536.0


def _taus(quality: Floats, estimate: Floats) -> float:
    """Return the sum over rounds of Kendall's tau; of many entrants, over evenly spaced distances."""
    entrants = quality.shape[1]
    lags = np.unique(np.linspace(1, entrants - 1, min(_LAGS, entrants - 1)).astype(int))
    agreement, pairs = 0.0, 0
    for lag in lags:
        true = np.sign(quality[:, lag:] - quality[:, :-lag])
        agreement += float((true * np.sign(estimate[:, lag:] - estimate[:, :-lag])).sum())
        pairs += entrants - int(lag)
    return agreement / pairs
