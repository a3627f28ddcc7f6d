"""The pages of judging: what each person sees, saves and is refused."""

import re
from datetime import date

import pytest
from django.urls import reverse
from tests.factories import awards, results
from tests.factories import judging as make

from paritrana.apps.awards.commands import committees
from paritrana.apps.judging import queries
from paritrana.apps.judging.commands import interviews, rounds, sheets
from paritrana.apps.judging.models import Interview, Mark, Round
from paritrana.apps.judging.states import RoundState, SheetState, TieKind
from paritrana.apps.nominations.commands import verification
from paritrana.apps.nominations.models import Answer, Claim, Evidence
from paritrana.apps.nominations.states import State

pytestmark = pytest.mark.django_db
SECRET = "4.75"


@pytest.fixture
def edition():
    return awards.make_edition()


@pytest.fixture
def entrants(edition):
    return make.make_entrants(edition, 2)


@pytest.fixture
def round(edition, entrants):
    return make.make_round(edition)


@pytest.fixture
def juror(edition):
    return make.jurors_of(edition)[2]


@pytest.fixture
def sheet(round, juror):
    return make.sheet_of(round, juror)


@pytest.fixture
def page(client):
    """Ask for a page as somebody and return the answer."""

    def ask(user, name, *args, data=None, query="", **headers):
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        address = reverse(f"judging:{name}", args=args) + query
        return client.post(address, data, headers=headers) if data is not None else client.get(address)

    return ask


def text_of(response):
    return response.content.decode()


def desk_form(html):
    """Return the fields of the marking desk as a browser would send them."""
    form = html[html.index("data-desk-form") :]
    form = form[: form.index("</form>")]
    given = {}
    for tag in re.findall(r"<input[^>]+>", form):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if "name" in attributes and (attributes.get("type") != "radio" or " checked" in tag):
            given[attributes["name"]] = attributes.get("value", "")
    for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)</textarea>', form):
        given[name] = text
    return given


class TestTies:
    def test_the_desk_is_refused_with_a_link_until_ties_are_declared(self, page, edition, entrants, juror):
        round = make.make_round(edition, declared=False)
        sheet = make.sheet_of(round, juror)
        answer = page(juror, "desk", sheet.pk, entrants[0].pk)
        assert answer.status_code == 403
        assert reverse("judging:ties", args=[edition.slug]) in text_of(answer)
        assert reverse("judging:ties", args=[edition.slug]) in text_of(page(juror, "queue", edition.slug))
        kinds = {f"kind-{one.pk}": "none" for one in entrants}
        missing = page(juror, "ties", edition.slug, data={f"kind-{entrants[0].pk}": "none"})
        assert missing.status_code == 422
        saved = page(juror, "ties", edition.slug, data=kinds)
        assert saved.status_code == 302
        assert page(juror, "desk", sheet.pk, entrants[0].pk).status_code == 200

    def test_a_derived_tie_is_shown_as_set_and_asks_nothing(self, page, edition, entrants, juror):
        awards.make_member(entrants[0].organisation, "juror", user=juror)
        html = text_of(page(juror, "ties", edition.slug))
        assert f"kind-{entrants[0].pk}" not in html
        assert f"kind-{entrants[1].pk}" in html
        page(juror, "ties", edition.slug, data={f"kind-{entrants[1].pk}": "none"})
        assert queries.undeclared(juror, edition) == []
        assert set(make.tie_queries.recused_from(juror, edition)) == {entrants[0].pk}

    def test_strangers_see_no_declaration(self, page, edition, entrants):
        for user in (awards.secretary_of(edition), awards.make_user(is_operator=True)):
            assert page(user, "ties", edition.slug).status_code == 403
            assert page(user, "queue", edition.slug).status_code == 403


