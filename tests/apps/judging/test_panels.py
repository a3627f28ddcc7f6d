"""The proposal of panels and the connection of opened marks, as the secretariat meets them."""

import csv
import io
from html import unescape

import pytest
from django.urls import reverse
from tests.factories import awards
from tests.factories import judging as make

from paritrana.apps.judging.commands import sheets
from paritrana.apps.judging.models import Mark, Recusal
from paritrana.apps.judging.states import TieKind
from paritrana.apps.ledger.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return awards.make_edition()


@pytest.fixture
def entrants(edition):
    return make.make_entrants(edition, 6)


@pytest.fixture
def page(client):
    """Ask for a page in English as somebody; returns status, text and answer."""

    def ask(user, name, *args, query=""):
        client.cookies["django_language"] = "en"
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        answer = client.get(reverse(f"judging:{name}", args=args) + query)
        return answer.status_code, unescape(answer.content.decode(errors="replace")), answer

    return ask


def seats_of(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


class TestProposal:
    def test_a_plan_with_loads_connection_and_gain_and_nothing_written(self, page, edition, entrants):
        make.make_round(edition)
        office, before = awards.secretary_of(edition), Entry.objects.count()
        status, text, _ = page(office, "panels", edition.slug, query="?panel=3&load=&anchors=0")
        assert status == 200
        assert "Connected: all 6 entrants can be compared" in text
        assert "the best entrant comes first in about " in text
        assert all(one.organisation.name in text for one in entrants)
        assert Entry.objects.count() == before

    def test_ties_declared_derived_and_recusals_are_kept(self, page, edition, entrants):
        make.make_round(edition)
        jurors = make.jurors_of(edition)
        sheets.recuse(nomination=entrants[0], kind=TieKind.FAMILY, by=jurors[2])
        bound = Recusal.objects.filter(nomination__edition=edition)
        named = {(f"{one.seat.code}{one.seat.ordinal}", one.nomination.entrant_id) for one in bound}
        assert named
        query = f"?panel={len(jurors) - 1}&load=&anchors=0&format=csv"
        status, _, answer = page(awards.secretary_of(edition), "panels", edition.slug, query=query)
        assert status == 200
        found = {(row["juror"], row["entrant"]) for row in seats_of(answer)}
        assert {entrant for _, entrant in found} == {one.entrant_id for one in entrants}
        assert not found & named

    def test_the_same_question_is_the_same_proposal(self, page, edition, entrants):
        office, query = awards.secretary_of(edition), "?panel=3&load=&anchors=1&format=csv"
        first, second = (page(office, "panels", edition.slug, query=query)[2].content for _ in range(2))
        assert first == second
        assert b",anchor" in first

    def test_why_there_is_none_stands_in_sentences(self, page, edition, entrants):
        status, text, _ = page(
            awards.secretary_of(edition), "panels", edition.slug, query="?panel=3&load=1&anchors=0"
        )
        assert status == 200
        assert "There is no such plan" in text
        assert "marks together, and the plan needs 18 for 6 entrants. Raise loads" in text
        assert "cannot be connected: its loads link at most 1 of 6 entrants" in text

    @pytest.mark.parametrize(
        "query", ["?panel=0&anchors=0", "?panel=99&anchors=0", "?panel=3&load=x&anchors="]
    )
    def test_what_makes_no_sense_is_said_at_the_field(self, page, edition, entrants, query):
        status, text, _ = page(awards.secretary_of(edition), "panels", edition.slug, query=query)
        assert status == 422
        assert "comes first in about" not in text

    def test_without_entrants_the_next_step_is_said(self, page, edition):
        status, text, _ = page(awards.secretary_of(edition), "panels", edition.slug)
        assert (status, "Screen the dossiers first" in text) == (200, True)

    def test_jurors_do_not_see_it(self, page, edition, entrants):
        assert page(make.jurors_of(edition)[0], "panels", edition.slug)[0] == 403

    def test_it_asks_the_database_as_often_for_many_entrants_as_for_one(self, page):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        counts = []
        for many, slug in ((1, "satu-2023"), (12, "duabelas-2023")):
            edition = awards.make_edition(text=awards.small(**{"kecil-2023": slug}))
            make.make_entrants(edition, many)
            user = awards.secretary_of(edition)
            page(user, "panels", slug)
            with CaptureQueriesContext(connection) as seen:
                assert page(user, "panels", slug, query="?panel=3&anchors=0")[0] == 200
            counts.append(len([one for one in seen.captured_queries if "session" not in one["sql"]]))
        assert counts[0] == counts[1]


class TestOpenedMarks:
    def test_a_whole_committee_is_connected(self, page, edition, entrants):
        round = make.make_round(edition)
        make.lock_all(round)
        make.open_up(round)
        _, text, _ = page(awards.secretary_of(edition), "round-marks", edition.slug, round.pk)
        assert "Are the panels connected?" in text
        assert "Connected: all 6 entrants can be compared through " in text

    def test_marks_that_fall_apart_are_told_by_name(self, page, edition, entrants):
        round = make.make_round(edition)
        make.lock_all(round)
        make.open_up(round)
        for place, sheet in enumerate(round.sheets.order_by("pk")):
            half = entrants[:3] if place % 2 else entrants[3:]
            Mark.objects.filter(sheet=sheet, nomination__in=half).delete()
        _, text, _ = page(awards.secretary_of(edition), "round-marks", edition.slug, round.pk)
        assert "Not connected: the entrants fall into 2 parts that no juror links" in text
        assert entrants[0].organisation.name in text
