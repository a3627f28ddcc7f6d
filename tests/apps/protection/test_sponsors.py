"""Sponsors: rates by office, pledges with their money, who fell behind, papers, and lists handed in."""

import io
import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.protection.test_pages import text_of
from tests.factories import protection as make
from tests.factories import rosters

from paritrana.apps.ledger.models import Entry
from paritrana.apps.ledger.queries import checkpoint_of, recomputed_checkpoint
from paritrana.apps.protection.commands import (
    ecosystem,
    funds,
    sponsor_papers,
    sponsor_rolls,
    sponsors,
    workers,
)
from paritrana.apps.protection.models import (
    EmployerCase,
    Enlistment,
    Payment,
    Pledge,
    Reveal,
    Sponsor,
    Workplace,
)
from paritrana.apps.protection.permissions import desk_of
from paritrana.apps.protection.queries import sponsors as queries
from paritrana.apps.protection.queries.money import balance_of
from paritrana.apps.protection.rules import sponsors as rules
from paritrana.apps.protection.states import FundKind, StopReason, VillageRole
from paritrana.core.units import Rate, clock
from paritrana.errors import BadInput, DataFaults, NotFound, NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db
MAY = datetime(2026, 5, 12, 9, tzinfo=ZoneInfo("Asia/Makassar"))


@pytest.fixture(autouse=True)
def _in_may():
    with clock.at(MAY):
        yield


@pytest.fixture
def officer():
    return make.regency_officer()


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    client.cookies["django_language"] = "en"
    return client


def deduct(pledge, by, month="2026-01"):
    return sponsors.deduct(
        workplace=pledge.sponsor.workplace,
        pledges=[pledge.pk],
        month=month,
        paid_on=date(2026, 5, 4),
        document="SP2D 4",
        by=by,
    )


def test_a_month_of_many_sponsors_is_paid_as_one_after_another_would_be(officer):
    place = make.make_workplace(officer)
    fund = make.make_sponsor_fund(officer)

    def pledged(count):
        return [
            make.make_pledge(officer, sponsor=make.make_sponsor(officer, place), fund=fund)
            for _number in range(count)
        ]

    def told(after):
        found = Entry.objects.filter(event="fund.paid", pk__gt=after).order_by("seq")
        return [(one.actor, json.loads(one.leaf)["facts"]) for one in found]

    def asked(rows, month):
        before = Entry.objects.latest("pk").pk
        with CaptureQueriesContext(connection) as queries:
            given = {"workplace": place, "pledges": [one.pk for one in rows], "month": month}
            sponsors.deduct(**given, paid_on=date(2026, 5, 4), document="SP2D 4", by=officer)
        return len(queries), told(before)

    few, many = pledged(2), pledged(6)
    queries, _entries = asked(few, "2026-01")
    alike, entries = asked([*few, *many], "2026-02")
    assert alike == queries, "as many for two sponsors as for eight"
    before = Entry.objects.latest("pk").pk
    for one in [*few, *many]:
        given = {"workers": 1, "first_month": "2026-03", "last_month": "2026-03", "document": "SP2D 4"}
        funds.pay(commitment=one.commitment, paid_on=date(2026, 5, 4), by=officer, **given)
    assert told(before) == entries
    assert [one.amount for one in Payment.objects.filter(first_month="2026-02")] == [16_800] * 8
    assert balance_of(fund).paid == (2 + 8 + 8) * 16_800
    assert checkpoint_of("house") == recomputed_checkpoint("house"), "the tree of the log is whole"
    with pytest.raises(RuleRefused, match="nothing_due"):
        asked(many, "2026-02")


def test_one_sponsor_too_many_and_nobody_is_paid(officer):
    place = make.make_workplace(officer)
    good, short = (make.make_pledge(officer, sponsor=make.make_sponsor(officer, place)) for _ in range(2))
    money = short.commitment
    money.amount = 16_799
    money.save(update_fields=["amount"])
    with pytest.raises(RuleRefused, match=r"fund\.not_committed"):
        funds.pay_each(
            commitments=[good.commitment, money],
            month="2026-02",
            paid_on=date(2026, 5, 4),
            document="SP2D 4",
            by=officer,
        )
    assert not Payment.objects.exists()


def line_of(officer, workplace):
    found = queries.lines(queries.workplaces(desk_of(officer).reach, []), year=2026)
    return next(one for one in found if one.workplace == workplace)


