"""Reports of a run with many entrants: asked for on a page, made by the sweep, left and found again."""

import json

import pytest
from django.urls import reverse
from tests.factories import results as factory

from paritrana.apps.ledger.models import Entry
from paritrana.apps.nominations.models import Answer
from paritrana.apps.results.commands import reports
from paritrana.apps.results.models import RankingRun, ReportErrand
from paritrana.apps.results.queries import computing
from paritrana.apps.results.states import ReportState
from paritrana.errors import NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def large(monkeypatch):
    """A run that counts as a large one, and nobody's reports yet."""
    monkeypatch.setattr(computing, "SMALL", 0)
    world = factory.make_judged(("0.70", "0.45", "0.25"), by_juror=factory.SPREAD)
    world.run = factory.run(world)
    return world


def page_of(client, world, name="chair", *more, user=None, **headers):
    client.force_login(user or world.chair)
    client.cookies["django_language"] = "en"
    answer = client.get(reverse(f"results:{name}", args=[world.edition.slug, *more]), headers=headers)
    assert answer.status_code == 200
    return " ".join(answer.text.split())


def ask_on_the_page(client, world):
    client.force_login(world.chair)
    return client.post(reverse("results:report", args=[world.edition.slug]))


def test_reports_of_a_large_run_wait_for_the_sweep_and_the_page_tells_how_far_they_are(client, large):
    assert ask_on_the_page(client, large).status_code == 302
    assert RankingRun.objects.get(pk=large.run.pk).robustness_json == ""
    for name, more in (("chair", ()), ("category", (factory.CATEGORY,))):
        page = page_of(client, large, name, *more, user=large.jurors[0])
        assert "How firmly the ranking stands is being computed." in page
        assert "0 of 10,000" in page
        assert 'hx-trigger="every 3s"' in page
    told = []
    assert reports.work(told.append) == 1
    assert told[0].endswith(": done")
    run = RankingRun.objects.get(pk=large.run.pk)
    assert json.loads(run.robustness_json)["worlds"] == 10_000
    last = Entry.objects.order_by("pk").last()
    assert (last.event, last.actor) == ("ranking.reported", f"user:{large.chair.pk}")
    page = page_of(client, large)
    assert "being computed" not in page
    assert "The robustness report is computed." not in page, "said only to a page that was waiting"
    assert "The robustness report is computed." in page_of(client, large, **{"HX-Request": "true"})
    assert reports.work() == 0


def test_only_the_waiting_part_of_the_plenary_looks_again_so_that_a_reason_being_typed_stays(client, large):
    ask_on_the_page(client, large)
    page = page_of(client, large)
    assert 'hx-select="#laporan"' in page
    assert 'hx-target="main"' not in page


def test_reports_are_asked_for_once(large):
    reports.ask(run=large.run, worlds=50, by=large.office)
    with pytest.raises(RuleRefused, match="reports_wait"):
        reports.ask(run=large.run, by=large.chair)
    with pytest.raises(NotPermitted):
        reports.ask(run=large.run, by=large.jurors[0])


def test_what_changes_while_reports_are_computed_keeps_them_out_and_the_page_says_so(
    client, large, monkeypatch
):
    whole = reports.compute

    def slowly(run, **options):
        made = whole(run, **options)
        Answer.objects.filter(nomination=large.entrants[2], field="regulation").update(value="none")
        return made

    monkeypatch.setattr(reports, "compute", slowly)
    errand = reports.ask(run=large.run, worlds=50, by=large.office)
    reports.work()
    errand.refresh_from_db()
    assert (errand.state, errand.fault) == (ReportState.FAILED, "results.inputs_changed")
    assert RankingRun.objects.get(pk=large.run.pk).robustness_json == ""
    Answer.objects.filter(nomination=large.entrants[2], field="regulation").update(value="perda")
    page = page_of(client, large)
    assert "has changed since this ranking was computed" in page
    assert "Compute the robustness report" in page, "it can be asked for again"
    monkeypatch.undo()
    assert reports.ask(run=large.run, worlds=50, by=large.office).state == ReportState.DONE


def test_reports_whose_worker_is_gone_are_taken_up_anew(large):
    errand = reports.ask(run=large.run, worlds=50, by=large.office)
    gone = f"{reports.own_name().rpartition(':')[0]}:{2**22 + 1}"
    ReportErrand.objects.filter(pk=errand.pk).update(state=ReportState.WORKING, worker=gone, done=20)
    told = []
    assert reports.work(told.append) == 1
    assert "taken up anew" in told[0]
    errand.refresh_from_db()
    assert (errand.state, errand.worker, errand.done) == (ReportState.DONE, "", 50)


def test_the_page_that_asks_before_publishing_says_whether_the_report_goes_with_it(client, large):
    factory.confirm(large, large.run)
    without = page_of(client, large, "publish", user=large.office)
    assert "is not computed; the result would be published without it, for good" in without
    factory.report(large, large.run)
    assert "is published with the result" in page_of(client, large, "publish", user=large.office)
