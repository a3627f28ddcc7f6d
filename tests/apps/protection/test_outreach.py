"""The log of outreach: what was agreed, sign-ups that followed, evidence and its paper."""

import io
import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.apps.protection.test_pages import text_of
from tests.factories import protection as make
from tests.factories.nominations import PDF

from paritrana.apps.nominations.rules import files
from paritrana.apps.protection.commands import outreach, workers
from paritrana.apps.protection.models import Activity
from paritrana.apps.protection.permissions import desk_of
from paritrana.apps.protection.queries import outreach as queries
from paritrana.apps.protection.rules import outreach as rules
from paritrana.apps.protection.rules import papers
from paritrana.apps.protection.states import TaskStanding
from paritrana.core.units import clock
from paritrana.errors import BadInput, NotFound, NotPermitted, RuleRefused

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


def listed(officer, day, village=make.VILLAGE):
    make.make_village(village)
    return workers.add(worker=make.a_worker(village=village), listed_on=day, by=officer)


def signups(officer, activity):
    found = queries.activities(desk_of(officer).reach, [])
    return {one.pk: one.signups for one in found}[activity.pk]


def test_a_task_is_overdue_only_after_its_day():
    given = {"due_on": date(2026, 5, 12), "done_on": None}
    assert rules.standing(**given, today=date(2026, 5, 12)) is TaskStanding.OPEN
    assert rules.standing(**given, today=date(2026, 5, 13)) is TaskStanding.OVERDUE
    late = given | {"done_on": date(2026, 6, 1)}
    assert rules.standing(**late, today=date(2026, 7, 1)) is TaskStanding.DONE


def test_sign_ups_are_counted_from_the_day_to_ninety_days_later_and_only_there(officer):
    activity = make.make_activity(officer, day=date(2026, 1, 10))
    wide = make.make_activity(officer, day=date(2026, 1, 10), region=make.REGENCY)
    for day in (date(2026, 1, 9), date(2026, 1, 10), date(2026, 4, 10), date(2026, 4, 11)):
        listed(officer, day)
    listed(officer, date(2026, 2, 1), "71.07.03.2007")
    assert signups(officer, activity) == 2
    assert signups(officer, wide) == 3
    assert queries.activity(activity.pk).signups == 2


def test_an_activity_names_offices_a_day_that_was_and_a_place(officer):
    with pytest.raises(BadInput, match=r"activity\.bad_day"):
        make.make_activity(officer, day=date(2026, 5, 13))
    with pytest.raises(BadInput, match=r"activity\.no_party"):
        make.make_activity(officer, parties=[" "])
    with pytest.raises(BadInput, match=r"activity\.no_place"):
        make.make_activity(officer, place=" ")
    with pytest.raises(BadInput, match=r"activity\.unknown_kind"):
        make.make_activity(officer, kind="party")
    with pytest.raises(NotPermitted, match=r"protection\.region_outside"):
        make.make_activity(officer, region="71.02")


def test_what_was_agreed_is_done_once(officer):
    task = make.make_task(officer)
    reach = desk_of(officer).reach
    assert list(queries.late(queries.tasks(reach, []))) == [task]
    with pytest.raises(BadInput, match=r"task\.due_before"):
        make.make_task(officer, task.activity, due_on=date(2026, 3, 1))
    with pytest.raises(BadInput, match=r"task\.bad_day"):
        outreach.finish(task=task, done_on=date(2026, 5, 13), by=officer)
    outreach.finish(task=task, done_on=date(2026, 5, 2), note="Perdes 3", by=officer)
    with pytest.raises(RuleRefused, match=r"task\.done"):
        outreach.finish(task=task, done_on=date(2026, 5, 2), by=officer)
    assert list(queries.tasks(reach, [])) == []


def test_the_log_is_kept_by_its_office(officer):
    activity = make.make_activity(officer)
    given = {"what": "x", "owner": "y", "due_on": date(2026, 6, 1)}
    with pytest.raises(NotFound, match=r"protection\.none"):
        outreach.agree(activity=activity, by=make.regency_officer("71.02"), **given)
    with pytest.raises(NotPermitted, match=r"protection\.other_office"):
        outreach.agree(activity=activity, by=make.officer_of("province", "71"), **given)


def test_evidence_is_kept_byte_for_byte_and_looked_at_first(officer):
    activity = make.make_activity(officer)
    with pytest.raises(BadInput, match=r"agreement\.scan_type"):
        outreach.attach(activity=activity, upload=SimpleUploadedFile("a.pdf", b"MZ"), by=officer)
    kept = outreach.attach(activity=activity, upload=SimpleUploadedFile("notulen.pdf", PDF), by=officer)
    with kept.evidence.open("rb") as file:
        assert file.read() == PDF