class TestDesk:
    def test_evidence_stands_beside_the_rubric_with_its_anchors(self, page, edition, sheet, juror, entrants):
        entrant = entrants[0]
        by = awards.secretary_of(edition)
        given = {"nomination": entrant, "saved_by": by, "saved_at": make.EARLY}
        Answer.objects.create(field="coverage", value="0.457", **given)
        Answer.objects.create(field="innovation.problem", value="Nelayan <b>tanpa</b> jaminan", **given)
        Claim.objects.create(label="Perjanjian kerja sama", value="1", as_of="2024-04-23", **given)
        Evidence.objects.create(
            nomination=entrant,
            field="coverage",
            name="rekap.pdf",
            size=1200,
            sha256="a" * 64,
            content_type="application/pdf",
            file="evidence/x",
            uploaded_by=by,
            uploaded_at=make.EARLY,
            made_up=True,
        )
        entrant.verified_figures.create(
            criterion="coverage",
            value="0.4",
            numerator=40,
            denominator=100,
            as_of="2023-12-31",
            definition="d",
            source="Laporan kantor cabang",
            verifier=edition.secretariat,
            entered_by=by,
            entered_at=make.EARLY,
        )
        html = text_of(page(juror, "desk", sheet.pk, entrant.pk))
        for word in (
            "45,70",
            "40,00",
            "Laporan kantor cabang",
            "rekap.pdf",
            "Ditiru daerah lain",
            "Perjanjian kerja sama",
        ):
            assert word in html
        assert '?tampil=1" title="rekap.pdf"' in html
        assert "&lt;b&gt;tanpa&lt;/b&gt;" in html
        assert "di luar periode penilaian" in html

    def test_the_plain_form_saves_what_was_changed_and_goes_on(self, page, sheet, juror, entrants):
        html = text_of(page(juror, "desk", sheet.pk, entrants[0].pk))
        given = desk_form(html) | {
            "mark-innovation": "4",
            "note-innovation": "lihat halaman 3",
            "lanjut": "1",
        }
        answer = page(juror, "desk", sheet.pk, entrants[0].pk, data=given)
        assert answer.url == reverse("judging:desk", args=[sheet.pk, entrants[1].pk])
        saved = Mark.objects.get()
        assert (saved.mark, saved.note) == ("4", "lihat halaman 3")
        again = page(juror, "desk", sheet.pk, entrants[1].pk, data={"mark-innovation": "2", "lanjut": "1"})
        assert again.url == reverse("judging:sheet-lock", args=[sheet.pk])

    def test_a_stale_window_does_not_put_back_what_it_did_not_touch(self, page, sheet, juror, entrants):
        stale = desk_form(text_of(page(juror, "desk", sheet.pk, entrants[0].pk)))
        sheets.save_mark(
            sheet=sheet, nomination=entrants[0], criterion="innovation", mark="5", window="other", by=juror
        )
        page(juror, "desk", sheet.pk, entrants[0].pk, data=stale | {"note-innovation": "catatan"})
        saved = Mark.objects.get()
        assert (saved.mark, saved.note) == ("5", "catatan")

    def test_the_last_window_counts_and_is_told(self, page, sheet, juror, entrants, client):
        stale = desk_form(text_of(page(juror, "desk", sheet.pk, entrants[0].pk)))
        page(
            juror,
            "mark-save",
            sheet.pk,
            entrants[0].pk,
            data={"field": "mark-innovation", "value": "5"},
            query="?jendela=lain",
        )
        answer = page(juror, "desk", sheet.pk, entrants[0].pk, data=stale | {"mark-innovation": "1"})
        assert Mark.objects.get().mark == "1"
        assert "5" in str([str(one) for one in client.get(answer.url).context["messages"]])

    def test_each_mark_saves_at_once_and_answers_with_the_time(self, page, edition, sheet, juror, entrants):
        where = ("mark-save", sheet.pk, entrants[0].pk)
        saved = page(juror, *where, data={"field": "mark-innovation", "value": "3"}, query="?jendela=a")
        assert saved.json()["saved"].endswith("WITA")
        page(juror, *where, data={"field": "note-innovation", "value": "jelas"}, query="?jendela=a")
        mark = Mark.objects.get()
        assert (mark.mark, mark.note) == ("3", "jelas")
        other = page(juror, *where, data={"field": "mark-innovation", "value": "2"}, query="?jendela=b")
        assert "3" in other.json()["saved"]

    def test_a_mark_off_the_scale_answers_422_with_the_scale(self, page, sheet, juror, entrants):
        where = (sheet.pk, entrants[0].pk)
        json = page(
            juror,
            "mark-save",
            *where,
            data={"field": "mark-innovation", "value": "9"},
            accept="application/json",
        )
        assert json.status_code == 422
        assert "0" in json.json()["error"]["sentence"]
        assert "5" in json.json()["error"]["sentence"]
        plain = page(juror, "desk", *where, data={"mark-innovation": "9", "was-mark-innovation": ""})
        assert plain.status_code == 422
        assert 'role="alert"' in text_of(plain)
        assert not Mark.objects.exists()

    def test_nobody_else_opens_or_saves_on_the_sheet(self, page, edition, sheet, entrants):
        chair = make.jurors_of(edition)[0]
        people = [chair, awards.secretary_of(edition), awards.make_user(is_operator=True)]
        people.append(make.make_entrant_user(entrants[0]))
        for user in people:
            for name in ("sheet-detail", "sheet-lock", "sheet-receipt"):
                assert page(user, name, sheet.pk).status_code == 403, name
            assert page(user, "desk", sheet.pk, entrants[0].pk).status_code == 403
            data = {"field": "mark-innovation", "value": "3"}
            assert page(user, "mark-save", sheet.pk, entrants[0].pk, data=data).status_code == 403
        assert not Mark.objects.exists()

    def test_standing_back_from_the_desk_closes_it(self, page, edition, sheet, juror, entrants):
        where = (sheet.pk, entrants[0].pk)
        assert page(juror, "recuse", *where).status_code == 200
        assert page(juror, "recuse", *where, data={"kind": ""}).status_code == 422
        assert page(juror, "recuse", *where, data={"kind": "family"}).status_code == 302
        closed = page(juror, "desk", *where)
        assert closed.status_code == 403
        assert reverse("judging:queue", args=[edition.slug]) in text_of(closed)

    def test_the_desk_of_an_interview_stage_shows_the_interview(self, page, sheet, juror, entrants):
        make.make_interview(entrants[0], delegation=["Penjabat Bupati"])
        html = text_of(page(juror, "desk", sheet.pk, entrants[0].pk))
        assert "10.00\N{NO-BREAK SPACE}WITA" in html
        assert "Penjabat Bupati" in html
        assert "rapat.contoh.invalid" in html


