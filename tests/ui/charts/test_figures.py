"""Every drawing: well-formed, named, without style or script, the same each time, and its table agrees."""

import os
import re
import struct
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from fractions import Fraction

import pytest
from django.template import Context, Template
from django.utils import translation
from tests.ui.charts import made

from paritrana.core.units import Rate
from paritrana.ui import charts
from paritrana.ui.charts import Part, RegionRate, Stack

SVG = "{http://www.w3.org/2000/svg}"
KINDS = sorted(made.every())


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    with translation.override("en"):
        yield


@pytest.fixture
def figures():
    return made.every()


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_well_formed_named_and_keeps_the_content_policy(figures, kind):
    drawing = figures[kind].svg
    tree = ElementTree.fromstring(drawing)

    assert tree.find(f"{SVG}title").text == figures[kind].title
    assert tree.find(f"{SVG}desc").text == figures[kind].desc
    for name, part in (("aria-labelledby", "title"), ("aria-describedby", "desc")):
        assert tree.find(f"{SVG}{part}").get("id") == tree.get(name)
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=|<image|@import", drawing)
    outward = [url for url in re.findall(r'https?://[^"]+', drawing) if "w3.org" not in url]
    assert outward == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("compare", "payers")])
def test_names_are_words_never_markup(figures, kind):
    assert "&lt;b&gt;" in figures[kind].svg
    whole = figures[kind].svg + figures[kind].file_svg()
    assert "<b>" not in whole


@pytest.mark.parametrize("kind", KINDS)
def test_drawn_twice_it_is_the_same_and_the_second_time_from_disk(figures, kind, settings):
    first = figures[kind].svg
    (kept,) = settings.DATA_DIR.rglob("*.svg")

    assert kept.stem == figures[kind].digest
    assert kept.read_text("utf-8") == first
    kept.write_text("kept", "utf-8")
    assert made.every()[kind].svg == "kept"
    kept.unlink()
    assert made.every()[kind].svg == first


def test_the_digest_follows_rows_words_links_and_language(figures):
    from paritrana.ui import charts

    rows = made.rates(made.SULUT)
    plain = charts.ranking(rows, title="A").digest
    others = {
        charts.ranking(rows[:-1], title="A").digest,
        charts.ranking(rows, title="B").digest,
        charts.ranking(rows, title="A", link=made.to).digest,
        charts.ranking(rows, title="A", highlight="71.01").digest,
    }
    with translation.override("id"):
        others.add(charts.ranking(rows, title="A").digest)

    assert len(others) == 5
    assert plain not in others
    assert charts.ranking(made.rates(made.SULUT), title="A").digest == plain


@pytest.mark.parametrize("kind", ["map", "tiles", "ranking"])
def test_every_region_is_a_link_that_says_its_figure(figures, kind):
    tree = ElementTree.fromstring(figures[kind].svg)
    links = {link.get("href"): link.get("aria-label") for link in tree.iter(f"{SVG}a")}
    rows = {made.to(row["code"]): f"{row['name']}: {row['share']}" for row in figures[kind].rows}

    assert tree.get("role") == "group"
    assert links == rows


@pytest.mark.parametrize("kind", ["regencies", "regency-tiles"])
def test_without_links_it_is_one_image_whose_marks_have_tips(figures, kind):
    tree = ElementTree.fromstring(figures[kind].svg)
    tips = {title.text for group in tree.iter(f"{SVG}g") for title in group.findall(f"{SVG}title")}

    assert tree.get("role") == "img"
    assert tips == {f"{row['name']}: {row['share']}" for row in figures[kind].rows}


