"""The canonical form: RFC 8785 on strings, whole numbers and booleans."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paritrana.core.rulebook.canonical import canonical, digest

TREES = st.recursive(
    st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def test_example_of_the_standard():
    given_tree = {
        "\u20ac": "Euro",
        "\r": "CR",
        "1": "One",
        "\U0001f600": "Smile",
        "\u0080": "C",
        "\ufb33": "D",
    }
    assert list(json.loads(canonical(given_tree))) == ["\r", "1", "\u0080", "\u20ac", "\U0001f600", "\ufb33"]
    assert canonical({"s": '\x0f\n"\\/\x7f\u2028'}) == '{"s":"\\u000f\\n\\"\\\\/\x7f\u2028"}'.encode()


@given(TREES)
def test_it_reads_back_and_is_its_own_form(tree: object):
    form = canonical(tree)
    assert json.loads(form) == tree
    assert canonical(json.loads(form)) == form


@pytest.mark.parametrize("value", [0.5, None, 2**53, -(2**53), {"a": [1.0]}])
def test_other_values_have_no_form(value: object):
    with pytest.raises(TypeError):
        canonical(value)


def test_digest():
    assert digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
