"""The pages as people meet them: the proposer's list, the task list, saving a section, the receipt."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import conditional_escape
from tests.factories import awards, offices
from tests.factories import nominations as make

from paritrana.apps.nominations import rules
from paritrana.apps.nominations.commands import dossiers, evidence, submissions
from paritrana.apps.nominations.models import Nomination
from paritrana.apps.nominations.queries import dossiers as queries
from paritrana.apps.nominations.states import State
from paritrana.apps.organisations.models import Invitation
from paritrana.apps.organisations.states import Role
from paritrana.errors import RuleRefused
from paritrana.ui.formats import title_of
from paritrana.ui.refusals import explain

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Nomination:
    return make.make_nomination(State.DRAFT)


@pytest.fixture
def as_head(client, draft):
    client.force_login(make.head_of(draft.organisation))
    return client


def url(name: str, *args) -> str:
    return reverse(f"nominations:{name}", args=args)


def section(data: dict[str, str] | None = None, **seen: int) -> dict[str, object]:
    return {"act": "save", **(data or {}), **{f"{name}-seen": version for name, version in seen.items()}}


def test_the_proposer_sees_quotas_and_proposes_with_a_link(client):
    edition, branch = make.make_open_edition(), make.make_branch()
    organisation = make.make_organisation(name="Kabupaten Minahasa Tenggara")
    client.force_login(make.person_of(branch, Role.PROPOSER))
    page = client.get(url("proposals", edition.slug))
    assert page.status_code == 200
    assert "Pemerintah Kabupaten/Kota" in page.text
    new = url("proposal-new", edition.slug, "regency-city")
    assert "Minahasa Tenggara" in client.get(new, {"cari": "tenggara"}).text
    answer = client.post(new, {"organisation": organisation.pk, "reason": "Cakupan naik"})
    nomination = Nomination.objects.get()
    assert answer.status_code == 302
    assert answer.url == url("proposal-invite", edition.slug, nomination.pk)
    contact = {
        "email": "bupati@contoh.invalid",
        "office": "Bupati",
        "standing": "definitive",
        "may_sign": "on",
    }
    client.post(answer.url, contact)
    assert Invitation.objects.get().organisation == organisation
    shown = client.get(url("proposals", edition.slug)).text
    assert "/undangan/" in shown
    assert "/undangan/" not in client.get(url("proposals", edition.slug)).text


def test_a_full_quota_is_told_on_the_page(client):
    edition, branch = make.make_open_edition(), make.make_branch()
    for code in ("71.01", "71.02"):
        make.make_nomination(
            State.PROPOSED, edition=edition, proposer=branch, organisation=make.make_organisation(code=code)
        )
    third = make.make_organisation(code="71.03")
    client.force_login(make.person_of(branch, Role.PROPOSER))
    answer = client.post(
        url("proposal-new", edition.slug, "regency-city"), {"organisation": third.pk, "reason": "Baik"}
    )
    assert answer.status_code == 409
    assert Nomination.objects.count() == 2


def test_the_proposer_sees_the_state_but_not_the_dossier(client, draft):
    client.force_login(make.person_of(draft.proposer, Role.PROPOSER))
    page = client.get(url("dossier", draft.pk))
    assert page.status_code == 200
    assert url("dossier-section", draft.pk, "data") not in page.text
    assert client.get(url("dossier-section", draft.pk, "data")).status_code == 403


@pytest.mark.parametrize("name", ["dossier", "dossier-check", "dossier-submit", "dossier-asked"])
def test_strangers_get_no_page_of_a_dossier(client, draft, name):
    client.force_login(make.head_of(make.make_organisation(code="71.95")))
    assert client.get(url(name, draft.pk)).status_code == 403


def test_an_invitation_shows_what_is_asked_and_is_accepted(client):
    nomination = make.make_nomination(State.PROPOSED)
    client.force_login(make.head_of(nomination.organisation))
    assert "Cakupan pekerja" in client.get(url("dossier", nomination.pk)).text
    client.post(url("dossier-accept", nomination.pk))
    nomination.refresh_from_db()
    assert nomination.state == State.DRAFT
    assert url("dossier-section", nomination.pk, "data") in client.get(url("dossier", nomination.pk)).text


def test_an_invitation_is_declined_with_a_reason(client):
    nomination = make.make_nomination(State.PROPOSED)
    client.force_login(make.head_of(nomination.organisation))
    assert client.post(url("dossier-decline", nomination.pk), {"reason": ""}).status_code == 422
    client.post(url("dossier-decline", nomination.pk), {"reason": "Belum siap"})
    nomination.refresh_from_db()
    assert (nomination.state, nomination.decline_reason) == (State.DECLINED, "Belum siap")


def test_a_section_saves_all_its_fields_and_files_at_once(as_head, draft):
    place = url("dossier-section", draft.pk, "data")
    assert "Cakupan pekerja" in as_head.get(place).text
    data = {
        "coverage-value": "45,7 %",
        "coverage-last_year": "0,401",
        "coverage-note": "Data Disnaker",
        "coverage-files": SimpleUploadedFile("perda.pdf", make.PDF, "text/html"),
        "regulation-value": "perda",
    }
    answer = as_head.post(place, section(data))
    assert answer.status_code == 302, answer.text
    assert answer.url == place
    saved = {one.field: one.value for one in draft.answers.all()}
    assert saved == {"coverage": "0.457", "regulation": "perda"}
    assert draft.evidence.get().content_type == "application/pdf"
    assert 'value="0,457"' in as_head.get(place).text


def test_what_cannot_be_saved_stays_on_the_page_and_the_rest_is_saved(as_head, draft):
    place = url("dossier-section", draft.pk, "data")
    data = {
        "coverage-value": "banyak sekali",
        "regulation-value": "perda",
        "coverage-files": SimpleUploadedFile("makro.exe", b"MZ"),
    }
    answer = as_head.post(place, section(data))
    assert answer.status_code == 422
    assert 'value="banyak sekali"' in answer.text
    assert draft.answers.get().field == "regulation"
    assert 'name="regulation-seen" value="1"' in answer.text


def test_a_conflict_shows_both_versions_and_either_may_stay(as_head, draft):
    place = url("dossier-section", draft.pk, "data")
    colleague = make.join(draft.organisation, office="Kepala Bidang")
    dossiers.save_answer(nomination=draft, field="coverage", value="0.5", note="Versi rekan", by=colleague)
    data = {"coverage-value": "0,6", "coverage-note": "Versi saya", "regulation-value": "perda"}
    answer = as_head.post(place, section(data))
    assert answer.status_code == 409
    assert "Versi rekan" in answer.text
    assert "Versi saya" in answer.text
    assert draft.answers.get(field="coverage").value == "0.5"
    assert draft.answers.get(field="regulation").value == "perda"
    theirs = data | {"coverage-choice": "theirs"}
    as_head.post(place, section(theirs, coverage=1, regulation=1))
    assert draft.answers.get(field="coverage").note == "Versi rekan"
    mine = data | {"coverage-choice": "mine"}
    assert as_head.post(place, section(mine, coverage=1, regulation=1)).status_code == 302
    assert draft.answers.get(field="coverage").note == "Versi saya"


def test_the_points_of_a_ladder_are_not_shown(as_head, draft):
    page = as_head.get(url("dossier-section", draft.pk, "data")).text
    assert "perda" in page
    assert "100" not in page.split('id="regulation"')[1].split("</section>")[0]


def test_a_further_figure_is_added_flagged_and_removed(as_head, draft):
    place = url("dossier-section", draft.pk, "claims")
    data = {"act": "save", "label": "Perjanjian", "value": "29.269", "unit": "orang", "as_of": "2024-04-23"}
    as_head.post(place, data | {"file": SimpleUploadedFile("pks.pdf", make.PDF)})
    claim = draft.claims.get()
    assert draft.evidence.get().field == f"claim.{claim.pk}"
    assert "23 April 2024 di luar periode" in as_head.get(place).text
    as_head.post(url("claim-remove", draft.pk, claim.pk))
    assert not draft.claims.exists()


def test_a_section_is_given_away_and_marked_done(as_head, draft):
    colleague = make.join(draft.organisation, office="Kepala Bidang")
    as_head.post(url("dossier-assign", draft.pk, "data"), {"owner": colleague.pk, "due": "2024-03-01"})
    assert draft.sections.get(code="data").owner == colleague
    as_head.post(url("dossier-section", draft.pk, "data"), {"act": "done", "coverage-value": "0,4"})
    page = as_head.get(url("dossier", draft.pk)).text
    assert str(colleague) in page
    assert draft.sections.get(code="data").done_at is not None


def test_from_check_answers_to_the_receipt(client):
    nomination = make.make_nomination(State.DRAFT, answers={"coverage": "0.457"})
    head = make.head_of(nomination.organisation)
    client.force_login(head)
    page = client.get(url("dossier-check", nomination.pk)).text
    assert url("dossier-submit", nomination.pk) not in page
    client.post(url("dossier-statement", nomination.pk))
    assert url("dossier-submit", nomination.pk) in client.get(url("dossier-check", nomination.pk)).text
    assert client.get(url("dossier-submit", nomination.pk)).status_code == 200
    answer = client.post(url("dossier-submit", nomination.pk))
    receipt = nomination.receipts.get()
    assert answer.url == url("receipt", nomination.pk, receipt.number)
    page = client.get(answer.url)
    assert receipt.number in page.text
    assert nomination.evidence.get().sha256 in page.text
    assert "WITA" in page.text
    manifest = client.get(url("receipt-manifest", nomination.pk, receipt.number))
    assert hashlib.sha256(manifest.content).hexdigest() == receipt.manifest_sha256
    assert client.get(url("receipt", nomination.pk, "LAIN/RC/0001")).status_code == 404


def test_the_chat_text_is_short():
    from paritrana.apps.nominations.views.submissions import message_text

    nomination = make.make_nomination(State.SUBMITTED)
    nomination.organisation.name = "N" * 200
    text = message_text(nomination, nomination.receipts.get(), url="https://contoh.invalid/" + "x" * 400)
    assert len(text) <= 700
    assert nomination.receipts.get().number in text


def test_a_returned_dossier_shows_its_reasons_on_top(client):
    nomination = make.make_nomination(State.RETURNED)
    client.force_login(make.head_of(nomination.organisation))
    page = client.get(url("dossier", nomination.pk)).text
    assert "Halaman tanda tangan belum ada" in page
    assert "Halaman tanda tangan" in client.get(url("dossier-section", nomination.pk, "data")).text


def test_a_file_is_handed_out_guarded(as_head, draft):
    kept = evidence.add(
        nomination=draft, field="coverage", upload=make.a_pdf(), by=make.head_of(draft.organisation)
    )
    place = url("evidence-file", draft.pk, kept.pk)
    answer = as_head.get(place)
    assert b"".join(answer.streaming_content) == make.bytes_of(kept)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    shown = as_head.get(place, {"tampil": "1"})
    shown.close()
    assert shown["Content-Disposition"].startswith("inline")
    assert "default-src 'none'" in shown["Content-Security-Policy"]


def test_a_table_file_is_never_shown_inline(as_head, draft):
    upload = SimpleUploadedFile("data.csv", b"a;b\n1;2\n")
    kept = evidence.add(
        nomination=draft, field="coverage", upload=upload, by=make.head_of(draft.organisation)
    )
    answer = as_head.get(url("evidence-file", draft.pk, kept.pk), {"tampil": "1"})
    answer.close()
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_file_is_for_the_dossiers_readers_only(client, draft):
    kept = evidence.add(
        nomination=draft, field="coverage", upload=make.a_pdf(), by=make.head_of(draft.organisation)
    )
    place = url("evidence-file", draft.pk, kept.pk)
    assert client.get(place).status_code == 302
    other = make.make_nomination(State.DRAFT, edition=draft.edition)
    client.force_login(make.head_of(other.organisation))
    assert client.get(place).status_code == 403
    assert client.get(url("evidence-file", other.pk, kept.pk)).status_code == 404
    client.force_login(awards.secretary_of(draft.edition))
    allowed = client.get(place)
    allowed.close()
    assert allowed.status_code == 200


def test_a_file_is_removed_after_asking(as_head, draft):
    kept = evidence.add(
        nomination=draft, field="coverage", upload=make.a_pdf(), by=make.head_of(draft.organisation)
    )
    place = url("evidence-remove", draft.pk, kept.pk)
    assert as_head.get(place).status_code == 200
    as_head.post(place)
    kept.refresh_from_db()
    assert kept.removed_at is not None


def test_a_sent_dossier_is_read_only(client):
    nomination = make.make_nomination(State.SUBMITTED)
    client.force_login(make.head_of(nomination.organisation))
    place = url("dossier-section", nomination.pk, "data")
    assert "coverage-value" not in client.get(place).text
    assert client.post(place, section({"coverage-value": "0,9"})).status_code == 409
    assert client.get(url("dossier-check", nomination.pk)).status_code == 200


def test_lists_cost_the_same_for_one_row_and_for_thirty(client, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    text = awards.small(**{"quota = 2": "quota = 99"})
    edition, branch = make.make_open_edition(text=text), make.make_branch()
    head = awards.make_user("Bupati")

    def cost(user, name: str, *args) -> int:
        client.force_login(user)
        client.get(url(name, *args))
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(url(name, *args)).status_code == 200
        return len(seen)

    def one_more() -> None:
        organisation = make.make_organisation(code=f"71.{Nomination.objects.count() + 20}")
        make.join(organisation, may_sign=True, user=head, office="Bupati")
        make.make_nomination(State.DRAFT, edition=edition, proposer=branch, organisation=organisation)

    one_more()
    clerk = make.person_of(branch, Role.PROPOSER)
    before = cost(head, "entrant"), cost(clerk, "proposals", edition.slug)
    for _each in range(29):
        one_more()
    assert (cost(head, "entrant"), cost(clerk, "proposals", edition.slug)) == before


def test_every_list_is_saved_as_excel(client, draft):
    client.force_login(make.head_of(draft.organisation))
    assert client.get(url("entrant"), {"format": "xlsx"}).content.startswith(b"PK")
    client.force_login(make.person_of(draft.proposer, Role.PROPOSER))
    assert client.get(url("proposals", draft.edition.slug), {"format": "xlsx"}).content.startswith(b"PK")


def test_the_deadline_refusal_names_the_phase(client):
    edition = make.make_open_edition()
    nomination = make.make_nomination(State.DRAFT, edition=edition, answers={"coverage": "0.4"})
    head = make.head_of(nomination.organisation)
    submissions.give_statement(nomination=nomination, by=head)
    from paritrana.apps.awards.commands import calendar

    calendar.close_phase(phase=edition.phases.get(), by=awards.secretary_of(edition))
    client.force_login(head)
    page = client.get(url("dossier-check", nomination.pk)).text
    assert "Pengusulan" in page
    assert edition.secretariat.name in page
    assert client.post(url("dossier-submit", nomination.pk)).status_code == 409


def test_a_share_typed_without_its_sign_is_refused_with_the_cure(as_head, draft):
    as_head.cookies["django_language"] = "en"
    where = url("dossier-section", draft.pk, "data")
    for typed in ("90", "-0,1"):
        page = as_head.post(where, section({"coverage-value": typed}, coverage=0))
        assert page.status_code == 422
        assert "Write 90% or 0.9." in page.text
    assert not draft.answers.exists()
    as_head.post(where, section({"coverage-value": "90 %", "coverage-last_year": "1"}, coverage=0))
    assert draft.answers.get().value == "0.90"


def test_what_blocks_sending_is_not_called_optional(as_head, draft):
    as_head.cookies["django_language"] = "en"

    def label_of(text, control):
        return text.split(f'for="id_{control}"', 1)[1].split("</label>", 1)[0]

    text = as_head.get(url("dossier-section", draft.pk, "profile")).text
    assert "needed before sending" in label_of(text, "profile.contact_office-value")
    assert "(optional)" not in label_of(text, "profile.contact_office-value")
    assert "(optional)" in label_of(text, "profile.legal_basis-value")
    text = as_head.get(url("dossier-section", draft.pk, "data")).text
    assert "needed before sending" in label_of(text, "coverage-files")
    head = make.head_of(draft.organisation)
    evidence.add(nomination=draft, field="coverage", upload=make.a_pdf(), by=head)
    text = as_head.get(url("dossier-section", draft.pk, "data")).text
    assert "(optional)" in label_of(text, "coverage-files")


@pytest.mark.parametrize("state", [State.SUBMITTED, State.COMPLETE])
def test_the_sections_of_a_sent_dossier_are_sent(client, state):
    nomination = make.make_nomination(state)
    client.cookies["django_language"] = "en"
    client.force_login(make.head_of(nomination.organisation))
    text = client.get(url("dossier", nomination.pk)).text
    tasks = text.split("<h2>Sections</h2>", 1)[1]
    assert "In progress" not in tasks
    assert tasks.count(">Sent<") >= len(rules.section_codes(queries.category_of(nomination)))


def test_a_used_up_quota_is_told_before_anything_is_filled_in(client):
    edition, branch = make.make_open_edition(), make.make_branch()
    client.force_login(make.person_of(branch, Role.PROPOSER))
    new = url("proposal-new", edition.slug, "regency-city")
    make.make_organisation(code="71.21")
    for _place in range(2):
        assert 'name="reason"' in client.get(new).text
        make.make_nomination(State.PROPOSED, edition=edition, proposer=branch)
    page = client.get(new)
    assert page.status_code == 200
    assert 'name="reason"' not in page.text
    category = title_of(edition.rulebook.category("regency-city").title)
    told = explain(RuleRefused("nominations.quota_full", category=category, quota=2, used=2))
    assert conditional_escape(told.sentence) in page.text


def test_a_verified_figure_stands_beside_the_claim_as_people_read_it(client):
    dossier = offices.sent()
    offices.enter(dossier, numerator=457, denominator=1000)
    client.force_login(make.head_of(dossier.organisation))
    page = client.get(url("dossier-section", dossier.pk, "data")).content.decode()
    assert "457 / 1.000 = 45,70" in page
    assert "0.457" not in page
