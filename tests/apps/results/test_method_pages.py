"""How firmly a ranking stands: reports kept with a run, pages in sentences, a what-if."""

import json
import zipfile
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from tests.factories import awards
from tests.factories import results as factory

from paritrana.apps.ledger import queries as ledger
from paritrana.apps.nominations.models import Answer
from paritrana.apps.results.commands import reports
from paritrana.apps.results.models import RankingRun
from paritrana.apps.results.queries import method_report, sentences, what_if
from paritrana.errors import NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db
CATEGORY = factory.CATEGORY
CLOSE = ("0.70", "0.45", "0.25")
FAIR = awards.SMALL.replace("min_jurors = 2", 'min_jurors = 2, fair_mode = "report"')
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "ALTER", "CREATE", "DROP")


@pytest.fixture
def close():
    """A run whose first two are close, its four jurors of different minds; without reports."""
    world = factory.make_judged(CLOSE, by_juror=factory.SPREAD, text=FAIR)
    world.run = factory.run(world)
    return world


@pytest.fixture
def reported(close):
    close.run = factory.report(close, close.run)
    return close


def open_page(client, name, world, *more, language="id", user=None, **query):
    client.force_login(user or world.chair)
    client.cookies["django_language"] = language
    return client.get(reverse(f"results:{name}", args=[world.edition.slug, *more]), query)


# --- the reports of a run ---


def test_reports_are_kept_with_the_run_and_told_to_the_ledger(close):
    before = close.run.result_sha256
    made = factory.report(close, close.run)
    assert json.loads(made.robustness_json)["format"] == "paritrana-robustness/1"
    assert json.loads(made.record_json)["result_hash"] == before == made.result_sha256
    last = list(ledger.entries_of(close.edition.ledger_log))[-1]
    assert last.event == "ranking.reported"
    again = reports.make(run=close.run, worlds=200, by=close.chair)
    assert again.robustness_json == made.robustness_json, "the same run, the same bytes"
    with pytest.raises(NotPermitted):
        reports.make(run=close.run, worlds=10, by=close.jurors[0])


def test_an_old_run_and_a_changed_one_get_no_reports(close):
    newest = factory.run(close)
    with pytest.raises(RuleRefused, match="run_superseded"):
        factory.report(close, close.run)
    Answer.objects.filter(nomination=close.entrants[2], field="regulation").update(value="none")
    with pytest.raises(RuleRefused, match="inputs_changed"):
        factory.report(close, newest)


def test_reports_are_published_with_the_result_and_then_stay(client, reported):
    factory.confirm(reported, reported.run)
    published = factory.publish(reported)
    with published.bundle.open("rb") as file, zipfile.ZipFile(file) as archive:
        assert archive.read("robustness.json").decode() == reported.run.robustness_json
        assert archive.read("record.json").decode() == reported.run.record_json
        assert archive.read("fair.csv").decode() == reported.run.fair_csv
        severities = archive.read("severity.csv").decode()
    assert [line.split(",")[1] for line in severities.splitlines()[1:]] == ["j1", "j2", "j3", "j4"]
    client.logout()
    page = client.get(reverse("results:edition", args=[reported.edition.slug])).text
    assert "7,6 %" in page
    with pytest.raises(RuleRefused, match="already_published"):
        factory.report(reported, reported.run)


def test_without_reports_the_page_says_the_next_step_and_a_button_takes_it(client, close):
    address = reverse("results:report", args=[close.edition.slug])
    assert address in open_page(client, "chair", close).text
    seen = open_page(client, "category", close, CATEGORY, user=close.jurors[0])
    assert seen.status_code == 200
    assert address not in seen.text, "a juror has no button"
    client.force_login(close.office)
    assert client.post(address).status_code == 302
    close.run.refresh_from_db()
    assert method_report.has_reports(close.run)
    assert address not in open_page(client, "chair", close).text


# --- the pages ---


def test_the_plenary_page_tells_in_sentences_how_firmly_the_first_place_stands(client, reported):
    page = open_page(client, "chair", reported, language="en").text
    for sentence in (
        "Pemerintah Kabupaten 01 stays first in ",
        "02 draws level with Pemerintah Kabupaten 01 only if weights move by 7.6% or more.",
        "nobody but Pemerintah Kabupaten 01 and Pemerintah Kabupaten 02 can come first (2 of 3)",
        "Without j2 and j3, Pemerintah Kabupaten 02 would be first.",
        "The first place holds when the highest and the lowest juror of each entrant are left out.",
    ):
        assert sentence in page, sentence
    assert reverse("results:category", args=[reported.edition.slug, CATEGORY]) in page
    assert reverse("results:what-if", args=[reported.edition.slug, CATEGORY]) in page


