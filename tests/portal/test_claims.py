"""The public check of printed figures: a verdict in a sentence, with an address to send on."""

import re
import tomllib
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from paritrana.core.claims import KINDS
from paritrana.portal.claims.words import KIND_WORDS

pytestmark = pytest.mark.django_db

BANYUMAS = {"jenis": "ratio", "numerator": "12.171", "denominator": "51.674", "percent": "46,8 persen"}
SAMPLE = Path(__file__).parents[2] / "samples/claims/published.toml"


@pytest.fixture
def english(client):
    client.cookies["django_language"] = "en"
    return client


def page(client, **query: str) -> str:
    answer = client.get("/cek-angka", query)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_kind_has_its_form_with_a_field_for_each_key(client, kind, language):
    client.cookies["django_language"] = language
    text = page(client, jenis=kind)
    assert [f'name="{key}"' in text for key in KINDS[kind].keys] == [True] * len(KINDS[kind].keys)
    assert text.count('aria-current="page"') == 1
    assert 'id="putusan"' not in text, "nothing was asked yet"


def test_a_claim_that_contradicts_itself_is_told_with_the_recomputed_value(client):
    text = page(client, **BANYUMAS)
    assert "12.171 dari 51.674 adalah 23,55\N{NO-BREAK SPACE}%, bukan “46,8 persen”" in text
    assert "notice-bad" in text


def test_the_verdict_is_told_in_english_too(english):
    assert "12,171 of 51,674 is 23.55%, not “46,8 persen” as printed." in page(english, **BANYUMAS)


def test_the_address_to_send_on_leads_to_the_same_verdict(client):
    asked = {"jenis": "sum", "parts": "26,26 juta\r\n9,58 juta\r\n5,53 juta", "total": "41,38 juta"}
    text = page(client, **asked, utm="x")
    (link,) = set(re.findall(r"http://testserver/cek-angka\S*?(?=<)", text))
    assert "utm" not in link
    assert "notice-info" in text
    query = {key: values[0] for key, values in parse_qs(urlsplit(link).query).items()}
    again = page(client, **query)
    assert link in again
    assert "41.355.000 sampai 41.385.000" in again


@pytest.mark.parametrize("kind", KIND_WORDS)
def test_every_example_leads_to_a_verdict(client, kind):
    links = re.findall(
        r'<li><a href="(/cek-angka\?[^"]+)">', page(client, jenis=kind).split('id="contoh"')[1]
    )
    assert len(links) == len(KIND_WORDS[kind].examples) > 0
    for link in links:
        answer = client.get(link)
        assert answer.status_code == 200
        assert 'id="putusan"' in answer.content.decode()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"jenis": "ratio", "numerator": "1"}, "id_percent_error"),
        ({"jenis": "growth", "before": "1", "after": "2"}, "id_rise_error"),
        ({"jenis": "product", "factors": "\n".join("1" * 21), "result": "1"}, "id_factors_error"),
        ({"jenis": "date", "text": "9" * 500}, "id_text_error"),
        ({"jenis": "date", "text": "a\0b"}, "id_text_error"),
    ],
)
def test_what_is_lacking_is_told_beside_its_field(client, asked, told):
    answer = client.get("/cek-angka", asked)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert told in text
    assert 'id="putusan"' not in text


def test_an_unknown_kind_starts_with_the_first(client):
    assert 'name="numerator"' in page(client, jenis="lain")


def test_what_is_typed_is_shown_as_text_only(client):
    answer = client.get("/cek-angka", {"jenis": "date", "text": "<script>alert(1)</script>"})
    assert b"<script>alert" not in answer.content
    assert "tidak dapat dibaca" in answer.content.decode()


def test_a_running_text_is_looked_over_and_its_doubts_are_marked(client):
    told = "Rabu (23/4/2024): 18.8662 pekerja, 27.752 pada 2023."
    text = client.post("/cek-angka/teks", {"text": told}).content.decode()
    assert re.findall(r"<mark>(.*?)</mark>", text) == ["Rabu (23/4/2024", "18.8662"]
    assert "jatuh pada hari Selasa" in text


def test_a_clean_text_is_not_called_true(english):
    text = english.post("/cek-angka/teks", {"text": "Selasa (23/4/2024): 27.752 pekerja."}).content.decode()
    assert "<mark>" not in text
    assert "does not mean that the figures are true" in text


@pytest.mark.parametrize("told", ["", " ", "x" * 20_001])
def test_a_text_that_cannot_be_looked_over_is_refused(client, told):
    assert client.post("/cek-angka/teks", {"text": told}).status_code == 422


def test_the_check_is_linked_from_the_foot_of_every_page(client):
    assert 'href="/cek-angka"' in client.get("/tentang").content.decode()


def test_examples_said_to_be_of_a_place_are_published_claims():
    published = [
        {key: "\n".join(value) if isinstance(value, list) else value for key, value in claim.items()}
        for claim in tomllib.loads(SAMPLE.read_text("utf-8"))["claim"]
    ]
    for kind, words in KIND_WORDS.items():
        for example in words.examples:
            if example.values == {
                "text": "Kamis (21/2/2024)"
            }:  # made up, to show a weekday that does not fit
                continue
            assert any(one["kind"] == kind and example.values.items() <= one.items() for one in published)
