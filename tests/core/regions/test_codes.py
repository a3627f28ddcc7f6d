"""What a code alone tells."""

import pytest

from paritrana.core.regions import Code, Kind, Level
from paritrana.errors import BadInput


@pytest.mark.parametrize(
    ("text", "level", "kind", "parent"),
    [
        ("71", Level.PROVINCE, Kind.PROVINSI, None),
        ("71.07", Level.REGENCY, Kind.KABUPATEN, "71"),
        ("71.69", Level.REGENCY, Kind.KABUPATEN, "71"),
        ("71.71", Level.REGENCY, Kind.KOTA, "71"),
        ("71.07.01", Level.DISTRICT, Kind.KECAMATAN, "71.07"),
        ("82.71.01", Level.DISTRICT, Kind.KECAMATAN, "82.71"),
        ("91.06.01", Level.DISTRICT, Kind.DISTRIK, "91.06"),
        ("96.71.10", Level.DISTRICT, Kind.DISTRIK, "96.71"),
        ("71.07.01.1001", Level.VILLAGE, Kind.KELURAHAN, "71.07.01"),
        ("71.07.03.2006", Level.VILLAGE, Kind.DESA, "71.07.03"),
        ("91.03.01.3007", Level.VILLAGE, Kind.DESA_ADAT, "91.03.01"),
    ],
)
def test_code_tells_level_kind_and_parent(text, level, kind, parent):
    code = Code(text)

    assert (code.level, code.kind, code.parent) == (level, kind, parent)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "7",
        "717",
        "71.",
        "71.7",
        "71.07.1",
        "71.07.01.001",
        "71.07.01.4001",
        "07.01",
        "71-07",
        "71.07\n",
        "٧١",
    ],
)
def test_malformed_code_is_refused_with_what_was_given(text):
    with pytest.raises(BadInput) as refused:
        Code(text)

    assert refused.value.code == "region.bad_code"
    assert refused.value.facts == {"given": text}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (" 71.07 ", "71.07"),
        ("7107", "71.07"),
        ("710701", "71.07.01"),
        ("7107032006", "71.07.03.2006"),
        ("71", "71"),
    ],
)
def test_code_without_dots_is_understood(typed, code):
    assert Code.parse(typed) == code


def test_code_is_a_text_with_its_ancestors():
    code = Code("71.07.03.2006")

    assert isinstance(code, str)
    assert code.path == ("71", "71.07", "71.07.03", "71.07.03.2006")
    assert (code.province, code.regency, code.at(Level.DISTRICT)) == ("71", "71.07", "71.07.03")
    assert Code("71").regency is None


def test_holds_compares_whole_parts():
    assert Code("71.07").holds("71.07.03.2006")
    assert Code("71.07").holds("71.07")
    assert not Code("71.07").holds("71.71")
    assert not Code("71").holds("72.01")
