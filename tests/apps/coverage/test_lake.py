"""A roll from the officer's desk through the lake to published figures, with the real engine."""

from datetime import date

import pytest
from tests.core.grounds import regions_file
from tests.factories import coverage as make
from tests.factories.organisations import make_region

from paritrana.apps.coverage import queries
from paritrana.apps.coverage.commands import runs, work
from paritrana.apps.coverage.models import Figure
from paritrana.apps.coverage.queries import deliveries as delivery_queries
from paritrana.apps.coverage.states import ROLLS, DeliveryState, RunState
from paritrana.core.rolls import receive

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    make_region("71.07.03.2006")
    return make.make_officer()


def test_every_row_of_a_roll_is_accepted_or_rejected_and_the_file_is_let_go(officer, settings, client):
    delivery = make.make_delivery("contribution", make.roll(12, months=2), by=officer)

    file = delivery.files.get()
    assert (delivery.state, file.rows, file.accepted, file.rejected) == (DeliveryState.DONE, 25, 24, 1)
    assert not file.file
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []
    assert delivery_queries.rejected_rows(file) == [(26, 64, "")]

    client.force_login(officer)
    page = client.get(delivery.get_absolute_url()).content.decode()
    assert "kode desa/kelurahan tidak dikenal" in page.lower()
    workbook = client.get(f"/program/kiriman/{delivery.pk}/ditolak/{file.pk}?format=xlsx")
    assert workbook["Content-Type"].endswith("sheet")
    told = page + client.get(f"/program/kiriman/{delivery.pk}/ditolak/{file.pk}").content.decode()
    assert "village.unknown" in told
    assert "710701" not in told
    assert "ORANG REKAAN" not in told
    assert "Yang diketahui" not in told


@pytest.mark.parametrize("schema", sorted(ROLLS))
def test_the_sample_of_a_roll_is_taken_in_as_it_is(officer, client, schema):
    for code in ("71.07", "71.71"):
        make_region(code)
    client.force_login(officer)
    sample = client.get(f"/program/kiriman/contoh/{schema}.csv")
    assert f'filename="contoh-rekaan-{schema}.csv"' in sample["Content-Disposition"]
    file = make.make_delivery(schema, sample.content.decode(), by=officer).files.get()
    assert file.accepted == file.rows > 0


def test_a_rejected_row_says_which_villages_took_the_place_of_its_own(officer, client, tmp_path):
    old, new = "71.07.03.2006", "71.07.03.2007"
    codes = tmp_path / "succession.csv"
    codes.write_text(f"old,new,since,share,decree\n{old},{new},2024-07-01,1,Perda contoh\n")
    regions = regions_file(tmp_path, [old, new], {new: date(2024, 7, 1)})
    roll = tmp_path / "roll.csv"
    roll.write_text(make.roll(1, months=12, faulty=0))
    given = {"schema": "contribution", "lake": tmp_path / "lake", "key": b"a key only for these tests"}
    report = receive([roll], as_of=date(2024, 12, 31), regions=regions, successions=codes, **given).files[0]
    delivery = make.make_delivery("contribution", make.ROLL, by=officer, read=False)
    file = delivery.files.get()
    file.file_no, file.rejected = report.file_no, report.rejected
    file.save()

    client.force_login(officer)
    page = client.get(f"/program/kiriman/{delivery.pk}/ditolak/{file.pk}").content.decode()
    assert "village.expired" in page
    assert f"{new} (2024-07)" in page


def test_a_fault_of_many_files_is_told_once_and_a_roll_of_faults_only_changes_nothing(officer, client):
    faulty = make.roll(0, months=0, faulty=0) + make.roll(1, months=1).splitlines()[-1] + "\n"
    delivery = make.make_delivery("contribution", faulty, faulty + "\n", by=officer)

    client.force_login(officer)
    page = client.get(delivery.get_absolute_url()).content.decode()
    assert page.count("village.unknown") == 1
    assert "Tidak satu baris pun" in page or "No row of these files was accepted" in page
    assert page.count("/ditolak/") == 2, "the count of each file leads to its rows"


def test_a_replayed_file_is_recognised_and_counted_once(officer):
    text = make.roll(12, months=1, faulty=0)
    make.make_delivery("contribution", text, by=officer)
    again = make.make_delivery("contribution", text, by=officer)

    assert again.state == DeliveryState.DONE
    assert again.files.get().replayed
    assert len(delivery_queries.received_inputs()) == 1


def test_a_roll_that_cannot_be_read_fails_with_its_faults_and_leaves_nothing(officer, settings):
    delivery = make.make_delivery("contribution", "nik;name\n1;2\n", by=officer)

    assert delivery.state == DeliveryState.FAILED
    assert delivery.fault
    assert not delivery.files.get().file
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []


def test_figures_go_from_the_roll_to_the_snapshot(officer):
    make.make_delivery("contribution", make.roll(40, months=2, faulty=0), by=officer)
    denominators = make.make_denominators(by=officer)
    run = runs.ask(year="2024", denominators=denominators, months=["02"], by=officer)

    assert work.work() == 1
    run.refresh_from_db()
    assert (run.state, run.done) == (RunState.COMPUTED, run.total)
    assert run.inputs[0]["rows"] == 80
    assert set(run.tables) >= {"contribution", "person_month"}
    snapshot = runs.publish(run=runs.approve(run=run, by=officer), by=make.make_officer())

    found = queries.figure_for("71.07", "2024")
    assert (found.numerator, found.denominator, found.snapshot) == (80, 1200, snapshot)
    village = Figure.objects.get(
        run=run, measure="person_month_coverage", level="village", segment="", funder=""
    )
    assert (village.region_code, village.numerator, village.denominator) == ("71.07.03.2006", "80", "")
    assert Figure.objects.filter(run=run, region_code="ID", measure="protected", period="2024-02").exists()


def test_a_figure_of_fewer_than_ten_persons_is_kept_without_its_counts(officer):
    make.make_delivery("contribution", make.roll(9, months=2, faulty=0), by=officer)
    run = runs.ask(year="2024", denominators=make.make_denominators(by=officer), months=[], by=officer)
    run = work.take_run(run)

    hidden = Figure.objects.filter(run=run, suppressed=True)
    assert hidden.filter(region_code="71.07", measure="person_month_coverage").exists()
    assert set(hidden.values_list("numerator", "denominator")) == {("", "")}
    assert not Figure.objects.filter(run=run, region_code="71.07", numerator__in=["9", "18"]).exists()