@pytest.mark.parametrize("count", [1, 30])
def test_the_lists_need_the_same_queries(officer, count, desk, django_assert_max_num_queries):
    for _number in range(count):
        activity = make.make_activity(officer)
        outreach.agree(activity=activity, what="x", owner="y", due_on=date(2026, 4, 1), by=officer)
    for address, most in (("/program/kegiatan", 9), ("/program/kegiatan/tindak-lanjut", 8)):
        with django_assert_max_num_queries(most):
            assert desk.get(address).status_code == 200


def test_an_activity_is_entered_followed_up_and_printed(desk, officer):
    make.make_village()
    assert "No activity yet" in text_of(desk.get("/program/kegiatan"))
    form = desk.get("/program/kegiatan/baru").context["form"]
    given = {
        "area": form.fields["area"].initial,
        "kind": "audience",
        "audience": "council",
        "title": "Audiensi anggaran",
        "day": "2026-05-04",
        "place": "Ruang rapat DPRD",
        "region": make.VILLAGE,
        "parties": "DPRD\nDinas Tenaga Kerja",
        "people": "12",
    }
    assert "Write one office a line" in text_of(
        desk.post("/program/kegiatan/baru", given | {"parties": "x" * 200}), 422
    )
    page = text_of(desk.post("/program/kegiatan/baru", given, follow=True))
    assert "DPRD; Dinas Tenaga Kerja" in page
    assert "still being counted" in page
    activity = Activity.objects.get()
    here = activity.get_absolute_url()
    desk.post(f"{here}/sepakat", {"what": "Tambah pagu", "owner": "Bappeda", "due_on": "2026-05-05"})
    desk.post(f"{here}/bukti/baru", {"upload": SimpleUploadedFile("notulen.pdf", PDF)})
    listed(officer, date(2026, 5, 6))
    page = text_of(desk.get("/program/kegiatan"))
    assert "1 overdue" in page
    assert "Tambah pagu" in text_of(desk.get("/program/kegiatan/tindak-lanjut"))
    assert "Audiensi anggaran" not in text_of(desk.get("/program/kegiatan?jenis=outreach"))
    saved = desk.get(f"{here}/bukti")
    assert b"".join(saved.streaming_content) == PDF
    assert "sandbox" in saved["Content-Security-Policy"]
    assert "Tambah pagu" in text_of(desk.get(f"{here}/kertas"))
    paper = desk.get(f"{here}/kertas?format=pdf").content
    assert files.check(io.BytesIO(paper), name="kegiatan.pdf").content_type == "application/pdf"
    (told,) = sheets_of(paper)
    assert "Tambah pagu (Bappeda, due on" in told
    assert "1, counted from the register until" in told
    task = activity.tasks.get()
    page = text_of(desk.post(f"{here}/sepakat/{task.pk}/selesai", {"done_on": "2026-05-06"}, follow=True))
    assert "Done" in page
    assert "Nothing is open" in text_of(desk.get("/program/kegiatan/tindak-lanjut"))


def sheets_of(paper):
    """Return the text of each sheet, following the file's own table of places."""
    start = int(re.findall(rb"startxref\n(\d+)", paper)[0])
    places = [int(one) for one in re.findall(rb"(\d{10}) 00000 n", paper[start:])]
    assert all(paper[place:].startswith(b"%d 0 obj" % at) for at, place in enumerate(places, 1))
    texts = []
    for place in places:
        found = re.match(rb"\d+ 0 obj\n<< /Length (\d+) >>\nstream\n", paper[place:])
        if found:
            stream = paper[place + found.end() :][: int(found[1])].decode("cp1252")
            lines = re.findall(r"^\((.*)\) Tj T\*$", stream, re.MULTILINE)
            texts.append(re.sub(r"\\(.)", r"\1", " ".join(lines)))
    return texts


def test_a_long_paper_takes_as_many_sheets_as_it_needs():
    lines = [f"Baris {number} (dengan kurung) – {'kata ' * 30}" for number in range(60)]
    paper = papers.pdf("Kegiatan rekaan", lines)
    sheets = sheets_of(paper)
    assert len(sheets) == 4  # 180 lines, 44 and then 46 on a sheet
    assert b"/Count 4" in paper
    assert all(f"Baris {number} (dengan kurung) –" in " ".join(sheets) for number in range(60))
