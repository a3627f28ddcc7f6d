"""The office's pages in both languages: what they show, what they refuse, and that lists stay cheap."""

from html.parser import HTMLParser
from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories import awards, offices
from tests.factories import nominations as make

from paritrana.apps.nominations.commands import evidence, verification
from paritrana.apps.nominations.models import Evidence, Nomination, Objection
from paritrana.apps.nominations.states import State
from paritrana.apps.organisations.states import Role

pytestmark = pytest.mark.django_db
CODES = count(5000)


class Controls(HTMLParser):
    """Gathers controls without a label and elements that the keyboard cannot reach."""

    def __init__(self) -> None:
        super().__init__()
        self.labelled: set[str] = set()
        self.controls: list[dict[str, str]] = []
        self.loose: list[str] = []
        self.headings = 0

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "label":
            self.labelled.add(given.get("for", ""))
        if tag in {"input", "select", "textarea"} and given.get("type") not in {"hidden", "submit"}:
            self.controls.append(given)
        if (
            any(name.startswith("on") or name == "style" for name in given)
            or given.get("tabindex", "0") > "0"
        ):
            self.loose.append(tag)
        self.headings += tag == "h1"


def check_markup(page: str) -> None:
    found = Controls()
    found.feed(page)
    assert found.headings == 1
    assert found.loose == []
    unlabelled = [
        one for one in found.controls if one.get("id") not in found.labelled and "aria-label" not in one
    ]
    assert unlabelled == []


def text_of(response) -> str:
    return response.content.decode()


@pytest.fixture
def dossier():
    """A sent dossier of a made-up edition with a verified figure, an earlier one and an open objection."""
    nomination = offices.sent()
    verifier = offices.make_verifier()
    offices.enter(nomination, verifier=verifier, numerator=1, denominator=4)
    figure = offices.enter(nomination, verifier=verifier, upload=make.a_pdf("laporan.pdf"))
    verification.object_to(
        figure=figure, text="Dua desa belum dihitung", by=make.head_of(nomination.organisation)
    )
    return nomination


def verifier_of(nomination):
    return nomination.verified_figures.first().entered_by


def pages_of(nomination):
    """Return every page of the office and the entrant for one dossier, with who opens it."""
    slug, key = nomination.edition.slug, nomination.pk
    secretary, verifier = awards.secretary_of(nomination.edition), verifier_of(nomination)
    head = make.head_of(nomination.organisation)
    objection = Objection.objects.get()
    return {
        "screening": (reverse("nominations:screening", args=[slug]), secretary),
        "desk": (reverse("nominations:screening-desk", args=[slug, key]), secretary),
        "forwarding": (reverse("nominations:forwarding", args=[slug]), secretary),
        "verification": (reverse("nominations:verification", args=[slug]), verifier),
        "figures of the verifier": (reverse("nominations:verification-desk", args=[slug, key]), verifier),
        "figure": (reverse("nominations:verification-figure", args=[slug, key, "regulation"]), verifier),
        "waiting figure": (
            reverse("nominations:verification-figure", args=[slug, key, "coverage"]),
            verifier,
        ),
        "answer": (reverse("nominations:objection-answer", args=[slug, key, objection.pk]), verifier),
        "figures of the entrant": (reverse("nominations:figures", args=[key]), head),
        "objection": (reverse("nominations:objection", args=[key, objection.figure_id]), head),
    }


def speak(client, settings, language):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_opens_in_both_languages_with_labels_on_every_control(client, settings, dossier, language):
    speak(client, settings, language)
    for name, (url, person) in pages_of(dossier).items():
        person.language = language
        person.save(update_fields=["language"])
        client.force_login(person)
        response = client.get(url)
        assert response.status_code == 200, name
        assert f'<html lang="{language}"' in text_of(response), name
        check_markup(text_of(response))


def test_every_page_refuses_whoever_it_is_not_for(client, dossier):
    stranger = awards.make_user("Tamu")
    for name, (url, _person) in pages_of(dossier).items():
        client.logout()
        assert client.get(url).status_code == 302, name
        client.force_login(stranger)
        refused = client.get(url)
        assert refused.status_code == 403, name


def test_a_dossier_is_not_found_under_another_edition(client, dossier):
    other = make.make_open_edition(text=awards.small(**{"kecil-2023": "lain-2023"}))
    client.force_login(awards.secretary_of(other))
    assert client.get(reverse("nominations:screening-desk", args=[other.slug, dossier.pk])).status_code == 404


def test_the_desk_shows_claims_files_doubts_and_what_is_missing(client, settings, dossier):
    speak(client, settings, "en")
    twin = make.make_nomination(State.DRAFT, edition=dossier.edition)
    own = dossier.evidence.get(field="coverage")
    own.dated = awards.EARLY.date().replace(year=2024, month=4, day=23)
    own.save()
    evidence.add(
        nomination=twin,
        field="coverage",
        upload=make.ContentFile(make.bytes_of(own), name="salinan.pdf"),
        by=make.head_of(twin.organisation),
    )
    secretary = awards.secretary_of(dossier.edition)
    secretary.language = "en"
    secretary.save()
    client.force_login(secretary)
    page = text_of(client.get(reverse("nominations:screening-desk", args=[dossier.edition.slug, dossier.pk])))
    assert reverse("nominations:evidence-file", args=[dossier.pk, own.pk]) in page
    assert twin.organisation.name in page
    assert "outside the judged period" in page
    assert "45.7%" in page


