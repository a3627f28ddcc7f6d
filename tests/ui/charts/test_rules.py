"""What charts decide: classes, layouts, ranks, people missing; and what they refuse."""

import lzma
import re
from fractions import Fraction
from itertools import pairwise

import pytest
from django.utils import translation
from tests.ui.charts import made

from paritrana.core.regions import PROVINCES, Code, Level, read_table
from paritrana.core.units import Rate
from paritrana.ui import charts
from paritrana.ui.charts import Part, RegionRate, Stack, Target
from paritrana.ui.charts.layout import PROVINCE_TILES, REGENCY_COLUMNS, regency_places, short_name
from paritrana.ui.charts.scale import COLOURS, Scale
from paritrana.ui.charts.stacks import missing_people
from paritrana.ui.charts.swatches import SERIES


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    with translation.override("en"):
        yield


def rate(code, part, whole=100):
    return RegionRate(code=code, name=code, rate=Rate(part, whole))


def luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_classes_are_told_apart_in_grey():
    lights = [luminance(colour) for colour in COLOURS.values()]
    assert all((above + 0.05) / (below + 0.05) > 1.4 for above, below in pairwise(lights))


def test_words_on_every_class_have_contrast():
    from paritrana.ui.charts import svg
    from paritrana.ui.charts.scale import DARK

    for name, colour in COLOURS.items():
        word = luminance(svg.PAPER if name in DARK else svg.INK)
        high, low = max(word, luminance(colour)), min(word, luminance(colour))
        assert (high + 0.05) / (low + 0.05) >= 4.5, name


def test_lines_and_segments_stand_out_from_paper():
    assert all(1.05 / (luminance(colour) + 0.05) >= 3 for colour in SERIES.values())
    assert len(set(SERIES.values()) | set(COLOURS.values())) == len(SERIES) + len(COLOURS) - 1


def test_a_share_on_a_break_is_above_it_exactly():
    scale = Scale()
    assert [
        scale.name_of(Fraction(*pair)) for pair in ((0, 1), (199_999, 1_000_000), (1, 5), (4, 5), (3, 2))
    ] == [
        "k1",
        "k1",
        "k2",
        "k5",
        "k5",
    ]


def test_breaks_are_stated_in_legend_and_note():
    figure = charts.tile_grid([], title="x", breaks=(Fraction(1, 3), Fraction(1, 2)))
    assert [key.label for key in figure.legend[:3]] == ["below 33.3%", "33.3% to below 50%", "50% or more"]
    assert "Class breaks: 33.3%; 50%." in figure.notes


@pytest.mark.parametrize(
    "breaks",
    [
        (Fraction(1, 2), Fraction(1, 2)),
        (Fraction(1, 2), Fraction(1, 3)),
        tuple(Fraction(n, 9) for n in range(1, 6)),
    ],
)
def test_breaks_that_are_none_are_refused(breaks):
    with pytest.raises(ValueError, match="four breaks"):
        Scale(breaks)


def test_even_groups_share_out_the_regions():
    shares = [Fraction(number, 100) for number in range(100)]
    breaks = charts.even_groups([*shares, None])
    counts = [sum(Scale(breaks).name_of(share) == name for share in shares) for name in COLOURS]
    assert counts == [20, 20, 20, 20, 20]
    assert charts.even_groups([None]) == ()
    assert charts.even_groups([Fraction(1, 2)] * 9) == ()


def test_every_province_has_one_tile_and_none_lies_on_another():
    assert set(PROVINCE_TILES) == {str(code) for code in PROVINCES}
    assert len({tile.place for tile in PROVINCE_TILES.values()}) == 38
    assert max(tile.place[0] for tile in PROVINCE_TILES.values()) < 9


def test_every_regency_of_every_province_has_a_tile_of_its_own(settings):
    table = read_table(settings.SAMPLES_DIR / "regions" / "regions.csv.xz")
    for province in sorted(PROVINCES):
        codes = [c for c in table.regions if c.level is Level.REGENCY and c.province == province]
        places = regency_places(codes)
        assert set(places) == set(codes)
        assert len(set(places.values())) == len(codes)
        assert all(0 <= column < REGENCY_COLUMNS and row >= 0 for column, row in places.values())
        assert places == regency_places(list(reversed(codes)))


def test_tiles_lie_as_the_land_does(settings):
    places = regency_places(made.SULUT)
    assert places["71.04"][1] < places["71.01"][1], "Talaud lies north of Bolaang Mongondow"
    assert places["71.08"][0] < places["71.72"][0], "Bolaang Mongondow Utara lies west of Bitung"


def test_a_region_without_a_point_still_gets_a_place():
    places = regency_places(["71.01", "71.98", "71.99"], {"71.01": (124_000, 1_000)})
    assert len(set(places.values())) == 3
    assert len(set(regency_places(["99.01", "99.02"], {}).values())) == 2


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Kabupaten Minahasa Tenggara", ("Minahasa", "Tenggara")),
        ("Kota Banda Aceh", ("Kota", "Banda Aceh"[:8] + ".")),
        ("Kabupaten Kepulauan Seribu", ("Kep.", "Seribu")),
        ("Kabupaten Administrasi Kepulauan Seribu", ("Kep.", "Seribu")),
        ("Kota Administrasi Jakarta Pusat", ("Jakarta", "Pusat")),
    ],
)
def test_names_fit_their_tile(name, words):
    assert short_name(name) == words


