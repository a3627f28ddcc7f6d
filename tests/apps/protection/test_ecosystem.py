"""The village ecosystem and honorary staff: counts, people linked from the register, gaps."""

import io
from datetime import date

import openpyxl
import pytest
from tests.apps.protection.test_pages import text_of
from tests.factories import protection as make

from paritrana.apps.protection.commands import ecosystem, workers
from paritrana.apps.protection.models import RoleHolder
from paritrana.apps.protection.permissions import desk_of
from paritrana.apps.protection.queries import ecosystem as queries
from paritrana.apps.protection.rules import ecosystem as rules
from paritrana.apps.protection.rules.ecosystem import Tally
from paritrana.apps.protection.states import StopReason, VillageRole
from paritrana.core.units import Rate
from paritrana.errors import BadInput, NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def officer():
    return make.regency_officer()


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    client.cookies["django_language"] = "en"
    return client


def count(village, by, **roles):
    counts = {VillageRole(role): given for role, given in roles.items()}
    ecosystem.count_village(village=village, counts=counts, counted_on=DAY, by=by)


@pytest.mark.parametrize(
    ("tally", "number", "covered", "gap"),
    [
        (Tally(counted=5, stated=2, linked=3), 5, 3, 2),  # never added
        (Tally(counted=5, stated=4, linked=1), 5, 4, 1),
        (Tally(counted=1, linked=2), 2, 2, 0),  # more people than were counted
        (Tally(counted=2, linked=1, waiting=1), 2, 1, 1),  # listed, and nobody pays
        (Tally(), 0, 0, 0),
    ],
)
def test_the_larger_of_word_and_register_is_covered(tally, number, covered, gap):
    assert (tally.number, tally.covered, tally.gap) == (number, covered, gap)


def test_a_kelurahan_has_no_council_and_no_head_to_cover():
    assert VillageRole.COUNCIL_CHAIR in rules.roles_of(make.VILLAGE)
    assert rules.roles_of(make.KELURAHAN) == (VillageRole.RT, VillageRole.RW)


def test_counts_that_cannot_be_are_refused(officer):
    village = make.make_village()
    with pytest.raises(BadInput, match=r"post\.only_one"):
        count(village, officer, head=(2, 0))
    with pytest.raises(BadInput, match=r"post\.more_than_all"):
        count(village, officer, rt=(2, 3))
    with pytest.raises(RuleRefused, match=r"post\.not_here"):
        count(make.make_village(make.KELURAHAN), officer, head=(1, 0))
    with pytest.raises(NotPermitted):
        count(village, make.village_officer("71.07.03.2007"), rt=(1, 0))
    count(village, make.village_officer(), rt=(4, 1))
    (line,) = queries.village_lines([village])
    assert (line.rate, line.gap) == (Rate(1, 4), 3)


def test_linked_workers_count_once_they_have_a_payer_and_while_they_are_listed(officer):
    village = make.make_village()
    count(village, officer, official=(3, 0), head=(1, 1))
    fund = make.make_fund(officer)
    paid, waiting = make.make_worker(officer, fund=fund), make.make_worker(officer)
    for worker in (paid, waiting):
        ecosystem.link(worker=worker, role="official", by=officer)

    def official():
        (line,) = queries.village_lines([village])
        return line.tallies[VillageRole.OFFICIAL]

    assert official() == Tally(counted=3, stated=0, linked=1, waiting=1)
    ecosystem.link(worker=paid, role="rt", by=officer)
    assert official() == Tally(counted=3, stated=0, linked=0, waiting=1)
    assert RoleHolder.objects.filter(worker=paid).count() == 1, "one role a worker"
    workers.stop(worker=waiting, reason=StopReason.LEFT, by=officer)
    assert official() == Tally(counted=3)
    ecosystem.unlink(worker=paid, by=officer)
    with pytest.raises(RuleRefused, match=r"post\.none_held"):
        ecosystem.unlink(worker=paid, by=officer)


def test_honorary_staff_stand_beside_the_villages_among_the_gaps(officer):
    village, workplace = make.make_village(), make.make_workplace(officer, name="Dinas Sosial")
    count(village, officer, rt=(4, 3))
    ecosystem.count_honorary(workplace=workplace, number=20, stated=5, counted_on=DAY, by=officer)
    worker = make.make_worker(officer)
    ecosystem.link(worker=worker, role="honorary", workplace=workplace, by=officer)
    reach = desk_of(officer).reach
    lines = queries.village_lines([village]) + queries.office_lines(reach, [])
    assert [(one.role, one.tally.gap) for one in queries.gaps(lines)] == [
        (VillageRole.HONORARY, 15),
        (VillageRole.RT, 1),
    ]
    assert queries.count_uncovered(reach, []) == 16
    assert queries.count_uncovered(desk_of(make.regency_officer("71.02")).reach, []) == 0