@pytest.mark.parametrize("kind", ["map", "tiles", "regencies", "regency-tiles"])
def test_each_mark_has_the_class_of_its_share_and_unknown_ones_a_hatch(figures, kind):
    tree = ElementTree.fromstring(figures[kind].svg)
    seen = {}
    for group in tree.iter(f"{SVG}g"):
        title = group.find(f"{SVG}title")
        if title is not None:
            mark = next(each for each in group.iter() if (each.get("class") or "").startswith("mark-"))
            seen[title.text.rsplit(": ", 1)[0]] = (mark.get("class"), mark.get("fill"))

    wanted = {row["name"]: row for row in figures[kind].rows}
    assert set(seen) == set(wanted)
    for name, (css, fill) in seen.items():
        row = wanted[name]
        if row["part"] is None:
            withheld = row["share"] == "withheld"
            assert css == ("mark-suppressed" if withheld else "mark-missing")
            assert fill == f"url(#{'s' if withheld else 'm'}-{figures[kind].ids})"
        else:
            assert css == f"mark-k{min(5 * row['part'] // row['whole'] + 1, 5)}"
    assert {key.name for key in figures[kind].legend} >= {"missing", "suppressed"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_shows_drawing_legend_source_and_table(figures, kind):
    page = Template("{% load charts %}{% figure figure %}").render(Context({"figure": figures[kind]}))

    assert figures[kind].svg in page
    assert "Sumber: contoh" in page
    assert page.count("<tr>") == len(figures[kind].rows) + 1
    assert not re.search(r"\sstyle=|<script|\son\w+=", page)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_a_withheld_figure_shows_no_count_anywhere(figures):
    for figure in figures.values():
        for row in figure.rows:
            if row.get("share") in ("withheld", "not yet reported"):
                assert row.get("part") is None
                assert row.get("whole") is None


@pytest.mark.parametrize("kind", ["map", "compare", "gap"])
def test_the_file_stands_alone_and_becomes_a_picture_of_the_width_asked_for(figures, kind):
    file = ElementTree.fromstring(figures[kind].file_svg())
    words = "".join(file.itertext())
    picture = figures[kind].png(width=600)

    assert figures[kind].title in words
    assert "Sumber: contoh" in words
    assert all(key.label in words for key in figures[kind].legend)
    assert list(file.iter(f"{SVG}a")) == []
    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">I", picture[16:20]) == (600,)


def test_words_of_a_picture_are_set_in_the_shipped_font():
    """Without the font nothing would be written; with it letters leave ink, and bold ones more than plain."""
    from paritrana.ui.charts import files

    def ink(words: str, weight: int) -> int:
        look = f'font-size="90" font-weight="{weight}" font-family="Public Sans"'
        text = f'<text x="9" y="90" {look}>{words}</text>'
        sheet = f'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="120">{text}</svg>'
        return len(files.png(sheet, 1200))

    assert ink("Cakupan", 400) > ink("", 400)
    assert ink("Cakupan", 700) != ink("Cakupan", 400)


def test_nothing_is_fetched_while_drawing():
    """A process whose every connection is refused draws and exports all the same."""
    program = """
import socket
def refuse(*args, **more): raise AssertionError("network")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
import django; django.setup()
from tests.ui.charts import made

from paritrana.core.units import Rate
from paritrana.ui import charts
from paritrana.ui.charts import Part, RegionRate, Stack
for figure in made.every().values():
    assert figure.svg and figure.png(width=300)
"""
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **proxies},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_numbers_are_written_as_the_page_writes_them():
    with translation.override("id"):
        figure = made.every()["gap"]
        assert "45,0\N{NO-BREAK SPACE}%" in figure.svg
    with translation.override("en"):
        assert "45.0%" in made.every()["gap"].svg


def test_a_fraction_is_rounded_as_the_page_rounds_it_and_exact_in_the_file():
    half = [Part("a", "A", Fraction(5, 2)), Part("b", "B", Fraction(7, 2))]
    paid = charts.who_pays(half, title="Pembayar")
    assert ">3 (41.7%)<" in paid.svg
    assert [line[1].text for line in paid.twin.lines] == ["4", "3"]
    assert "A,2.5,41.7%" in paid.csv()
    stacked = charts.stacked_segments([Stack("S", tuple(half))], title="Segmen")
    assert stacked.desc == "S: A 3, B 4."
    close = RegionRate(code="71.01", name="X", rate=Rate(Fraction("149.5"), 1000))
    assert [line[-1].text for line in charts.ranking([close], title="R").twin.lines] == ["15.0%"]


def test_the_province_map_is_light():
    import gzip

    assert len(gzip.compress(made.every()["map"].svg.encode())) < 13_000


def test_the_csv_has_the_counts_of_every_row(figures):
    import csv

    head, *lines = csv.reader(figures["ranking"].csv().splitlines())
    assert head == ["Rank", "Region", "Code", "Counted", "Out of", "Share"]
    assert ["1", "Wilayah 71.74", "71.74", "350", "1000", "35.0%"] in lines
    assert ["", "Wilayah 71.03", "71.03", "", "", "withheld"] in lines