@pytest.mark.parametrize(
    ("given", "rate"),
    [
        ({"servants": 40, "listed": 0, "sponsoring": 0, "stated": 3}, Rate(3, 40)),
        ({"servants": 40, "listed": 12, "sponsoring": 2, "stated": 30}, Rate(2, 40)),
        ({"servants": 1, "listed": 2, "sponsoring": 2, "stated": 0}, Rate(2, 2)),
    ],
)
def test_the_word_of_an_office_counts_only_while_nobody_is_listed(given, rate):
    assert rules.rate_of(**given) == rate


def test_months_behind_are_those_that_are_over_and_not_paid():
    pledged, paid = ("2025-11", "2026-06"), [("2025-11", "2025-12"), ("2026-02", "2026-02")]
    assert rules.unpaid(pledged, paid, until="2026-04") == ["2026-01", "2026-03"]
    assert rules.unpaid(pledged, paid, until="2025-11") == []
    assert rules.unpaid(pledged, [], until="2030-01") == rules.months_between(*pledged)


def test_a_person_counts_once_however_many_pay():
    found = rules.counted({1, 2, 3}, {3, 4})
    assert (found.by_fund, found.by_sponsor, found.both, found.persons) == (3, 2, 1, 4)


def test_the_register_counts_a_sponsored_person_once_beside_the_village_fund(officer):
    village_fund = make.make_fund(officer)
    both = make.make_worker(officer, fund=village_fund)
    make.make_worker(officer, fund=village_fund)
    make.make_worker(officer)
    make.make_pledge(officer, worker=both)
    make.make_pledge(officer)
    found = queries.counted_once(desk_of(officer).reach, year=2026)
    assert (found.by_fund, found.by_sponsor, found.both, found.persons) == (2, 2, 1, 3)
    both.refresh_from_db()
    assert both.fund == village_fund, "who pays first stays"


def test_a_pledge_commits_money_of_sponsors_and_settles_who_pays(officer):
    pledge = make.make_pledge(officer, first_month="2026-03", last_month="2026-08")
    fund = pledge.fund
    assert balance_of(fund).committed == 6 * 16_800
    pledge.worker.refresh_from_db()
    assert pledge.worker.fund == fund
    with pytest.raises(RuleRefused, match=r"pledge\.not_a_sponsor_fund"):
        make.make_pledge(officer, fund=make.make_fund(officer, kind=FundKind.CSR, fund_rules={}))
    with pytest.raises(RuleRefused, match=r"pledge\.worker_taken"):
        make.make_pledge(officer, worker=pledge.worker, first_month="2026-08", last_month="2026-09")
    make.make_pledge(officer, worker=pledge.worker, first_month="2026-09", last_month="2026-10")
    with pytest.raises(BadInput, match=r"pledge\.no_relation"):
        make.make_pledge(officer, relation="stranger")


def test_who_fell_behind_and_what_a_deduction_does(officer):
    pledge = make.make_pledge(officer)
    reach = desk_of(officer).reach
    (late,) = queries.fell_behind(reach, [])
    assert (late.behind, late.owed) == (("2026-01", "2026-02", "2026-03", "2026-04"), 4 * 16_800)
    deduct(pledge, officer)
    (late,) = queries.fell_behind(reach, [])
    assert late.behind == ("2026-02", "2026-03", "2026-04")
    with pytest.raises(RuleRefused, match=r"pledge\.nothing_due"):
        deduct(pledge, officer)
    for month in late.behind:
        deduct(pledge, officer, month)
    assert queries.fell_behind(reach, []) == []
    assert balance_of(pledge.fund).paid == 4 * 16_800
    line = line_of(officer, pledge.sponsor.workplace)
    assert (line.rate, line.workers, line.behind) == (Rate(1, 10), 1, 0)


def test_nothing_is_deducted_before_the_mandate_is_signed(officer):
    pledge = make.make_pledge(officer, signed_on=None)
    with pytest.raises(RuleRefused, match=r"pledge\.nothing_due"):
        deduct(pledge, officer)
    sponsors.sign(pledge=pledge, signed_on=date(2026, 5, 2), by=officer)
    assert deduct(pledge, officer) == 1