class TestLock:
    def test_half_marked_entrants_are_listed_with_both_ways_out(self, page, sheet, juror, entrants):
        html = text_of(page(juror, "sheet-lock", sheet.pk))
        for one in entrants:
            assert reverse("judging:desk", args=[sheet.pk, one.pk]) in html
            assert reverse("judging:recuse", args=[sheet.pk, one.pk]) in html
        assert page(juror, "sheet-lock", sheet.pk, data={}).status_code == 409

    def test_locking_gives_a_receipt_without_the_nonce(self, page, sheet, juror, entrants):
        make.mark_all(sheet)
        answer = page(juror, "sheet-lock", sheet.pk, data={})
        assert answer.url == reverse("judging:sheet-receipt", args=[sheet.pk])
        sheet.refresh_from_db()
        assert sheet.state == SheetState.LOCKED
        html = text_of(page(juror, "sheet-receipt", sheet.pk))
        assert sheet.commitment in html
        assert sheet.nonce not in html
        assert page(juror, "desk", sheet.pk, entrants[0].pk).url == reverse(
            "judging:sheet-detail", args=[sheet.pk]
        )


class TestRounds:
    def test_the_secretariat_walks_a_round_and_the_chair_opens_it(self, page, edition, entrants):
        by, chair = awards.secretary_of(edition), make.jurors_of(edition)[0]
        make.declare_all(edition)
        assert page(by, "round-plan", edition.slug, data={}).status_code == 302
        round = Round.objects.get(edition=edition)
        for name, state in (("start", "marking"), ("close", "closed")):
            assert page(by, f"round-{name}", edition.slug, round.pk).status_code == 200
            assert page(by, f"round-{name}", edition.slug, round.pk, data={}).status_code == 302
            round.refresh_from_db()
            assert round.state == state
        assert page(by, "round-resume", edition.slug, round.pk, data={"reason": ""}).status_code == 422
        page(by, "round-resume", edition.slug, round.pk, data={"reason": "listrik padam"})
        make.lock_all(round)
        assert page(by, "round-open", edition.slug, round.pk, data={}).status_code == 403
        answer = page(chair, "round-open", edition.slug, round.pk, data={})
        assert answer.url == reverse("judging:round-marks", args=[edition.slug, round.pk])
        round.refresh_from_db()
        assert round.state == RoundState.OPENED

    def test_too_small_a_quorum_is_refused_with_the_numbers(self, page, edition, round):
        chair = make.jurors_of(edition)[0]
        answer = page(chair, "round-open", edition.slug, round.pk, data={})
        assert answer.status_code == 409

    def test_jurors_other_than_the_chair_do_not_see_the_counts(self, page, edition, round):
        chair, other, *_ = make.jurors_of(edition)
        assert page(chair, "round-list", edition.slug).status_code == 200
        assert page(other, "round-list", edition.slug).status_code == 403

    def test_no_page_and_no_export_shows_a_mark_before_the_opening(self, page, entrants, edition):
        text = awards.small(**{"kecil-2023": "halus-2023", "scale = [0, 5]": 'scale = [0, 5]\nstep = "0.25"'})
        edition = awards.make_edition(text=text)
        make.make_entrants(edition, 2)
        round = make.make_round(edition)
        owner, *others = make.jurors_of(edition)
        make.lock_all(round, jurors=[owner], marks=dict.fromkeys(queries.entrants_of(round), SECRET))
        people = [*others, awards.secretary_of(edition), awards.make_user(is_operator=True)]
        pages = [
            ("queue", edition.slug),
            ("round-list", edition.slug),
            ("round-marks", edition.slug, round.pk),
            ("round-open", edition.slug, round.pk),
            ("interview-list", edition.slug),
            *(("sheet-detail", one.pk) for one in round.sheets.all()),
            *(("sheet-receipt", one.pk) for one in round.sheets.all()),
        ]
        for user in people:
            for name, *args in pages:
                for query in ("", "?format=xlsx"):
                    answer = page(user, name, *args, query=query)
                    assert SECRET.encode() not in unpacked(answer.content), (user, name)
        own = round.sheets.get(juror=owner)
        assert SECRET.encode() in unpacked(page(owner, "sheet-detail", own.pk, query="?format=xlsx").content)

    def test_opened_marks_name_seats_to_the_committee_and_pseudonyms_to_others(self, page, edition, round):
        make.lock_all(round)
        make.open_up(round)
        seen = text_of(page(make.jurors_of(edition)[3], "round-marks", edition.slug, round.pk))
        office = text_of(page(awards.secretary_of(edition), "round-marks", edition.slug, round.pk))
        named = [word for word in ("Ketua", "Chair") if word in seen]
        assert "j1" in seen
        assert named
        assert "j1" in office
        assert named[0] not in office
        assert (
            page(awards.make_user(is_operator=True), "round-marks", edition.slug, round.pk).status_code == 403
        )


