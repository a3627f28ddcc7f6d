"""A verifier takes over the coverage that was published for the entrant's region."""

from fractions import Fraction

import pytest
from django.urls import reverse
from tests.factories import coverage, offices
from tests.factories import nominations as make

from paritrana.apps.nominations.models import VerifiedFigure
from paritrana.apps.nominations.rules import share_of
from paritrana.apps.organisations.states import Kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier():
    return offices.sent(organisation=make.make_organisation(Kind.REGENCY_CITY, "71.07"))


def page_of(client, dossier, *, query="", criterion="coverage"):
    _office, verifier = offices.make_verifier()
    client.force_login(verifier)
    client.cookies["django_language"] = "en"
    url = reverse("nominations:verification-figure", args=[dossier.edition.slug, dossier.pk, criterion])
    return url, client.get(url + query)


def publish(numerator="960"):
    rows = (coverage.figure("71.07", numerator, "1200", period="2023"),)
    return coverage.make_snapshot(rows, year="2023")


def test_the_published_figure_is_offered_with_the_way_back(client, dossier):
    publish()
    _url, page = page_of(client, dossier)
    told = page.content.decode()
    assert "Use the published figure" in told
    assert "80.0%" in told
    assert 'href="/cakupan/s/1#masukan"' in told


def test_taken_over_it_fills_the_form_and_is_saved_by_the_verifier(client, dossier):
    publish()
    url, page = page_of(client, dossier, query="?terbitan=1")
    initial = page.context["form"].initial
    assert (initial["numerator"], initial["denominator"]) == ("960", "1200")
    assert initial["source"].endswith("/cakupan/s/1")

    client.post(url, initial | {"as_of": "2023-12-31"})
    figure = VerifiedFigure.objects.get(nomination=dossier, criterion="coverage")
    assert (figure.numerator, figure.denominator, figure.value) == (960, 1200, "0.8")
    assert "/cakupan/s/1" in figure.source


def test_nothing_is_offered_where_nothing_is_published_or_the_criterion_is_another(client, dossier):
    _url, page = page_of(client, dossier)
    assert "Use the published figure" not in page.content.decode()
    publish()
    _url, page = page_of(client, dossier, criterion="regulation")
    assert "Use the published figure" not in page.content.decode()


def test_the_entrant_finds_the_published_figure_filled_in_beside_the_claim(client):
    entrant = make.make_organisation(Kind.REGENCY_CITY, "71.07")
    dossier = make.make_nomination(organisation=entrant)
    client.force_login(make.head_of(entrant))
    client.cookies["django_language"] = "en"
    url = reverse("nominations:dossier-section", args=[dossier.pk, "data"])
    assert "Published for your region" not in client.get(url).content.decode()
    publish()
    page = client.get(url)
    told = " ".join(page.content.decode().split())
    assert "80.0% (960 / 1,200, 2023)" in told
    assert 'href="/cakupan/s/1#masukan"' in told
    assert 'name="coverage-value" value="0.8"' in told
    assert "it is yours once you save it" in told

    client.post(url, {"coverage-value": "75%", "coverage-seen": "0"})
    saved = " ".join(client.get(url).content.decode().split())
    assert 'name="coverage-value" value="0.75"' in saved, "what the entrant claims stays its own"
    assert "80.0% (960 / 1,200, 2023)" in saved
    assert "it is yours once you save it" not in saved


@pytest.mark.parametrize(
    ("part", "whole", "share"), [(90, 1200, "0.075"), (2, 3, "0.6667"), (1, 1, "1"), (0, 5, "0")]
)
def test_a_share_is_filled_in_with_four_places(part, whole, share):
    assert share_of(Fraction(part), Fraction(whole)) == share