def test_an_ended_pledge_frees_the_months_that_were_not_paid(officer):
    pledge = make.make_pledge(officer)
    deduct(pledge, officer, "2026-01")
    deduct(pledge, officer, "2026-02")
    sponsors.end(pledge=pledge, note="Pindah tugas", by=officer)
    balance = balance_of(pledge.fund)
    assert (balance.committed, balance.paid, balance.unpaid) == (2 * 16_800, 2 * 16_800, 0)
    pledge.worker.refresh_from_db()
    assert pledge.worker.fund is None
    assert queries.fell_behind(desk_of(officer).reach, []) == []
    assert line_of(officer, pledge.sponsor.workplace).rate == Rate(0, 10)
    with pytest.raises(RuleRefused, match=r"pledge\.ended"):
        sponsors.end(pledge=pledge, note="Lagi", by=officer)


def test_a_commitment_taken_back_in_the_fund_ends_what_is_due(officer):
    pledge = make.make_pledge(officer)
    funds.release(commitment=pledge.commitment, note="Salah", by=officer)
    assert queries.fell_behind(desk_of(officer).reach, []) == []
    assert queries.due_in(pledge.sponsor.workplace, "2026-01") == []
    sponsors.end(pledge=Pledge.objects.get(), note="Salah", by=officer)


def test_names_are_sealed_listed_once_and_in_no_event(officer):
    workplace = make.make_workplace(officer)
    assert sponsors.list_people(workplace=workplace, names=["Ratulangi Uji", "Tumbel Uji"], by=officer) == 2
    assert sponsors.list_people(workplace=workplace, names=["ratulangi  uji"], by=officer) == 0
    stored = " ".join(str(row) for row in Sponsor.objects.values_list("token", "name_sealed"))
    told = " ".join(Entry.objects.values_list("leaf", flat=True))
    assert "atulangi" not in (stored + told).casefold()
    assert "R••• U•••" in queries.masked_names(Sponsor.objects.select_related("data_key")).values()
    with pytest.raises(BadInput, match=r"sponsor\.bad_name"):
        rules.read_names("19800101 200501 1 001")


def test_who_leaves_ends_the_pledge_first_and_may_come_back(officer):
    pledge = make.make_pledge(officer, sponsor=make.make_sponsor(officer, name="Tumbel Uji"))
    with pytest.raises(RuleRefused, match=r"sponsor\.has_pledge"):
        sponsors.leave(sponsor=pledge.sponsor, by=officer)
    sponsors.end(pledge=pledge, note="Pensiun", by=officer)
    sponsors.leave(sponsor=pledge.sponsor, by=officer)
    gone = Sponsor.objects.get(pk=pledge.sponsor_id)
    with pytest.raises(RuleRefused, match=r"sponsor\.left"):
        make.make_pledge(officer, sponsor=gone)
    assert sponsors.list_people(workplace=gone.workplace, names=["Tumbel Uji"], by=officer) == 1
    assert list(queries.people_of(gone.workplace)) == [gone]


def test_offices_of_others_are_not_kept(officer):
    workplace = make.make_workplace(officer)
    with pytest.raises(NotFound, match=r"protection\.none"):
        sponsors.list_people(workplace=workplace, names=["Uji"], by=make.regency_officer("71.02"))
    with pytest.raises(NotPermitted, match=r"protection\.other_office"):
        sponsors.list_people(workplace=workplace, names=["Uji"], by=make.officer_of("province", "71"))


def test_a_list_of_people_is_taken_in_whole_or_not_at_all(officer):
    area = {"office": make.make_workplace(officer).office, "region": Workplace.objects.get().region}

    def hand_in(text, kind="persons"):
        upload = SimpleUploadedFile("daftar.csv", text.encode())
        return sponsor_rolls.take_in(kind=kind, upload=upload, by=officer, **area)

    head = "kantor,organisasi,nama\n"
    with pytest.raises(DataFaults) as caught:
        hand_in(f"{head}Dinas A,KORPRI,Satu Uji\nDinas A,SERIKAT,Dua Uji\n,PGRI,Tiga Uji\n")
    assert [(one.line, one.code) for one in caught.value.faults] == [
        (3, "roll.association"),
        (4, "roll.no_office"),
    ]
    assert not Sponsor.objects.exists()
    good = f"{head}Dinas A,KORPRI,Satu Uji\nDinas A,korpri,Dua Uji\nSD 1,PGRI,Tiga Uji\n"
    assert hand_in(good) == (2, 3)
    assert hand_in(good) == (2, 0)
    assert hand_in("kantor,organisasi,jumlah_asn,sudah_mengasuh\nDinas A,KORPRI,48,3\n", "counts") == (1, 0)
    line = line_of(officer, Workplace.objects.get(name="Dinas A"))
    assert (line.rate, line.listed) == (Rate(0, 48), 2)


