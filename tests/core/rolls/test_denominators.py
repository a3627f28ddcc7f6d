"""Numbers of workers, delivered or given beside a question: one value for region, segment and vintage."""

import pytest
from tests.core.coverage.lakes import AS_OF, months, regions, take, write

from paritrana.core.coverage.denominators import of_file
from paritrana.core.rolls import codes_of, receive, rejected
from paritrana.errors import DataFaults

HEAD = "region_code,segment,vintage,value,rse,source\n"


@pytest.mark.parametrize(
    "rows",
    [
        "71.07,,2023,5,,x\n7107,all,2023,6,,x\n",
        "ID,,2023,5,,x\n0,,2023,6,,x\n",
        "71.07,,2023xyz,5,,x\n",
        "71.07,,2023-13,5,,x\n",
        "71.07,,2023,5.5,,x\n",
        "71.07,,2023,5,101,x\n",
        "71.07,,2023,99999999999999999999,,x\n",
    ],
)
def test_a_file_that_leaves_a_choice_is_refused(tmp_path, rows):
    file = tmp_path / "d.csv"
    file.write_text(HEAD + rows)
    with pytest.raises(DataFaults):
        of_file(file)


def test_a_delivered_row_that_contradicts_an_earlier_one_is_rejected(tmp_path):
    file = tmp_path / "d.csv"
    file.write_text(HEAD + "71.07,,2023,5,,x\n7107,all,2023,5,,x\n71.07,,2023,6,,x\n71.07,,2024,6,,x\n")
    lake = tmp_path / "lake"
    receive([file], schema="denominator", lake=lake, as_of=AS_OF, regions=regions())
    told = [(one["row"], codes_of(one["errors"])[0].code) for one in rejected(lake, 1).to_pylist()]
    assert told == [(3, "row.duplicate"), (4, "denominator.twice")]


@pytest.mark.parametrize("row", ["x,71.07.01.1005,2024-01-01,1", "71.07.01.1004,71.07.01.1005,2024-13-01,1"])
def test_successions_that_cannot_be_read_are_told_by_line(tmp_path, row):
    lake = take(tmp_path, months(1, 1))
    roll, links = write(tmp_path / "b.csv", months(2, 1)), tmp_path / "links.csv"
    links.write_text(f"old,new,since,share,decree\n{row},decree\n")
    with pytest.raises(DataFaults) as refused:
        receive(
            [roll], schema="contribution", lake=lake, key=b"a key only for these tests", successions=links
        )
    assert [(one.line, one.code) for one in refused.value.faults] == [(2, "successions.row")]
