"""The tree of errors: statuses, facts, and faults gathered."""

import pickle

import pytest

from paritrana import errors
from paritrana.errors import BadInput, DataFaults, Fault, NotFound, NotPermitted, ParitranaError, RuleRefused

STATUSES = {
    ParitranaError: 500,
    BadInput: 422,
    DataFaults: 422,
    NotPermitted: 403,
    NotFound: 404,
    RuleRefused: 409,
}


def test_every_error_is_drawn_in_the_docstring_with_its_status():
    for kind, status in STATUSES.items():
        assert kind.status == status
        (line,) = [line for line in (errors.__doc__ or "").splitlines() if f" {kind.__name__} " in f"{line} "]
        assert str(status) in line


@pytest.mark.parametrize("kind", [ParitranaError, BadInput, NotPermitted, NotFound, RuleRefused])
def test_code_and_facts_survive_a_journey(kind: type[ParitranaError]):
    error = kind("quota.full", quota=8, code="regency-city")
    again = pickle.loads(pickle.dumps(error))
    assert (again.code, again.facts, type(again)) == (
        "quota.full",
        {"quota": 8, "code": "regency-city"},
        kind,
    )
    assert str(error) == "quota.full (quota=8, code=regency-city)"


def test_faults_are_told_one_a_line_and_in_both_languages():
    fault = Fault(
        3, "value.id", "X is not an id", "use a-z", "b.toml", indonesian=("X bukan id", "pakai a-z")
    )
    error = DataFaults([fault, Fault(1, "file.empty", "the file is empty")])
    assert str(error) == "b.toml:3: value.id: X is not an id; use a-z\n1: file.empty: the file is empty"
    assert fault.told("id") == ("X bukan id", "pakai a-z")
    assert fault.told("en") == ("X is not an id", "use a-z")
    assert error.faults[1].told("id") == ("the file is empty", "")
    assert pickle.loads(pickle.dumps(error)).faults == error.faults