class TestInterviews:
    def given(self, entrant, **changes):
        return {
            "whom": f"{entrant.pk}:interview",
            "day": "2024-03-04",
            "starts": "10:00",
            "ends": "11:00",
            "mode": "online",
            "place": "https://rapat.contoh.invalid/a",
        } | changes

    def test_scheduled_in_the_editions_zone_and_clashes_are_told_in_the_form(self, page, edition, entrants):
        by = awards.secretary_of(edition)
        assert page(by, "interview-schedule", edition.slug).status_code == 200
        saved = page(by, "interview-schedule", edition.slug, data=self.given(entrants[0]))
        assert saved.status_code == 302
        assert Interview.objects.get().starts_at == make.START
        clash = page(
            by, "interview-schedule", edition.slug, data=self.given(entrants[1], starts="10:30", ends="11:30")
        )
        assert clash.status_code == 422
        assert entrants[0].organisation.name in text_of(clash)
        wrong = page(by, "interview-schedule", edition.slug, data=self.given(entrants[1], ends="09:00"))
        assert wrong.status_code == 422

    def test_the_table_is_for_committee_and_secretariat(self, page, edition, entrants):
        make.make_interview(entrants[0])
        for user in (awards.secretary_of(edition), make.jurors_of(edition)[1]):
            html = text_of(page(user, "interview-list", edition.slug))
            assert entrants[0].organisation.name in html
            assert "10.00\N{NO-BREAK SPACE}WITA" in html
        assert page(make.make_entrant_user(entrants[1]), "interview-list", edition.slug).status_code == 403
        excel = page(awards.secretary_of(edition), "interview-list", edition.slug, query="?format=xlsx")
        assert entrants[0].organisation.name.encode() in unpacked(excel.content)

    def test_the_entrant_sees_its_own_once_told_and_names_who_comes(self, page, edition, entrants):
        mine, other = (make.make_entrant_user(one) for one in entrants)
        interview = make.make_interview(entrants[0])
        by = awards.secretary_of(edition)
        assert interview.place not in text_of(page(mine, "interview-entrant", entrants[0].pk))
        assert page(mine, "interview-calendar", edition.slug, interview.pk).status_code == 404
        page(by, "interview-tell", edition.slug, interview.pk, data={})
        assert interview.place in text_of(page(mine, "interview-entrant", entrants[0].pk))
        assert page(other, "interview-entrant", entrants[0].pk).status_code == 403
        rows = {
            "d-TOTAL_FORMS": "3",
            "d-INITIAL_FORMS": "0",
            "d-0-office": "Wakil Bupati",
            "d-0-standing": "definitive",
        }
        answer = page(mine, "interview-delegation", edition.slug, interview.pk, data=rows)
        assert answer.url == reverse("judging:interview-entrant", args=[entrants[0].pk])
        assert "Wakil Bupati" in text_of(page(mine, "interview-entrant", entrants[0].pk))
        assert page(other, "interview-delegation", edition.slug, interview.pk, data=rows).status_code == 403

    def test_the_calendar_file_grows_with_each_change(self, page, edition, entrants):
        by = awards.secretary_of(edition)
        interview = make.make_interview(entrants[0])
        text = text_of(page(by, "interview-calendar", edition.slug, interview.pk))
        assert "DTSTART:20240304T020000Z\r\n" in text
        assert "SEQUENCE:1\r\n" in text
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
        interviews.cancel(interview=interview, reason="tunda", by=by)
        text = text_of(page(by, "interview-calendar", edition.slug, interview.pk))
        assert "STATUS:CANCELLED" in text
        assert "SEQUENCE:2\r\n" in text

    def test_change_and_cancel(self, page, edition, entrants):
        by = awards.secretary_of(edition)
        interview = make.make_interview(entrants[0])
        given = self.given(entrants[0], starts="13:00", ends="14:00", mode="on_site", place="Ruang rapat")
        assert page(by, "interview-change", edition.slug, interview.pk, data=given).status_code == 302
        interview.refresh_from_db()
        assert (interview.place, interview.mode, interview.starts_at.hour) == ("Ruang rapat", "on_site", 5)
        assert (
            page(by, "interview-cancel", edition.slug, interview.pk, data={"reason": ""}).status_code == 422
        )
        assert (
            page(by, "interview-cancel", edition.slug, interview.pk, data={"reason": "x"}).status_code == 302
        )