def be_ahead_in(run, worlds: int) -> None:
    """Let the first be ahead of the second in so many of 200 worlds, whatever was drawn."""
    told = json.loads(run.robustness_json)
    first, second, last = (one["ahead_count"] for one in told["categories"][0]["entrants"])
    assert 0 < first < second == 200
    assert last is None
    told["categories"][0]["entrants"][0]["ahead_count"] = worlds
    run.robustness_json = json.dumps(told)
    run.save()


def test_marks_that_part_nobody_say_so_in_place_of_a_number_of_jurors(reported):
    (firm,) = method_report.reports_of(reported.run).values()
    ((stage, row),) = firm.report.reliability.items()
    flat = {stage: row | {"generalizability": "0.00", "jurors_needed": None}}
    with translation.override("en"):
        ((_, told),) = sentences.reliability(flat, firm.report.category)
        ((_, usual),) = sentences.reliability({stage: row}, firm.report.category)
    assert "no number of jurors" in told[-1]
    assert "no number of jurors" not in usual[-1]


@pytest.mark.parametrize(("ahead", "bands"), [(160, ["A", "B", "C"]), (159, ["A", "A", "B"])])
def test_who_is_ahead_in_fewer_than_eighty_of_a_hundred_worlds_is_in_one_band(client, reported, ahead, bands):
    run = reported.run
    be_ahead_in(run, ahead)
    (report,) = method_report.reports_of(run).values()
    assert [line.band for line in report.lines] == bands
    told = (
        "Pemerintah Kabupaten 01 and Pemerintah Kabupaten 02 cannot be told apart: "
        "Pemerintah Kabupaten 01 is ahead in 159 of 200 worlds."
    )
    assert (told in open_page(client, "chair", reported, language="en").text) == (ahead < 160)


def test_the_page_of_a_category_draws_and_tells_with_a_table_for_each_drawing(client, reported):
    for language in ("id", "en"):
        page = open_page(client, "category", reported, CATEGORY, language=language, layar=1).text
        assert page.count("<svg xmlns") == 4
        assert page.count('class="figure-table"') == 4
        assert "style=" not in page
        assert ">j1<" in page, "jurors stand by their seat"
        assert not [one for one in (reported.chair, *reported.jurors) if one.email in page]
        assert 'class="projector"' in page
        assert "mainnav" not in page
    for name in ("category", "what-if"):
        assert open_page(client, name, reported, "tidak-ada").status_code == 404
        for user in (factory.entrant_user(reported.entrants[0]), awards.make_user(is_operator=True)):
            assert open_page(client, name, reported, CATEGORY, user=user).status_code == 403


def test_a_gap_that_could_change_the_winner_is_a_task_with_its_dossier(client):
    text = awards.small(**{"winners = 3": "winners = 1"})
    world = factory.make_judged(("0.50", "", "0.25"), by_juror=factory.SPREAD, text=text)
    factory.report(world, factory.run(world))
    page = open_page(client, "category", world, CATEGORY, user=world.office, language="en").text
    assert "Pemerintah Kabupaten 02 has no value for “Worker coverage”" in page
    assert f'href="{reverse("nominations:dossier", args=[world.entrants[1].pk])}"' in page


def test_a_gap_that_moves_no_rank_says_which_rank_stays(reported):
    (firm,) = method_report.reports_of(reported.run).values()
    (gap, *_) = (replace(one, gaps=("coverage",), best_rank=3, worst_rank=3) for one in firm.report.bounds)
    with translation.override("en"):
        assert "its rank stays 3." in sentences.gap(gap, firm.report.category, "A")
        assert "its rank between 2 and 3." in sentences.gap(
            replace(gap, best_rank=2), firm.report.category, "A"
        )


@pytest.mark.long
def test_pages_about_a_category_ask_the_same_number_of_queries(client):
    numbers = {name: [] for name in ("category", "what-if", "chair")}
    for many, code in ((3, "kecil-2023"), (20, "besar-2023")):
        text = awards.small(**{"kecil-2023": code})
        world = factory.make_judged(("0.4",) * many, ("3",) * many, text=text)
        factory.report(world, factory.run(world), worlds=10)
        for name, found in numbers.items():
            more = () if name == "chair" else (CATEGORY,)
            query = {"tanpa": "j2"} if name == "what-if" else {}
            open_page(client, name, world, *more, **query)
            with CaptureQueriesContext(connection) as queries:
                assert open_page(client, name, world, *more, **query).status_code == 200
            found.append(len(queries))
    assert {name: few == many for name, (few, many) in numbers.items()} == dict.fromkeys(numbers, True)


