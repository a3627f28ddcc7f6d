"""Figures from a computed run to a snapshot that never changes."""

import hashlib

import pytest
from tests.factories import coverage as make
from tests.factories import nominations as offices

from paritrana.apps.coverage import queries
from paritrana.apps.coverage.commands import runs
from paritrana.apps.coverage.models import Figure, Snapshot
from paritrana.apps.coverage.queries import runs as run_queries
from paritrana.apps.coverage.rules import figures, withholding
from paritrana.apps.coverage.states import Measure, RunState
from paritrana.apps.organisations.states import Kind
from paritrana.errors import BadInput, NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db


def test_the_hash_of_a_snapshot_is_that_of_its_downloadable_table(client):
    snapshot = make.make_snapshot()

    table = client.get(f"/cakupan/s/{snapshot.number}/angka.csv").content
    assert hashlib.sha256(table).hexdigest() == snapshot.result_sha256
    assert table == figures.canonical(make.FIGURES)


def test_whoever_approved_does_not_publish():
    officer = make.make_officer()
    run = runs.approve(run=make.make_run(by=officer), by=officer)
    with pytest.raises(RuleRefused) as refused:
        runs.publish(run=run, by=officer)
    assert refused.value.code == "coverage.second_person"
    assert not Snapshot.objects.exists()

    assert runs.publish(run=run, by=make.make_officer()).number == 1


def test_figures_that_were_touched_after_approval_are_not_published():
    run = runs.approve(run=make.make_run(), by=make.make_officer())
    Figure.objects.filter(region_code="71.07", segment="", measure="person_month_coverage").update(
        numerator="1199"
    )
    with pytest.raises(RuleRefused) as refused:
        runs.publish(run=run, by=make.make_officer())
    assert refused.value.code == "coverage.changed_meanwhile"


def test_a_correction_is_a_new_snapshot_with_a_reason_and_the_old_one_stays():
    first = make.make_snapshot()
    corrected = (make.figure("71.07", "900", "1200"),)
    with pytest.raises(RuleRefused) as refused:
        make.make_snapshot(corrected)
    assert refused.value.code == "coverage.reason_needed"

    second = make.make_snapshot(corrected, reason="Satu berkas tercatat dua kali")
    assert (second.number, second.corrects) == (2, first)
    assert figures.digest(run_queries.rows_of(first.run)) == first.result_sha256
    assert queries.figure_for("71.07", "2024").numerator == 900


def test_a_correction_that_shows_what_was_withheld_is_not_published():
    first = make.make_snapshot()
    shown = (*(one for one in make.FIGURES if one[2] != "71.07.01"), make.figure("71.07.01", "240", "600"))
    run = runs.approve(run=make.make_run(shown), reason="Setoran terlambat", by=make.make_officer())
    with pytest.raises(RuleRefused) as refused:
        runs.publish(run=run, by=make.make_officer())
    assert refused.value.code == "coverage.shows_hidden"
    assert refused.value.facts == {"number": first.number, "count": 1}

    again = tuple(withholding.withheld(shown, before=run_queries.published_rows("2024")))
    assert make.figure("71.07.01") in again
    assert make.make_snapshot(again, reason="Setoran terlambat").corrects == first


def test_a_published_run_never_moves_again():
    snapshot = make.make_snapshot()
    officer = make.make_officer()
    for act in (runs.approve, runs.discard, runs.publish, runs.requeue):
        with pytest.raises(RuleRefused):
            act(run=snapshot.run, by=officer)
    assert Figure.objects.filter(run=snapshot.run).count() == len(make.FIGURES)


def test_a_discarded_run_lets_its_figures_go():
    run = runs.discard(run=make.make_run(), by=make.make_officer())
    assert run.state == RunState.DISCARDED
    assert not Figure.objects.exists()


def test_officers_of_a_regency_deliver_but_do_not_compute():
    regency = make.make_officer(offices.make_organisation(Kind.REGENCY_CITY, "71.07"))
    with pytest.raises(NotPermitted):
        runs.ask(year="2024", denominators=make.make_denominators(by=regency), by=regency)


def test_a_run_needs_received_denominators_and_a_year():
    officer = make.make_officer()
    with pytest.raises(BadInput):
        runs.ask(year="24", denominators=make.make_denominators(), by=officer)
    with pytest.raises(BadInput):
        runs.ask(year="2024", denominators=make.make_denominators("x\n"), by=officer)


def test_without_rolls_a_run_fails_and_says_what_to_do():
    from paritrana.apps.coverage.commands import work

    run = runs.ask(year="2024", denominators=make.make_denominators(), by=make.make_officer())
    run = work.take_run(run)
    assert (run.state, run.fault) == (RunState.FAILED, "coverage.no_lake")
    assert runs.requeue(run=run, by=make.make_officer()).state == RunState.QUEUED


def test_another_room_is_given_two_counts_and_the_way_back():
    snapshot = make.make_snapshot()

    found = queries.figure_for("71.07", "2024")
    assert (found.numerator, found.denominator) == (960, 1200)
    assert (found.url, found.manifest_url) == ("/cakupan/s/1", "/cakupan/s/1#masukan")
    assert found.snapshot == snapshot
    assert queries.figure_for("71.07", "2024-03", Measure.POINT_COVERAGE).numerator == 73


@pytest.mark.parametrize(("code", "period"), [("71.07.01", "2024"), ("71.07", "2023"), ("71.05", "2024")])
def test_nothing_is_given_for_a_suppressed_or_missing_figure(code, period):
    make.make_snapshot()
    assert queries.figure_for(code, period) is None


def test_figures_of_a_run_that_is_not_published_are_given_to_nobody():
    runs.approve(run=make.make_run(), by=make.make_officer())
    assert queries.figure_for("71.07", "2024") is None


def test_a_change_is_split_into_persons_and_workers():
    before = make.make_snapshot()
    run = make.make_run((make.figure("71.07", "900", "1000"),))

    (change,) = run_queries.changes(run, before)
    assert change.split.change == change.split.by_numerator + change.split.by_denominator
    assert (change.split.before, change.split.after) == (figures.exact("0.8"), figures.exact("0.9"))
    assert change.split.by_numerator == figures.exact("-0.05")


def test_coverage_above_the_whole_is_flagged_and_not_cut():
    rows = {one.after.region_code: one for one in run_queries.changes(make.make_run(), None)}
    assert rows["71.02"].is_above_whole
    assert rows["71.02"].share == figures.exact("1.1")
    assert not rows["71.07"].is_above_whole