def test_a_decision_without_its_reason_keeps_what_was_typed(client, dossier):
    client.force_login(awards.secretary_of(dossier.edition))
    url = reverse("nominations:screening-desk", args=[dossier.edition.slug, dossier.pk])
    response = client.post(url, {"verdict": "return", "points": ["data"]})
    assert response.status_code == 422
    page = text_of(response)
    assert "has-error" in page
    checked = [line for line in page.split("<input") if 'value="return"' in line or 'value="data"' in line]
    assert all("checked" in line for line in checked)
    assert len(checked) == 2
    done = client.post(
        url, {"verdict": "return", "reason": "Lengkapi Perda", "points": ["data"]}, follow=True
    )
    assert done.redirect_chain == [(reverse("nominations:screening", args=[dossier.edition.slug]), 302)]
    dossier.refresh_from_db()
    assert dossier.state == State.RETURNED


def test_the_desk_offers_only_what_may_be_decided(client):
    nomination = make.make_nomination(State.COMPLETE)
    client.force_login(awards.secretary_of(nomination.edition))
    url = reverse("nominations:screening-desk", args=[nomination.edition.slug, nomination.pk])
    page = text_of(client.get(url))
    assert 'value="return"' in page
    assert 'value="complete"' not in page
    offices.freeze(nomination.edition)
    assert 'name="verdict"' not in text_of(client.get(url))


def test_a_figure_is_entered_with_its_file_and_a_fault_keeps_the_form(client, settings, dossier):
    person = verifier_of(dossier)
    client.force_login(person)
    slug = dossier.edition.slug
    url = reverse("nominations:verification-figure", args=[slug, dossier.pk, "regulation"])
    given = {"value": "perda", "as_of": "2999-01-01", "definition": "Perda yang berlaku", "source": "JDIH"}
    refused = client.post(url, given)
    assert refused.status_code == 422
    assert 'value="Perda yang berlaku"' in text_of(refused)
    done = client.post(url, {**given, "as_of": "2023-12-31", "upload": make.a_pdf("perda.pdf")})
    assert done.status_code == 302
    figure = dossier.verified_figures.get(criterion="regulation")
    assert figure.evidence.name == "perda.pdf"
    client.force_login(make.head_of(dossier.organisation))
    page = text_of(client.get(reverse("nominations:figures", args=[dossier.pk])))
    file = reverse("nominations:evidence-file", args=[dossier.pk, figure.evidence_id])
    assert file in page
    handed = client.get(file)
    assert handed.status_code == 200
    assert b"".join(handed.streaming_content).startswith(make.PDF)
    handed.close()


def test_two_counts_are_read_as_people_write_them(client):
    nomination = offices.sent()
    office, person = offices.make_verifier()
    client.force_login(person)
    url = reverse(
        "nominations:verification-figure", args=[nomination.edition.slug, nomination.pk, "coverage"]
    )
    given = {"numerator": "27.752", "denominator": "1.000.000", "as_of": "2023-12-31", "definition": "d"}
    both = client.post(url, {**given, "source": "s", "value": "0,5"})
    assert both.status_code == 422
    assert client.post(url, {**given, "source": "s"}).status_code == 302
    assert nomination.verified_figures.get().value == "0.027752"
    assert office.name


def test_the_entrant_objects_and_the_verifier_answers_in_the_browser(client):
    nomination = offices.sent()
    figure = offices.enter(nomination)
    client.force_login(make.head_of(nomination.organisation))
    page = reverse("nominations:figures", args=[nomination.pk])
    url = reverse("nominations:objection", args=[nomination.pk, figure.pk])
    assert url in text_of(client.get(page))
    assert client.post(url, {"text": ""}).status_code == 422
    assert client.post(url, {"text": "Dua desa belum dihitung"}).status_code == 302
    assert url not in text_of(client.get(page))
    client.force_login(figure.entered_by)
    objection = Objection.objects.get()
    answer = reverse(
        "nominations:objection-answer", args=[nomination.edition.slug, nomination.pk, objection.pk]
    )
    given = {"uphold": "yes", "answer": "Benar", "as_of": "2023-12-31"}
    missing = client.post(answer, given)
    assert missing.status_code == 422
    assert "Benar" in text_of(missing)
    assert client.post(answer, {**given, "numerator": "2", "denominator": "4"}).status_code == 302
    assert nomination.verified_figures.get(superseded_at=None).value == "0.5"
    assert 'name="uphold"' not in text_of(client.get(answer))