@pytest.mark.parametrize("number", [1, 30])
def test_the_lists_need_the_same_queries(officer, number, desk, django_assert_max_num_queries):
    for place in range(number):
        village = make.make_village(f"71.07.03.20{place:02d}")
        count(village, officer, rt=(4, 3), head=(1, 0))
        ecosystem.count_honorary(
            workplace=make.make_workplace(officer), number=4, stated=1, counted_on=DAY, by=officer
        )
    for address, most in (
        ("/program/ekosistem", 9),
        ("/program/ekosistem/honorer", 9),
        ("/program/ekosistem/celah", 12),
    ):
        with django_assert_max_num_queries(most):
            assert desk.get(address).status_code == 200


def test_roles_are_counted_under_their_local_name_and_saved_as_excel(desk, officer):
    village = make.make_village(name="Desa Tosuraya")
    village.head_title, village.council_title, village.words_checked = "hukum tua", "BPD", True
    village.save()
    here = f"/program/ekosistem/desa/{village.pk}"
    assert "Not counted yet" in text_of(desk.get(here))
    page = text_of(desk.get(f"{here}/ubah"))
    assert "Hukum tua" in page
    given = {"head_number": "1", "rt_number": "4", "rt_stated": "9", "counted_on": "2026-03-02"}
    assert "9 are said to be covered, of 4" in text_of(desk.post(f"{here}/ubah", given), 422)
    page = text_of(desk.post(f"{here}/ubah", given | {"rt_stated": "3"}, follow=True))
    assert "3 of 4" in page
    page = text_of(desk.get("/program/ekosistem"))
    assert "3 of 5 who were counted are covered" in page
    saved = desk.get("/program/ekosistem/celah?format=xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(saved.content)).active.values)
    assert [row[2:6] for row in rows[1:]] == [("Hukum tua", 1, 0, 1), ("Heads of RT", 4, 3, 1)]


def test_a_worker_is_given_a_role_and_loses_it(desk, officer):
    worker = make.make_worker(officer)
    workplace = make.make_workplace(officer, name="Dinas Sosial")
    address = f"/program/pekerja/{worker.pk}/peran"
    assert address in text_of(desk.get(f"/program/pekerja/{worker.pk}"))
    desk.post(address, {"role": "secretary"})
    assert worker.holds.post.role == "secretary"
    assert "no payer yet" in text_of(desk.get(f"/program/ekosistem/desa/{make.VILLAGE}"))
    desk.post(address, {"role": f"kantor:{workplace.pk}"})
    assert "Dinas Sosial" in text_of(desk.get("/program/ekosistem/honorer"))
    assert RoleHolder.objects.get().post.workplace == workplace
    desk.post(address, {"role": ""})
    assert not RoleHolder.objects.exists()


def test_a_village_officer_counts_the_own_village_alone(client):
    client.force_login(make.village_officer())
    here = f"/program/ekosistem/desa/{make.VILLAGE}"
    assert client.get("/program/ekosistem").headers["Location"] == here
    assert client.get(here).status_code == 200
    assert client.get("/program/ekosistem/desa/71.07.03.2007").status_code == 403
    assert client.get("/program/ekosistem/celah").status_code == 403


def test_an_office_above_reads_what_only_the_own_office_counts_and_marks(officer, client):
    workplace = make.make_workplace(officer, name="Dinas Sosial")
    ecosystem.count_honorary(workplace=workplace, number=20, stated=5, counted_on=DAY, by=officer)
    task = make.make_task(officer)
    count_it = f"/program/ekosistem/honorer/{workplace.pk}"
    mark_it = f"/program/kegiatan/{task.activity_id}/sepakat/{task.pk}/selesai"
    for user, may in ((officer, True), (make.officer_of("province", "71"), False)):
        client.force_login(user)
        for page, link in (("ekosistem/honorer", count_it), ("ekosistem/celah", count_it)):
            text = text_of(client.get(f"/program/{page}"))
            assert "Dinas Sosial" in text
            assert (link in text) is may
        text = text_of(client.get("/program/kegiatan/tindak-lanjut"))
        assert task.what in text
        assert (mark_it in text) is may
        assert (client.get(mark_it).status_code == 200) is may