def test_equal_shares_share_a_rank_and_unknown_ones_have_none():
    rows = [
        rate("71.01", 1, 4),
        rate("71.02", 2, 8),
        rate("71.03", 1, 2),
        RegionRate(code="71.04", name="x"),
        rate("71.05", 0),
    ]
    figure = charts.ranking(rows, title="x")
    assert [(row["code"], row["rank"]) for row in figure.rows] == [
        ("71.03", 1),
        ("71.01", 2),
        ("71.02", 2),
        ("71.05", 4),
        ("71.04", None),
    ]


def test_a_long_ranking_draws_sixty_and_says_so():
    figure = charts.ranking([rate(f"{n:02d}.01", n) for n in range(11, 90)], title="x")
    assert len(figure.rows) == 79
    assert "The first 60 are drawn; the table has all." in figure.notes
    assert "60. " in figure.svg
    assert "61. " not in figure.svg


@pytest.mark.parametrize(
    ("part", "whole", "missing"), [(450, 1000, 150), (600, 1000, 0), (0, 7, 5), (900, 1000, 0)]
)
def test_people_missing_are_the_fewest_that_reach_the_target(part, whole, missing):
    assert (
        missing_people(Target(code="1", name="x", rate=Rate(part, whole), target=Fraction(3, 5))) == missing
    )


def test_shares_of_payers_are_not_told_when_one_is_withheld():
    known = charts.who_pays(made.parts(900, 90, 10), title="x")
    withheld = charts.who_pays(made.parts(900, 90, "withheld"), title="x")
    assert [row["share"] for row in known.rows] == ["90.0%", "9.0%", "1.0%"]
    assert {row["share"] for row in withheld.rows} == {"–"}
    assert "%" not in withheld.desc


def test_a_stack_with_a_withheld_part_tells_no_sum():
    stacks = [Stack("A", made.parts(100, 47, "withheld")), Stack("B", made.parts(1, 2, 3))]
    drawing = charts.stacked_segments(stacks, title="x").svg
    words = re.findall(r"<text[^>]*>([^<]*)</text>", drawing)
    assert "6" in words
    assert "147" not in words
    assert "JAKON: withheld" in drawing


def test_a_line_breaks_where_a_year_is_unknown():
    whole = charts.trend(made.series("A", 10, 20, 30, 40), title="x").svg
    broken = charts.trend(made.series("A", 10, 20, None, 40), title="x").svg

    def strokes(drawing):
        return [d for d in drawing.split('d="')[1:] if 'stroke-width="2.5"' in d.split(">")[0]]

    assert strokes(whole)[0].split('"')[0].count("M") == 1
    assert strokes(broken)[0].split('"')[0].count("M") == 2
    assert "×" in broken


@pytest.mark.parametrize("count", [0, 5])
def test_one_to_four_regions_are_compared(count):
    with pytest.raises(ValueError, match="one to four"):
        charts.compare([made.series(str(n), 1) for n in range(count)], title="x")


def test_what_is_withheld_cannot_come_with_its_count():
    with pytest.raises(ValueError, match="without its count"):
        RegionRate(code="71", name="x", rate=Rate(3, 9), suppressed=True)
    with pytest.raises(ValueError, match="without its count"):
        Part("pu", "PU", 3, suppressed=True)


def test_official_boundaries_are_drawn_when_the_site_has_them(settings):
    from paritrana.core.regions.boundaries import Boundaries, write_boundaries

    before = charts.choropleth([], title="x")
    folder = settings.DATA_DIR / "boundaries"
    folder.mkdir()
    ring = ((95_000, 0), (96_000, 0), (96_000, 1_000))
    own = Boundaries("province", False, "BIG 2025", {Code("11"): ((ring,),)})
    (folder / "boundaries-province.json.xz").write_bytes(lzma.compress(write_boundaries(own).encode()))
    after = charts.choropleth([], title="x")

    assert any("approximate" in note for note in before.notes)
    assert "Boundaries: BIG 2025." in after.notes
    assert (len(before.rows), len(after.rows)) == (38, 1)
    assert before.digest != after.digest


def test_thousand_islands_are_a_dot():
    drawing = charts.regency_map([], province="31", title="x").svg
    assert "<circle" in drawing.split("</defs>")[1]


def test_a_waterfall_falls_from_the_gap_to_what_is_left():
    found = charts.waterfall(900, [("A", 412), ("B", 300)], title="T")
    assert [(row["count"], row["left"]) for row in found.rows] == [
        (900, 900),
        (412, 488),
        (300, 188),
        (188, 188),
    ]
    with pytest.raises(ValueError, match="at most"):
        charts.waterfall(900, [("A", 901)], title="T")
    with pytest.raises(ValueError, match="at most"):
        charts.waterfall(900, [("A", -1)], title="T")