@pytest.mark.parametrize("name", ["queue", "round-list", "ties", "interview-list"])
def test_a_list_asks_the_database_as_often_for_30_entrants_as_for_one(
    page, django_assert_max_num_queries, name
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for many, slug in ((1, "satu-2023"), (30, "tigapuluh-2023")):
        edition = awards.make_edition(text=awards.small(**{"kecil-2023": slug}))
        entrants = make.make_entrants(edition, many)
        make.make_round(edition)
        for place, one in enumerate(entrants):
            make.make_interview(one, starts_at=make.START + place * make.timedelta(hours=1))
        user = awards.secretary_of(edition) if name == "round-list" else make.jurors_of(edition)[0]
        page(user, name, slug)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert page(user, name, slug).status_code == 200
        counts.append(len([one for one in seen.captured_queries if "session" not in one["sql"]]))
    assert counts[0] == counts[1]


class TestWhatAJurorReadsOfAnAnswer:
    def line(self, page, client, juror, sheet, entrant):
        client.cookies["django_language"] = "en"
        return text_of(page(juror, "desk", sheet.pk, entrant.pk))

    def test_an_answer_that_is_scored_itself_was_found_sound(self, page, client, juror, sheet, entrants):
        results.answer(entrants[0], "regulation", "perda", by=juror)
        results.answer(entrants[0], "coverage", "0.4", by=juror)
        html = self.line(page, client, juror, sheet, entrants[0])
        assert html.count("as claimed, found sound in screening") == 1
        assert html.count("Not verified yet") == 1, "a claimed measure is never scored"
        results.verify(entrants[0], "perda", criterion="regulation", by=juror)
        assert "found sound" not in self.line(page, client, juror, sheet, entrants[0])

    def test_a_verified_figure_from_outside_the_period_is_flagged(self, page, client, juror, sheet, entrants):
        figure = results.verify(entrants[0], "0.4", by=juror)
        assert "outside" not in self.line(page, client, juror, sheet, entrants[0])
        type(figure).objects.filter(pk=figure.pk).update(as_of=date(2024, 2, 1))
        assert "outside" in self.line(page, client, juror, sheet, entrants[0])


def test_the_own_sheet_leads_to_the_desks_of_those_left(page, juror, sheet, entrants):
    first, second = (reverse("judging:desk", args=[sheet.pk, one.pk]) for one in entrants)
    html = text_of(page(juror, "sheet-detail", sheet.pk))
    assert first in html
    assert second in html
    make.mark_all(sheet)
    assert first not in text_of(page(juror, "sheet-detail", sheet.pk))


def test_the_pages_are_whole_in_english_too(page, client, edition, round, juror, sheet, entrants):
    client.cookies["django_language"] = "en"
    html = text_of(page(juror, "desk", sheet.pk, entrants[0].pk))
    assert "Save, next entrant" in html
    sheets.recuse(nomination=entrants[1], kind=TieKind.OTHER, by=juror)
    assert "Recused" in text_of(page(juror, "queue", edition.slug))


def unpacked(content):
    """Return a page, or every part of a workbook, as one text."""
    import io
    import zipfile

    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return b"\n".join(book.read(name) for name in book.namelist())


def test_the_start_page_shows_what_would_be_left_behind_and_asks_for_a_reason(page, edition):
    entrant, waiting = make.make_entrants(edition, 2)
    waiting.state = State.SUBMITTED
    waiting.save()
    figure = results.verify(entrant, "0.5", by=awards.make_user())
    verification.object_to(figure=figure, text="keliru", by=make.make_entrant_user(entrant))
    secretary = awards.secretary_of(edition)
    (round,) = rounds.plan(edition=edition, by=secretary)
    told = text_of(page(secretary, "round-start", edition.slug, round.pk))
    assert f"/sekretariat/{edition.slug}/saring/{waiting.pk}" in told
    assert entrant.organisation.name in told
    assert 'name="reason"' in told
    assert page(secretary, "round-start", edition.slug, round.pk, data={"reason": ""}).status_code == 422
    sent = page(secretary, "round-start", edition.slug, round.pk, data={"reason": "tenggat"})
    assert sent.status_code == 302
    assert Round.objects.get(pk=round.pk).state == RoundState.MARKING


def test_a_round_is_not_offered_for_starting_while_seats_are_vacant_or_nobody_stands(page, edition):
    secretary = awards.secretary_of(edition)
    (round,) = rounds.plan(edition=edition, by=secretary)
    start = reverse("judging:round-start", args=[edition.slug, round.pk])
    assert start not in text_of(page(secretary, "round-list", edition.slug))
    make.make_entrants(edition, 1)
    assert start in text_of(page(secretary, "round-list", edition.slug))
    committees.vacate(seat=edition.seats.get(code="chair"), reason="pindah", by=secretary)
    told = text_of(page(secretary, "round-start", edition.slug, round.pk))
    assert reverse("awards:committee-manage", args=[edition.slug]) in told
    assert "csrfmiddlewaretoken" not in told[told.index("<main") : told.index("</main")]
    refused = page(secretary, "round-start", edition.slug, round.pk, data={})
    assert refused.status_code == 409
    assert reverse("awards:committee-manage", args=[edition.slug]) in text_of(refused)


def test_a_juror_without_a_declaration_is_led_from_the_dossier_to_declaring(client, edition, entrants):
    client.force_login(make.jurors_of(edition)[2])
    refused = client.get(reverse("nominations:dossier", args=[entrants[0].pk]))
    assert refused.status_code == 403
    assert reverse("judging:ties", args=[edition.slug]) in text_of(refused)


def test_a_mark_off_the_scale_opens_the_desk_at_the_marks(page, juror, sheet, entrants):
    desk = text_of(page(juror, "desk", sheet.pk, entrants[0].pk))
    assert "data-open" not in desk
    answer = page(juror, "desk", sheet.pk, entrants[0].pk, data={"mark-innovation": "99"})
    assert answer.status_code == 422
    assert 'data-open="rubrik"' in text_of(answer)
    assert "innovation di luar" not in text_of(answer), "the criterion is told by its title"


def test_scheduling_says_when_nobody_is_left_to_schedule(page, edition):
    secretary = awards.secretary_of(edition)
    assert 'name="whom"' not in text_of(page(secretary, "interview-schedule", edition.slug))
    make.make_entrants(edition, 1)
    assert 'name="whom"' in text_of(page(secretary, "interview-schedule", edition.slug))