def test_once_marking_has_begun_nothing_can_be_entered_or_objected(client):
    nomination = make.make_nomination(State.COMPLETE)
    figure = offices.enter(nomination)
    offices.freeze(nomination.edition)
    slug, key = nomination.edition.slug, nomination.pk
    client.force_login(make.head_of(nomination.organisation))
    assert reverse("nominations:objection", args=[key, figure.pk]) not in text_of(
        client.get(reverse("nominations:figures", args=[key]))
    )
    client.force_login(figure.entered_by)
    enter = reverse("nominations:verification-figure", args=[slug, key, "coverage"])
    assert enter not in text_of(client.get(reverse("nominations:verification-desk", args=[slug, key])))
    assert 'name="source"' not in text_of(client.get(enter))


def test_a_draft_is_not_shown_to_verifiers_as_something_to_verify(client):
    nomination = make.make_nomination(State.DRAFT)
    client.force_login(offices.make_verifier()[1])
    url = reverse("nominations:verification-desk", args=[nomination.edition.slug, nomination.pk])
    assert client.get(url).status_code == 409


def test_forwarding_from_the_form_to_taking_in(client):
    nomination, national = offices.sent(), offices.make_national()
    province = offices.make_province()
    client.force_login(awards.secretary_of(nomination.edition))
    url = reverse("nominations:forwarding", args=[nomination.edition.slug])
    given = {"to": national.pk, "entrant": f"n{nomination.pk}"}
    refused = client.post(url, given)
    assert refused.status_code == 422
    assert "has-error" in text_of(refused)
    assert client.post(url, {**given, "basis": offices.BASIS}).status_code == 302
    assert (
        client.post(url, {**given, "entrant": f"o{province.pk}", "basis": offices.BASIS}).status_code == 302
    )
    page = text_of(client.get(url))
    assert offices.BASIS in page
    assert f'value="n{nomination.pk}"' not in page
    client.force_login(awards.secretary_of(national))
    arrived = reverse("nominations:forwarding", args=[national.slug])
    page = text_of(client.get(arrived))
    check_markup(page)
    assert nomination.edition.title_id in page
    there = national.nominations.get(organisation=nomination.organisation)
    take_in = reverse("nominations:forwarding-take-in", args=[national.slug, there.pk])
    assert take_in in page
    assert client.get(take_in).status_code == 405
    assert client.post(take_in).status_code == 302
    assert take_in not in text_of(client.get(arrived))
    other = national.nominations.get(organisation=province)
    back = reverse("nominations:forwarding-send-back", args=[national.slug, other.pk])
    assert province.name in text_of(client.get(back))
    assert client.post(back, {"reason": ""}).status_code == 422
    assert client.post(back, {"reason": "Surat belum ada"}).status_code == 302
    assert "Surat belum ada" in text_of(client.get(arrived))


def test_empty_pages_say_what_comes_next(client):
    edition = make.make_open_edition()
    office, person = offices.make_verifier()
    secretary = awards.secretary_of(edition)
    for name, who in (("screening", secretary), ("forwarding", secretary), ("verification", person)):
        client.force_login(who)
        assert "empty-state" in text_of(client.get(reverse(f"nominations:{name}", args=[edition.slug])))
    assert office.name


@pytest.mark.parametrize("name", ["screening", "verification", "forwarding"])
def test_lists_ask_the_database_as_often_at_thirty_rows_as_at_one(client, name):
    first = offices.sent()
    verifier = offices.make_verifier()
    offices.enter(first, verifier=verifier)
    edition = first.edition
    if name == "forwarding":
        edition = offices.make_national()
        offices.forward(first, to=edition)
    client.force_login(verifier[1] if name == "verification" else awards.secretary_of(edition))
    url = reverse(f"nominations:{name}", args=[edition.slug])

    def asked() -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url).status_code == 200
        return len(seen)

    alone = asked()
    for _ in range(29):
        more = copy_of(first)
        if name == "forwarding":
            offices.forward(more, to=edition)
    assert asked() == alone


def copy_of(nomination):
    """Return another sent dossier, with a file and a verified figure, without walking the whole way."""

    organisation = make.make_organisation(code=f"71.{next(CODES)}")
    given = {
        name: getattr(nomination, name)
        for name in ("edition", "category", "state", "proposer", "reason", "created_at", "submitted_at")
    }
    row = Nomination.objects.create(organisation=organisation, **given)
    for one in Evidence.objects.filter(nomination=nomination):
        one.pk, one.nomination = None, row
        one.save()
    figure = nomination.verified_figures.first()
    figure.pk, figure.nomination = None, row
    figure.save()
    make.person_of(organisation, Role.ENTRANT)
    return row


def test_the_screening_desk_says_why_complete_is_not_offered_once_marking_has_begun(client, dossier):
    client.force_login(awards.secretary_of(dossier.edition))
    url = reverse("nominations:screening-desk", args=[dossier.edition.slug, dossier.pk])
    before = text_of(client.get(url))
    assert 'value="complete"' in before
    offices.freeze(dossier.edition)
    after = text_of(client.get(url))
    assert 'value="complete"' not in after
    assert "notice-warn" in after[after.index('id="keputusan"') :]
