"""A result under rulebook format /2: caps, consolations and prizes decide who is awarded."""

import hashlib
import subprocess
import sys

import pytest
from django.urls import reverse
from tests.factories import awards
from tests.factories import results as factory

from paritrana.apps.results.models import Recipient
from paritrana.apps.results.queries import runs
from paritrana.core import bundle
from paritrana.core.bundle import verify

pytestmark = pytest.mark.django_db

PRIZE = """\
[[prize]]
id = "coverage"
title = { id = "Cakupan terbaik", en = "Best coverage" }
on = "criterion:coverage"
per = "zone"
among = "others"
"""


def small_two() -> str:
    text = awards.small(
        **{
            "paritrana-rulebook/1": "paritrana-rulebook/2",
            "winners = 3": "winners = 1\nconsolation = 1\nprovince_cap = 2",
            "finalists = 3\n": "",
        }
    )
    return text.replace('id = "data"\n', 'id = "data"\npass_mark = 10\n', 1) + PRIZE


@pytest.fixture
def world():
    return factory.make_published(
        shares=("0.40", "0.55", "0.25", "0.9"), marks=("3", "5", "2", "1"), text=small_two()
    )


def rows_of(run):
    (category,) = runs.categories_of(run)
    return category.rows


def test_a_run_keeps_facts_and_awards(world):
    assert world.run.entrants_csv.startswith("entrant,region,zone,size\n")
    assert ",WITA,\n" in world.run.entrants_csv
    rows = rows_of(world.run)
    assert [(row.award, row.place, bool(row.skipped)) for row in rows[:3]] == [
        ("winner", 1, False),
        ("consolation", 1, False),
        ("", None, False),
    ]
    assert [prize.words for row in rows for prize in row.prizes] == ["Cakupan terbaik (WITA)"]


def test_recipients_are_winners_consolations_and_holders_of_prizes(world):
    given = Recipient.objects.filter(edition=world.edition).order_by("pk")
    assert [(one.award, one.place) for one in given] == [("winner", 1), ("consolation", 1), ("prize", 0)]


def test_the_bundle_is_confirmed_by_what_was_unpacked_from_it(world, tmp_path):
    path = tmp_path / "b.zip"
    with world.publication.bundle.open("rb") as file:
        path.write_bytes(file.read())
    assert verify(path).differences == []
    for name in ("verifier.py", "method_two.py", "fair_two.py"):
        (tmp_path / name).write_bytes(bundle.checker_source(name))
    command = [sys.executable, "-I", str(tmp_path / "verifier.py"), str(path)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_public_pages_show_them(world, client, language):
    client.cookies["django_language"] = language
    page = client.get(reverse("results:edition", args=[world.edition.slug])).content.decode()
    for name, address in (
        ("verifier.py", "verifier"),
        ("method_two.py", "method-two"),
        ("fair_two.py", "fair-two"),
    ):
        source = client.get(reverse(f"results:{address}", args=[world.edition.slug])).content
        assert source == bundle.checker_source(name)
        assert name in page
        assert hashlib.sha256(source).hexdigest() in page
    assert ("Cakupan terbaik" if language == "id" else "Best coverage") in page
    for one in Recipient.objects.filter(edition=world.edition):
        assert (
            client.get(reverse("results:recipient", args=[world.edition.slug, one.slug])).status_code == 200
        )


def test_whoever_is_skipped_stands_there_with_the_reason(client):
    text = small_two().replace("province_cap = 2", "province_cap = 1")
    world = factory.make_published(shares=("0.40", "0.55", "0.25"), marks=("3", "5", "2"), text=text)
    assert [row.skipped for row in rows_of(world.run)] == ["", *["skipped:province_cap"] * 2]
    page = client.get(reverse("results:edition", args=[world.edition.slug])).content.decode()
    assert rows_of(world.run)[1].award_words in page
    assert Recipient.objects.filter(edition=world.edition, award="consolation").count() == 0