@pytest.mark.parametrize("count", [1, 30])
def test_lists_need_the_same_queries_however_long(officer, count, desk, django_assert_max_num_queries):
    workplace = make.make_workplace(officer)
    sponsors.list_people(workplace=workplace, names=[f"Uji {one}" for one in range(count)], by=officer)
    make.make_sponsor_fund(officer, ceiling=count * 12 * 16_800)
    for row in workplace.people.all():
        make.make_pledge(officer, sponsor=row, first_month="2026-01", last_month="2026-01")
    if count > 1:
        for _number in range(9):
            make.make_workplace(officer)
    for address, most in (
        ("/program/asuh", 17),
        (f"/program/asuh/kantor/{workplace.pk}", 18),
        ("/program/asuh/tertinggal", 12),
        (f"/program/asuh/kantor/{workplace.pk}/potongan?month=2026-01", 18),
    ):
        with django_assert_max_num_queries(most):
            assert desk.get(address).status_code == 200


def test_an_office_is_entered_its_people_listed_and_a_pledge_made(desk, officer):
    worker = make.make_worker(officer, nik="7107033101900012")
    fund = make.make_sponsor_fund(officer)
    assert "No office counted yet" in text_of(desk.get("/program/asuh"))
    area = desk.get("/program/asuh/kantor/baru").context["form"].fields["area"].initial
    given = {"area": area, "name": "Dinas Sosial", "association": "pgri", "counted_on": "2026-05-01"}
    page = desk.post("/program/asuh/kantor/baru", given | {"servants": "5", "stated_sponsors": "9"})
    assert "9 sponsor, and the office has 5 civil servants" in text_of(page, 422)
    made = desk.post(
        "/program/asuh/kantor/baru", given | {"servants": "48", "stated_sponsors": "3"}, follow=True
    )
    assert "3 of 48 sponsor in 2026" in text_of(made)
    workplace = Workplace.objects.get()
    desk.post(f"/program/asuh/kantor/{workplace.pk}/orang", {"names": "Ratulangi Uji\nTumbel Uji"})
    page = text_of(desk.get(f"/program/asuh/kantor/{workplace.pk}"))
    assert "R••• U•••" in page
    assert "0 of 48 sponsor in 2026" in page
    sponsor = workplace.people.first()
    address = f"/program/asuh/orang/{sponsor.pk}/janji"
    given = {
        "relation": "neighbour",
        "first_month": "2026-01",
        "last_month": "2026-06",
        "fund": fund.pk,
    }
    page = text_of(desk.post(address, given | {"nik": "7107033101909999"}), 422)
    assert "No worker of your area stands in the register under this NIK" in page
    page = text_of(desk.post(address, given | {"nik": "7107 0331 0190 0012"}, follow=True))
    assert "Not signed yet" in page
    assert "4 months behind" in page
    pledge = worker.pledges.get()
    desk.post(f"/program/asuh/janji/{pledge.pk}/tanda-tangan", {"signed_on": "2026-05-02"})
    address = f"/program/asuh/kantor/{workplace.pk}/potongan?month=2026-01"
    desk.post(address, {"pledges": [pledge.pk], "paid_on": "2026-05-04", "document": "SP2D 7"})
    page = text_of(desk.get("/program/asuh/tertinggal"))
    assert "Rp50,400" in page
    saved = desk.get("/program/asuh?format=xlsx&organisasi=pgri")
    rows = list(openpyxl.load_workbook(io.BytesIO(saved.content)).active.values)
    assert rows[1][:5] == ("Dinas Sosial", "PGRI", 48, 1, 47)
    assert "No office counted yet" in text_of(desk.get("/program/asuh?organisasi=korpri"))


