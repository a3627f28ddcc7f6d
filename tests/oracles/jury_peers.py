"""Run in .venv-oracles: what krippendorff, mirt and RaschPy say of marks given as JSON; answers JSON.

asked: {"peer": "krippendorff", "tables": [[[value or null, one row per juror], …], …]} or
{"peer": "mirt" | "raschpy", "marks": [[entrant, juror, item, mark], …], "top": highest mark}, indices from 0.
"""

import json
import sys
import time
import warnings

import numpy as np


def krippendorff(asked):
    """Return alpha of each table, interval and ordinal."""
    import krippendorff

    found = []
    for table in asked["tables"]:
        data = np.array([[np.nan if one is None else one for one in row] for row in table], float)
        found.append(
            [
                float(krippendorff.alpha(reliability_data=data, level_of_measurement=level))
                for level in ("interval", "ordinal")
            ]
        )
    return {"alpha": found}


def mirt(asked):
    """Return severities and merits by a rating-scale many-facet Rasch model, marginal likelihood."""
    from mirt.estimation.mfrm_mml import fit_mfrm
    from mirt.models.mfrm import Facet, PolytomousMFRM

    marks = asked["marks"]
    entrants, jurors, items = (1 + max(one[place] for one in marks) for place in range(3))
    rows = [[] for _ in range(entrants)]
    for entrant, juror, item, mark in marks:
        rows[entrant].append((juror, item, mark))
    wide = max(map(len, rows))
    table = np.zeros((3, entrants, wide), int)
    table[2] = -1
    for place, row in enumerate(rows):
        table[:, place, : len(row)] = np.array(row).T
    model = PolytomousMFRM(items, asked["top"] + 1, [Facet("juror", jurors)])
    start = time.process_time()
    found = fit_mfrm(model, table[2], {"juror": table[0]}, item_indices=table[1])
    used = time.process_time() - start
    return {
        "severity": np.asarray(found.facet_parameters["juror"]).tolist(),
        "merit": np.asarray(found.theta).tolist(),
        "cpu": used,
    }


def raschpy(asked):
    """Return severities and merits by a rating-scale many-facet Rasch model, RaschPy's pairwise method."""
    import pandas
    import raschpy

    marks = pandas.DataFrame(asked["marks"], columns=["entrant", "juror", "item", "mark"])
    frame = marks.pivot(index=["juror", "entrant"], columns="item", values="mark").astype(float)
    frame.columns = [f"i{one}" for one in frame.columns]
    frame.index = frame.index.set_levels([frame.index.levels[0].astype(str), frame.index.levels[1]])
    frame = frame.reindex(
        pandas.MultiIndex.from_product([frame.index.levels[0], frame.index.levels[1]])
    ).rename_axis(["Rater", "Person"])
    start = time.process_time()
    model = raschpy.MFRM(frame, max_score=asked["top"])
    model.calibrate_global()
    model.person_estimates_global()
    used = time.process_time() - start
    severity, merit = model.facet_effects_global, model.persons_global
    return {
        "severity": [float(severity.loc[one]) for one in sorted(severity.index, key=int)],
        "merit": [float(merit.loc[one]) for one in sorted(merit.index)],
        "cpu": used,
    }


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    question = json.load(sys.stdin)
    answer = {"krippendorff": krippendorff, "mirt": mirt, "raschpy": raschpy}[question["peer"]](question)
    json.dump(answer, sys.stdout)
