"""Run in .venv-oracles: ranks of scikit-criteria and pymcdm for tables given as JSON; answers JSON.

asked: [{"points": [[number, …], …], "weights": [number, …]}, …]; answered for each: {"sum": {peer: ranks},
"product": {peer: ranks}}, rank 1 the best, equals as the peer has them.
"""

import json
import sys

import numpy as np
from pymcdm.helpers import rrankdata
from pymcdm.methods import WPM, WSM
from skcriteria import mkdm

try:
    from skcriteria.agg.simple import WeightedProductModel, WeightedSumModel
except ImportError:
    from skcriteria.madm.simple import WeightedProductModel, WeightedSumModel


def plain(column, cost):
    """Return a column as it is: its points need no scale."""
    return column


def ranks(points, weights):
    """Return what both peers say of one table."""
    up = np.ones(points.shape[1])
    made = mkdm(points, up.astype(int).tolist(), weights=weights)
    return {
        "sum": {
            "scikit-criteria": WeightedSumModel().evaluate(made).rank_.tolist(),
            "pymcdm": rrankdata(WSM(plain)(points, weights, up)).tolist(),
        },
        "product": {
            "scikit-criteria": WeightedProductModel().evaluate(made).rank_.tolist(),
            "pymcdm": rrankdata(WPM(plain)(points, weights, up)).tolist(),
        },
    }


asked = json.load(sys.stdin)
told = [ranks(np.array(one["points"], float), np.array(one["weights"])) for one in asked]
sys.stdout.write(json.dumps(told) + "\n")
