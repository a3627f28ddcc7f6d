"""Numbers of workers, delivered or given beside a question: one value for region, segment and vintage."""

import pytest
from tests.core.coverage.lakes import AS_OF, months, regions, take, write

from paritrana.apps.coverage.rules.denominators import read_denominators
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
        "71.07,,2023,0,,x\n",
        "ID,,2023,0,,x\n",
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


def test_nobody_may_work_in_one_segment_or_one_village_and_the_row_is_doubted(tmp_path):
    file = tmp_path / "d.csv"
    file.write_text(f"{HEAD}71.07,pmi,2023,0,,x\n71.07.01.1004,all,2023,0,,x\n71.07,all,2023,0,,x\n")
    receipt = receive(
        [file], schema="denominator", lake=tmp_path / "lake", as_of=AS_OF, regions=regions()
    ).files[0]
    assert (receipt.accepted, receipt.warned) == (2, 2)
    assert receipt.by_code == {"denominator.none": 2, "denominator.zero": 1}


ROWS = [
    ("71.07,,2023,5,2.5,x", []),
    (" 7107 ,all,2023-08,5,100,x", []),
    ("0,,2023,5,,x", []),
    ("71.07,pmi,2023,0,,x", []),
    ("71.07,,2023,0,,x", ["denominator.zero"]),
    ("71.07,petani,2023,5,,x", ["segment.unknown"]),
    ("71.07,,2023,5.5,,x", ["count.shape"]),
    ("71.07,,2023,-5,,x", ["count.shape"]),
    ("71.07,,Agustus,5,,x", ["vintage.shape"]),
    ("71.07,,2023,5,100.5,x", ["rse.shape"]),
    ("7X.07,,2023,5,,x", ["region.unknown"]),
]


@pytest.mark.parametrize(("row", "told"), ROWS)
def test_a_row_is_read_alike_delivered_to_a_lake_beside_a_question_and_to_the_site(tmp_path, row, told):
    file = tmp_path / "d.csv"
    file.write_text(f"{HEAD}{row}\n")
    receive([file], schema="denominator", lake=tmp_path / "lake", as_of=AS_OF, regions=regions())
    found = [codes_of(one["errors"])[0].code for one in rejected(tmp_path / "lake", 1).to_pylist()]
    assert found == told
    for read in (lambda: of_file(file), lambda: read_denominators(file.read_bytes(), name=file.name)):
        if not told:
            assert read()
            continue
        with pytest.raises(DataFaults) as refused:
            read()
        assert [one.line for one in refused.value.faults] == [2]


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
