"""How sure fair values are: standard errors, redrawn worlds, and the same bytes whatever the threads."""

import os
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from tests.core.scoring.jury import made

from paritrana.core.scoring.jury import fair_panels, redraw
from paritrana.core.scoring.jury.observed import observe
from paritrana.core.scoring.jury.redraws import redraw_of


def covariance(found):
    """Return the covariance of θ that the parts of a redraw tell, cells × cells."""
    spread = found.mixing @ found.factor
    return np.diag(found.own**2) + spread @ spread.T


def test_the_errors_are_those_of_the_parts_and_the_values_those_of_the_fair_panels():
    rules = made.category()
    scores = made.scored(rules, made.random_marks(4, rules, entrants=12, jurors=6, severity=10))
    found = redraw(rules, scores)
    assert np.sqrt(np.diag(covariance(found))) == pytest.approx(found.error, rel=1e-9)
    fair = fair_panels(rules, scores)
    assert [float(one) for one in fair.panels.values()] == pytest.approx(found.theta, abs=1e-6)


def test_covariance_is_that_of_the_bordered_equations():
    """Invert the equations of cells and jurors together: the corner of the cells gives that of gaps."""
    rules = made.category()
    scores = made.scored(rules, made.random_marks(4, rules, entrants=12, jurors=6, severity=10))
    seen = observe(rules, scores)
    found = redraw_of(seen)
    lam = float(fair_panels(rules, scores).lam)
    design = np.zeros((seen.size, 18))
    design[np.arange(seen.size), seen.cell] = 1
    design[np.arange(seen.size), 12 + seen.juror] = 1
    whole = design.T @ design + np.diag([0.0] * 12 + [lam] * 6)
    wanted = found.sigma**2 * np.linalg.inv(whole)[:12, :12]
    gaps = np.eye(12)[1:] - np.eye(12)[:-1]
    assert gaps @ covariance(found) @ gaps.T == pytest.approx(gaps @ wanted @ gaps.T, abs=1e-12)


EVEN = "A J1 60, J2 70\nB J1 70, J2 60\nC J1 55, J2 65\nD J1 65, J2 55"


def test_the_noise_of_severities_is_their_scatter():
    """Marks made again and again about the same merits: found severities scatter by about the noise told."""
    rules = made.category()
    found, told = [], []
    for seed in range(60):
        marks = made.random_marks(9, rules, entrants=15, jurors=5, severity=10, tastes=seed)
        scores = made.scored(rules, marks)
        found.append([float(one.points) for one in fair_panels(rules, scores).severity.values()])
        told.append([100 * float(one) for one in redraw(rules, scores).noise().values()])
    assert np.std(found, axis=0).mean() == pytest.approx(np.mean(told), rel=0.2)


def test_logit_noise_is_told_in_shares():
    rules = made.category(top=20)
    marks = made.random_marks(
        3, rules, entrants=15, jurors=5, severity=5, move=lambda juror, mark: mark / 3.2
    )
    found = redraw(rules, made.scored(rules, marks))
    assert found.way.link == "logit"
    assert all(0 < one < Fraction(1, 5) for one in found.noise().values())


@pytest.mark.parametrize("link", ["additive", "logit"])
@pytest.mark.parametrize("robust", [False, True])
def test_exact_noise_is_that_of_the_floats(link: str, robust: bool):
    rules = made.category(top=20 if link == "logit" else 100)
    scale = 3.2 if link == "logit" else 1
    marks = made.random_marks(
        3, rules, entrants=20, jurors=6, severity=16 / scale, move=lambda juror, mark: mark / scale
    )
    if robust:
        marks[next(iter(marks))] = {"interview-0": 0}
    scores = made.scored(rules, marks)
    fair = fair_panels(rules, scores)
    found = redraw(rules, scores, fair)
    assert (fair.link, bool(fair.huber)) == (link, robust)
    assert [float(one) for one in found.noise().values()] == pytest.approx(found.errors(), abs=2e-6)
    assert found.theta == pytest.approx(redraw(rules, scores).theta)


def test_redrawing_takes_the_strictness_of_the_fair_view_it_is_given():
    rules = made.category()
    scores = made.scored(rules, made.random_marks(4, rules, entrants=12, jurors=6, severity=10))
    fair = fair_panels(rules, scores)
    surer = redraw(rules, scores, replace(fair, lam="900"))
    noise, less = redraw(rules, scores, fair).noise(), surer.noise()
    assert all(less[juror] < noise[juror] for juror in noise)
    assert [float(one) for one in less.values()] == pytest.approx(surer.errors(), abs=2e-6)


def test_many_jurors_have_the_noise_of_the_floats_in_millionths():
    rules = made.category()
    marks = made.random_marks(1, rules, entrants=90, jurors=61, each=6, severity=8)
    found = redraw(rules, made.scored(rules, marks))
    noise = found.noise().values()
    assert [float(one) for one in noise] == pytest.approx(found.errors(), abs=1e-6)
    assert all((one * 10**6).denominator == 1 for one in noise)


def test_no_severity_leaves_the_error_of_a_mean():
    rules = made.category()
    scores = made.scored(
        rules, made.one_mark("A J1 60, J2 70\nB J1 70, J2 60\nC J1 55, J2 65\nD J1 65, J2 55")
    )
    found = redraw(rules, scores)
    assert found.error == pytest.approx([(0.005 / 2) ** 0.5] * 4)
    assert not found.factor.any()


def test_without_any_overlap_there_is_nothing_to_measure():
    rules = made.category()
    assert redraw(rules, made.scored(rules, made.one_mark("A J1 60\nB J2 70"))) is None


SCRIPT = """
from tests.core.scoring.jury import made
from paritrana.core.scoring.jury import fair_panels, redraw, severity_csv
rules = made.category("papers", "interview", rubrics=4, top=20)
for seed in range(3):
    marks = made.random_marks(seed, rules, entrants=90, jurors=70, each=6, severity=2)
    fair = fair_panels(rules, made.scored(rules, marks))
    print(redraw(rules, made.scored(rules, marks), fair).noise())
    print(severity_csv({"c": fair}), fair.lam, fair.gates, sorted(fair.panels.items()))
"""


def test_one_thread_or_two_give_the_same_bytes():
    told = []
    for threads in ("1", "2"):
        env = {**os.environ, "OPENBLAS_NUM_THREADS": threads, "PYTHONPATH": os.pathsep.join(sys.path)}
        run = subprocess.run([sys.executable, "-c", SCRIPT], env=env, capture_output=True, check=True)
        told.append(run.stdout)
    assert told[0] == told[1]
    assert b"severity" in told[0]
