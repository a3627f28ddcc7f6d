"""What village heads and councils are called, and where."""

import pytest

from paritrana.core.regions import Code, read_words
from paritrana.errors import DataFaults

HEAD = "prefix,kind,unit,head,council,status,source\n"
ROWS = (
    ",desa,desa,kepala desa,BPD,checked,law\n"
    "71,desa,desa,provincial,BPD,unchecked,\n"
    "71.07,desa,desa,hukum tua,BPD,checked,report\n"
)


def read(folder, rows):
    path = folder / "local_words.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    return read_words(path)


@pytest.mark.parametrize(
    ("code", "head", "checked"),
    [
        ("71.07.03.2006", "hukum tua", True),
        ("71.01.03.2006", "provincial", False),
        ("72.01.01.2001", "kepala desa", True),
    ],
)
def test_longest_prefix_wins(tmp_path, code, head, checked):
    words = read(tmp_path, ROWS).words_for(Code(code))

    assert (words.head, words.checked) == (head, checked)


@pytest.mark.parametrize("code", ["71.07.03", "71", "71.07.01.1001"])
def test_other_levels_and_kinds_have_no_words(tmp_path, code):
    assert read(tmp_path, ROWS).words_for(Code(code)) is None


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("71.7,desa,desa,x,,unchecked,\n", "region.bad_code"),
        ("71,kota,kota,x,,unchecked,\n", "kota is no kind of village"),
        ("71,desa,desa,x,,sure,\n", "neither checked nor unchecked"),
        ("71,desa,desa,,,unchecked,\n", "unit and head are needed"),
        ("71,desa,desa,x,,checked,\n", "a checked row names its source"),
        (",desa,desa,x,,unchecked,\n,desa,desa,x,,unchecked,\n", "has desa twice"),
        ("71,desa\n", "has not 7 columns"),
    ],
)
def test_faulty_row_is_told(tmp_path, row, told):
    with pytest.raises(DataFaults, match=told):
        read(tmp_path, row)
