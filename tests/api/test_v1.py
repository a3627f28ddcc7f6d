"""The public read API: what is published, and nothing else."""

import csv
import io

import pytest
from tests.factories import coverage as make

from paritrana.api.v1 import figures as resource

pytestmark = pytest.mark.django_db


@pytest.fixture
def snapshot():
    return make.make_snapshot()


def asked(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    assert response["Content-Type"] == "application/json"
    return response.json()


def figures(client, query="", number=1):
    return asked(client, f"/api/v1/snapshots/{number}/figures{query}")["figures"]


def test_the_list_names_every_snapshot_with_its_hash_and_permanent_address(client, snapshot):
    make.make_snapshot((make.figure("71.07", "900", "1200"),), reason="Satu berkas tercatat dua kali")
    new, old = asked(client, "/api/v1/snapshots")["snapshots"]
    assert (new["number"], new["corrects"], new["reason"]) == (2, 1, "Satu berkas tercatat dua kali")
    assert (old["number"], old["corrected_by"]) == (1, 2)
    assert old["result_sha256"] == snapshot.result_sha256
    assert old["url"] == "http://testserver/cakupan/s/1"
    assert snapshot.result_sha256 in old["citation"]
    assert client.get(old["url"]).status_code == client.get(old["csv"]).status_code == 200
    assert asked(client, old["figures"])["snapshot"]["number"] == 1


def test_one_snapshot_names_its_files(client, snapshot):
    found = asked(client, "/api/v1/snapshots/1")
    assert [one["name"] for one in found["inputs"]] == ["iuran.csv"]
    assert found["denominators"]["vintage"] == "2023-08"


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("?measure=person_month_coverage&level=regency&by=none", ["71.07", "71.02"]),
        ("?region=71", ["71"]),
        ("?inside=71.07", ["71.07.01"]),
        ("?by=funder", ["71.07"]),
        ("?by=segment", ["71.07", "71.07"]),
        ("?period=2024-03&measure=protected", ["71.07"]),
    ],
)
def test_figures_are_chosen_by_the_query(client, snapshot, query, codes):
    assert [one["region"] for one in figures(client, query)] == codes


def test_a_figure_comes_with_definition_source_and_two_exact_counts(client, snapshot):
    found = asked(client, "/api/v1/snapshots/1/figures?region=71.07&by=none&period=2024")
    (figure,) = found["figures"]
    assert (figure["numerator"], figure["denominator"]) == ("960", "1200")
    definition = found["definitions"][figure["measure"]]
    assert definition["formula"] == "Σₘ N(r,m) ÷ (12 · D(r,v))"
    assert client.get(definition["url"]).status_code == 200
    assert found["snapshot"]["denominators"]["source"] == make.LETTER


def test_all_pages_together_are_the_published_file(client, snapshot, monkeypatch):
    monkeypatch.setattr(resource, "PER_PAGE", 7)
    rows, address = [], "/api/v1/snapshots/1/figures"
    while address:
        found = asked(client, address)
        rows += found["figures"]
        address = found["next"]
    assert len(rows) == found["count"] == len(make.FIGURES)
    published = csv.DictReader(io.StringIO(client.get("/cakupan/s/1/angka.csv").content.decode()))
    names = ("period", "level", "region", "segment", "funder", "measure", "numerator", "denominator")
    told = {tuple(one[name] or "" for name in names) for one in rows}
    assert told == {tuple(one[name.replace("region", "region_code")] for name in names) for one in published}


def test_a_withheld_figure_leaves_without_any_count(client, snapshot):
    (hidden,) = figures(client, "?region=71.07.01")
    assert (hidden["suppressed"], hidden["numerator"], hidden["denominator"]) == (True, None, None)
    snapshot.run.figures.filter(region_code="71.07.01").update(numerator="7", denominator="120")
    (hidden,) = figures(client, "?region=71.07.01")
    assert (hidden["numerator"], hidden["denominator"]) == (None, None), "whatever the table holds"


def test_what_is_not_published_cannot_be_asked_for(client, snapshot):
    run = make.make_run((make.figure("71.07", "1111", "1200"),))
    listed = asked(client, "/api/v1/snapshots")["snapshots"]
    assert [one["number"] for one in listed] == [1]
    every = [*figures(client), *figures(client, "?region=71.07")]
    assert "1111" not in {one["numerator"] for one in every}
    for number in {2, run.pk} - {1}:
        assert asked(client, f"/api/v1/snapshots/{number}/figures", 404)["error"]["code"]
        assert asked(client, f"/api/v1/snapshots/{number}", 404)["error"]["code"]


@pytest.mark.parametrize(
    "query", ["?level=negara", "?measure=x", "?run=1", "?suppressed=0", "?by=nik", "?period=2023", "?page=99"]
)
def test_a_query_that_is_none_is_refused_and_says_what_could_be(client, snapshot, query):
    told = asked(client, f"/api/v1/snapshots/1/figures{query}", 422)["error"]
    assert told["code"] == "coverage.no_choice"


def test_it_is_only_read(client, snapshot):
    for address in ("/api/v1/snapshots", "/api/v1/snapshots/1", "/api/v1/snapshots/1/figures"):
        assert client.post(address).status_code == 405
        assert client.head(address).status_code == 200


def test_pages_of_other_sites_may_read_it_and_nobody_gets_a_cookie(client, snapshot):
    response = client.get("/api/v1/snapshots")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