def test_papers_show_names_for_a_purpose_and_note_the_look(desk, officer, settings):
    settings.LISTS_A_DAY = 1  # of each kind
    sponsor = make.make_sponsor(officer, name="Ratulangi Uji")
    worker = make.make_worker(officer, name="Pekerja Rekaan")
    pledge = make.make_pledge(officer, sponsor=sponsor, worker=worker, signed_on=None)
    base = f"/program/asuh/kantor/{sponsor.workplace_id}"
    assert "Ratulangi" not in text_of(desk.get(f"{base}/kuasa"))
    page = text_of(desk.post(f"{base}/kuasa"))
    assert "Ratulangi Uji" in page
    assert "Pekerja Rekaan" in page
    assert "Rp16,800 a month, Rp201,600 together" in page
    assert "Nobody of this office has a signed mandate" in text_of(
        desk.post(f"{base}/bendahara", {"month": "2026-04"}), 409
    )
    sponsors.sign(pledge=pledge, signed_on=date(2026, 5, 2), by=officer)
    assert "has come back signed" in text_of(desk.post(f"{base}/kuasa"), 409)
    saved = desk.post(f"{base}/bendahara", {"month": "2026-04"})
    rows = list(openpyxl.load_workbook(io.BytesIO(saved.content)).active.values)
    assert (rows[1][0], rows[1][3]) == ("Ratulangi Uji", 16_800)
    assert "Record what was deducted first" in text_of(desk.post(f"{base}/terima-kasih"), 409)
    deduct(pledge, officer)
    assert "Ratulangi Uji" in text_of(desk.post(f"{base}/terima-kasih"))
    pledge.refresh_from_db()
    assert pledge.thanked_on == MAY.date()
    assert [one.purpose for one in Reveal.objects.order_by("pk")] == ["mandate", "treasurer", "thanks"]
    told = " ".join(Entry.objects.values_list("leaf", flat=True))
    assert "Ratulangi" not in told
    assert "You have reached the limit of 1" in text_of(
        desk.post(f"{base}/bendahara", {"month": "2026-05"}), 409
    )


def test_a_faulty_list_is_told_row_by_row_on_the_page(desk, officer):
    make.make_workplace(officer)
    area = desk.get("/program/asuh/unggah").context["form"].fields["area"].initial
    text = "kantor,organisasi,jumlah_asn,sudah_mengasuh\nDinas A,KORPRI,4,9\n"
    given = {"area": area, "kind": "counts", "upload": SimpleUploadedFile("a.csv", text.encode())}
    page = text_of(desk.post("/program/asuh/unggah", given), 422)
    assert "The list was not taken in; nothing is changed" in page
    assert "more sponsor than there are" in page
    sample = desk.get("/program/asuh/contoh/counts")
    given["upload"] = SimpleUploadedFile("a.csv", sample.content)
    assert "1 office written" in text_of(desk.post("/program/asuh/unggah", given, follow=True))
    assert desk.get("/program/asuh/contoh/lain").status_code == 404


def test_the_first_page_tells_who_fell_behind_what_is_overdue_and_who_is_not_covered(desk, officer):
    make.make_pledge(officer)
    make.make_task(officer)
    ecosystem.count_village(
        village=make.make_village(),
        counts={VillageRole.RT: (4, 1)},
        counted_on=date(2026, 5, 1),
        by=officer,
    )
    EmployerCase.objects.filter(pk=make.make_old_case(officer).pk).update(next_on=date(2026, 5, 12))
    page = text_of(desk.get("/program"))
    for step in (
        "Ask the sponsors who fell behind",
        "Chase what was agreed and is overdue",
        "Look at employers again",
        "Cover who serves the villages and offices",
    ):
        assert step in page
    assert "3 people" in page
    assert "employers to look at again, of 1 followed" in page


def test_nothing_is_deducted_for_a_worker_who_left_the_register(desk, officer):
    pledge = make.make_pledge(officer)
    workers.stop(worker=pledge.worker, reason=StopReason.DECEASED, by=officer)
    assert queries.due_in(pledge.sponsor.workplace, "2026-04") == []
    assert queries.fell_behind(desk_of(officer).reach, []) == []
    with pytest.raises(RuleRefused, match=r"pledge\.none_due"):
        sponsor_papers.tell_treasurer(workplace=pledge.sponsor.workplace, month="2026-04", by=officer)
    page = text_of(desk.get(pledge.sponsor.get_absolute_url()))
    assert "no longer in the register: end the pledge" in page
    sponsors.end(pledge=pledge, note="Pekerja meninggal", by=officer)
    assert balance_of(pledge.fund).committed == 0


def test_a_worker_for_whom_somebody_pledged_outlives_the_undoing_of_the_roster(officer):
    roster = rosters.make_committed(officer, [rosters.a_row(8803), rosters.a_row(8804)])
    pledged, other = (one.worker for one in roster.imported.order_by("pk"))
    make.make_pledge(officer, worker=pledged)
    rosters.undo(roster, officer)
    assert list(Enlistment.objects.filter(pk__in=[pledged.pk, other.pk])) == [pledged]