# --- what if ---


def test_what_if_shows_the_asked_ranking_beside_the_official_one(client, close):
    def answer(**asked):
        return open_page(client, "what-if", close, CATEGORY, language="en", **asked)

    moved = answer(**{"s-data": "5", "s-interview": "95"}).text
    for wanted in ("Not a result", "up 1 rank", "down 1 rank", "2 entrants would stand elsewhere"):
        assert wanted in moved, wanted
    in_proportion = {"s-data": "20", "s-interview": "30", "c-coverage": "7,00", "c-regulation": "3"}
    for asked in ({"agregat": "mean"}, in_proportion):
        assert "No entrant would stand elsewhere" in answer(**asked).text
    assert "2 entrants would stand elsewhere" in answer(tanpa="j2").text


def test_every_fault_of_a_question_is_told_at_once(client, close):
    asked = {
        "s-data": "banyak",
        "s-interview": "101",
        "c-coverage": "1,234",
        "tanpa": "j99",
        "agregat": "acak",
    }
    answer = open_page(client, "what-if", close, CATEGORY, language="en", **asked)
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == asked.keys()
    nothing = open_page(client, "what-if", close, CATEGORY, **{"s-data": "0", "s-interview": "0"})
    assert nothing.status_code == 422


@pytest.mark.long
def test_a_panel_left_too_small_is_told_and_not_ranked(client):
    text = awards.small(**{"min_jurors = 2": "min_jurors = 4"})
    world = factory.make_judged(CLOSE, by_juror=factory.SPREAD, text=text)
    factory.run(world)
    answer = open_page(client, "what-if", world, CATEGORY, tanpa="j2")
    assert answer.status_code == 422
    assert "<table" not in answer.text


def test_what_if_never_writes_whatever_is_sent(client, close):
    client.force_login(close.chair)
    address = reverse("results:what-if", args=[close.edition.slug, CATEGORY])
    client.get(address)
    run = RankingRun.objects.values().get(pk=close.run.pk)
    for asked in (
        {},
        {"s-data": "90", "s-interview": "10"},
        {"tanpa": "j2", "agregat": "median"},
        {"s-data": "x", "tanpa": "j99", "confirms": "yes", "run": "1"},
    ):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address, asked)
            for method in (client.post, client.put, client.patch, client.delete):
                assert method(address, asked).status_code == 405
        assert not [one for one in queries if one["sql"].lstrip().upper().startswith(WRITES)]
        assert reverse("results:decide", args=[close.edition.slug, CATEGORY]) not in answer.text
    assert RankingRun.objects.values().get(pk=close.run.pk) == run


def test_weights_in_proportion_make_the_whole_to_the_last_hundredth():
    assert what_if.shares({"a": 1, "b": 1, "c": 1}) == {"a": 3334, "b": 3333, "c": 3333}
    assert sum(what_if.shares({"a": 7, "b": 11, "c": 13, "d": 0}).values()) == 10_000
    with pytest.raises(ValueError, match="nothing"):
        what_if.shares({"a": 0, "b": 0})


# --- under a geometric mean ---


@pytest.fixture
def multiplied():
    """The close run again with reports, its stages joined by a geometric mean."""
    more = 'quota = 2\naggregate = "geometric"\n'
    text = FAIR.replace("rulebook/1", "rulebook/2").replace("quota = 2\n", more)
    world = factory.make_judged(CLOSE, by_juror=factory.SPREAD, text=text)
    world.run = factory.report(world, factory.run(world))
    return world


def test_what_is_found_and_not_proven_under_a_geometric_mean_is_told_as_such(client, multiplied):
    for name, more in (("chair", ()), ("category", (CATEGORY,))):
        page = open_page(client, name, multiplied, *more, language="en").text
        for sentence in (
            "Found, not proven: ",
            " draws level with ",
            "found able to come first: ",
            "that nobody else can is not proven",
        ):
            assert sentence in page, (name, sentence)
        assert "only if weights move" not in page
    assert "part of the final score that they make" not in page
    assert "Ditemukan, bukan dibuktikan: " in open_page(client, "chair", multiplied).text
    assert not method_report.reports_of(multiplied.run)[CATEGORY].report.certified


def test_what_if_answers_under_a_geometric_mean(client, multiplied):
    asked = {"s-data": "5", "s-interview": "95"}
    page = open_page(client, "what-if", multiplied, CATEGORY, language="en", **asked)
    assert page.status_code == 200
    assert all(row.asked_score is not None for row in page.context["rows"])
    assert len(page.context["changed"]) == 2
