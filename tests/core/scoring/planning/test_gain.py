"""The expected gain: exact variances against plain linear algebra, and what the simulation makes of them."""

import numpy as np
import pytest

from paritrana.core.scoring.planning.gain import gain

ROTATED = frozenset(
    (f"J{(3 * entrant + step) % 7}", f"E{entrant}") for entrant in range(9) for step in range(3)
)
APART = frozenset((f"J{entrant // 4 * 3 + step}", f"E{entrant}") for entrant in range(8) for step in range(3))


def full_variances(pairs, severity, taste) -> tuple[float, float]:
    """Mean variance of differences by generalised least squares over all marks at once."""
    marks = sorted(pairs)
    jurors, entrants = (sorted({pair[place] for pair in marks}) for place in (0, 1))
    of_entrant = np.array([[entrant == own for own in entrants] for _, entrant in marks], float)
    of_juror = np.array([[juror == own for own in jurors] for juror, _ in marks], float)
    spread = severity**2 * of_juror @ of_juror.T + taste**2 * np.eye(len(marks))
    fair = np.linalg.inv(of_entrant.T @ np.linalg.inv(spread) @ of_entrant)
    mean = np.linalg.pinv(of_entrant)
    return tuple(
        float(
            np.mean(
                [
                    covered[a, a] + covered[b, b] - 2 * covered[a, b]
                    for a in range(len(entrants))
                    for b in range(len(entrants))
                    if a != b
                ]
            )
        )
        for covered in (mean @ spread @ mean.T, fair)
    )


@pytest.mark.parametrize("pairs", [ROTATED, APART, ROTATED - {("J0", "E0")}])
def test_variances_are_those_of_generalised_least_squares(pairs):
    found = gain(pairs, severity=0.43, taste=0.5)
    assert (found.variance_plain, found.variance_fair) == pytest.approx(full_variances(pairs, 0.43, 0.5))


def test_linked_panels_gain_and_panels_apart_do_not():
    linked, apart = gain(ROTATED, severity=1.0), gain(APART, severity=1.0)
    assert linked.first_fair > linked.first_plain + linked.rounds * 0.05
    assert linked.tau_fair > linked.tau_plain + 0.05
    assert apart.tau_fair == pytest.approx(apart.tau_plain, abs=1e-6)


def test_without_severity_there_is_nothing_to_gain():
    found = gain(ROTATED, severity=0.0)
    assert found.first_fair == found.first_plain
    assert found.variance_fair == found.variance_plain == pytest.approx(0.5**2 * 2 / 3)


def test_one_entrant_has_nothing_to_compare():
    assert gain(frozenset({("J1", "E1"), ("J2", "E1")})) is None
    assert gain(frozenset()) is None


def test_the_seed_decides_the_draws():
    assert gain(ROTATED, seed="a") == gain(ROTATED, seed="a")
    assert gain(ROTATED, seed="a") != gain(ROTATED, seed="b")
