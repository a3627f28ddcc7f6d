"""Pages of the result: who sees what before and after publication, and what the pages say."""

import io
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories import awards, judging
from tests.factories import results as factory

from paritrana.apps.awards.states import PhaseKind
from paritrana.apps.nominations.models import Claim
from paritrana.apps.nominations.states import State
from paritrana.apps.results.commands import decisions, feedback
from paritrana.apps.results.models import Decision, Publication, RankingRun
from paritrana.core.bundle import checker_source

pytestmark = pytest.mark.django_db
CATEGORY = factory.CATEGORY


@pytest.fixture
def ranked():
    """A world with a run that is not published."""
    world = factory.make_judged()
    world.run = factory.run(world)
    return world


@pytest.fixture
def published():
    return factory.make_published()


def text_of(response):
    return response.content.decode()


def get(client, name, *args, user=None, **query):
    if user is not None:
        client.force_login(user)
    return client.get(reverse(f"results:{name}", args=args), query)


# --- the embargo ---

SCORES = ("75,40", "75.40", "377/5", "59,20", "59.20", "296/5", "43/1")


def all_addresses(world):
    slug, nomination = world.edition.slug, world.entrants[0]
    return [
        reverse("results:desk", args=[slug]),
        reverse("results:run-detail", args=[slug, 1]),
        reverse("results:run-detail", args=[slug, 1]) + "?format=xlsx",
        reverse("results:run-compare", args=[slug]) + "?a=1&b=1",
        reverse("results:publish", args=[slug]),
        reverse("results:feedback-list", args=[slug]),
        reverse("results:feedback-write", args=[slug, nomination.pk]),
        reverse("results:chair", args=[slug]),
        reverse("results:feedback", args=[nomination.pk]),
        reverse("results:index"),
        reverse("results:edition", args=[slug]),
        reverse("results:edition", args=[slug]) + "?format=xlsx",
        reverse("results:bundle", args=[slug]),
        reverse("results:verifier", args=[slug]),
        reverse("results:recipient", args=[slug, "pemerintah-kabupaten-02"]),
        reverse("ledger:log", args=[world.edition.ledger_log]),
        reverse("ledger:leaf", args=[world.edition.ledger_log, 0]),
    ]


@pytest.mark.parametrize("who", ["nobody", "entrant", "other secretariat", "operator"])
def test_before_publication_nobody_outside_the_committee_meets_a_score_or_a_rank(client, ranked, who):
    factory.confirm(ranked, ranked.run)
    people = {
        "nobody": lambda: None,
        "entrant": lambda: factory.entrant_user(ranked.entrants[1]),
        "other secretariat": lambda: awards.make_member(awards.make_secretariat("74")),
        "operator": lambda: awards.make_user(is_operator=True),
    }
    user = people[who]()
    if user:
        client.force_login(user)
    for address in all_addresses(ranked):
        response = client.get(address)
        assert response.status_code in (200, 302, 403, 404), address
        if response.headers.get("Content-Type", "").startswith("application/vnd"):
            assert not RankingRun.objects.exists(), address
        shown = text_of(response)
        assert not [one for one in SCORES if one in shown], address
        assert "meter" not in shown, address


@pytest.mark.parametrize("who", ["juror", "office", "chair"])
def test_the_committee_and_its_secretariat_see_the_ranking(client, ranked, who):
    user = {"juror": ranked.jurors[0], "office": ranked.office, "chair": ranked.chair}[who]
    for name, extra in (("chair", []), ("run-detail", [1])):
        response = get(client, name, ranked.edition.slug, *extra, user=user)
        assert response.status_code == 200
        assert "75,40" in text_of(response)


def test_while_a_round_is_sealed_nobody_sees_more_than_counts(client):
    world = factory.make_judged(opened=False)
    for user in (world.chair, world.office):
        page = text_of(get(client, "chair", world.edition.slug, user=user))
        assert "meter" not in page
        assert "4" in page
        opening = reverse("judging:round-open", args=[world.edition.slug, world.round.pk])
        assert (opening in page) is (user == world.chair), "only who may open is led there"


# --- the secretariat ---


def test_the_desk_says_what_stands_in_the_way_and_leads_on(client):
    world = factory.make_judged(opened=False)
    slug = world.edition.slug
    page = text_of(get(client, "desk", slug, user=world.office))
    assert "Pemerintah Kabupaten/Kota – Wawancara" in page
    assert reverse("judging:round-list", args=[slug]) in page
    assert reverse("results:run-start", args=[slug]) not in page
    judging.open_up(world.round)
    page = text_of(get(client, "desk", slug))
    assert reverse("results:run-start", args=[slug]) in page
    assert reverse("results:publish", args=[slug]) not in page


def test_the_whole_way_in_the_browser(client, ranked):
    slug = ranked.edition.slug
    client.force_login(ranked.office)
    answer = client.post(reverse("results:run-start", args=[slug]))
    assert answer.url == reverse("results:run-detail", args=[slug, 2])
    assert get(client, "run-compare", slug, a=1, b=2).status_code == 200
    client.force_login(ranked.chair)
    address = reverse("results:decide", args=[slug, CATEGORY])
    form = {f"{CATEGORY}-confirms": "yes", f"{CATEGORY}-reason": factory.REASON, "run": "2"}
    faulty = client.post(address, form | {f"{CATEGORY}-reason": ""})
    assert faulty.status_code == 422
    assert not Decision.objects.exists()
    assert client.post(address, form).url == reverse("results:chair", args=[slug])
    assert factory.REASON in text_of(get(client, "chair", slug))
    client.force_login(ranked.office)
    asked = get(client, "publish", slug)
    assert asked.status_code == 200
    assert not Publication.objects.exists()
    assert client.post(reverse("results:publish", args=[slug])).url == reverse("results:edition", args=[slug])
    client.logout()
    assert "75,40" in text_of(get(client, "edition", slug))


def test_a_decision_meant_for_an_older_run_is_not_taken(client, ranked):
    factory.run(ranked)
    client.force_login(ranked.chair)
    form = {f"{CATEGORY}-confirms": "yes", f"{CATEGORY}-reason": "ya", "run": "1"}
    answer = client.post(reverse("results:decide", args=[ranked.edition.slug, CATEGORY]), form)
    assert answer.status_code == 422
    assert not Decision.objects.exists()


def test_publishing_too_early_says_what_is_missing(client, ranked):
    answer = get(client, "publish", ranked.edition.slug, user=ranked.office)
    assert answer.status_code == 409


@pytest.mark.parametrize(
    ("name", "extra", "allowed"),
    [
        ("run-start", [], {"office", "chair"}),
        ("decide", [CATEGORY], {"chair"}),
        ("publish", [], {"office"}),
        ("feedback-write", ["entrant"], {"office"}),
    ],
)
def test_each_act_is_for_its_people_only(client, ranked, name, extra, allowed):
    people = {
        "office": ranked.office,
        "chair": ranked.chair,
        "juror": ranked.jurors[0],
        "entrant": factory.entrant_user(ranked.entrants[0]),
        "stranger": awards.make_user(),
    }
    extra = [ranked.entrants[0].pk if one == "entrant" else one for one in extra]
    for who, user in people.items():
        client.force_login(user)
        status = client.post(reverse(f"results:{name}", args=[ranked.edition.slug, *extra])).status_code
        assert (status != 403) == (who in allowed), who
    client.logout()
    answer = client.post(reverse(f"results:{name}", args=[ranked.edition.slug, *extra]))
    assert answer.url.startswith(reverse("account_login"))


def test_feedback_is_written_on_a_page(client, ranked):
    client.force_login(ranked.office)
    address = reverse("results:feedback-write", args=[ranked.edition.slug, ranked.entrants[0].pk])
    assert client.post(address, {"strengths": " ", "next_steps": ""}).status_code == 422
    assert client.post(address, {"strengths": "Cakupan naik", "next_steps": ""}).status_code == 302
    assert "Cakupan naik" in text_of(client.get(address))


# --- the chair ---


def test_the_chair_sees_who_tied_and_which_rule_parted_them(client):
    text = awards.small(**{"weight_bp = 7000": "weight_bp = 5000", "weight_bp = 3000": "weight_bp = 5000"})
    world = factory.make_judged(("0.40", "0.40", "0.10"), ("3", "3", "1"), text=text)
    factory.run(world)
    page = text_of(get(client, "chair", world.edition.slug, user=world.chair))
    assert "Pemerintah Kabupaten 01" in page
    assert page.count("<meter") == 9
    assert "j1" in page


def test_a_decided_category_shows_no_form(client, ranked):
    factory.confirm(ranked, ranked.run)
    page = text_of(get(client, "chair", ranked.edition.slug, user=ranked.chair))
    assert reverse("results:decide", args=[ranked.edition.slug, CATEGORY]) not in page
    assert factory.REASON in page


# --- the public ---


def test_before_publication_the_page_says_when(client, ranked):
    awards.make_phase(
        ranked.edition, PhaseKind.GALA, name_id="Malam penganugerahan", planned_text="Juli 2024"
    )
    page = text_of(get(client, "edition", ranked.edition.slug))
    assert "Malam penganugerahan" in page
    assert "Juli 2024" in page
    assert "Pemerintah Kabupaten" not in page


def test_the_published_page_carries_everything_to_check_it(client, published):
    page = text_of(get(client, "edition", published.edition.slug))
    for wanted in (
        "Pemerintah Kabupaten 02",
        "75,40",
        "377/5",
        factory.REASON,
        published.publication.bundle_sha256,
        published.publication.checkpoint.splitlines()[2],
        reverse("results:bundle", args=[published.edition.slug]),
        reverse("results:verifier", args=[published.edition.slug]),
        reverse("ledger:log", args=[published.edition.ledger_log]),
    ):
        assert wanted in page, wanted
    assert published.edition.slug in text_of(get(client, "index"))


def test_the_excluded_are_named_with_the_reason(client):
    text = awards.small(**{'goalposts = ["0", "1"]': 'goalposts = ["0", "1"]\nmissing = "disqualify"'})
    world = factory.make_published(shares=("0.4", "", "0.2"), text=text)
    page = text_of(get(client, "edition", world.edition.slug))
    assert "Cakupan pekerja" in page
    assert "Pemerintah Kabupaten 02" in page
    assert world.run.excluded_csv.endswith("missing:coverage\n")


def test_the_ranking_goes_to_excel(client, published):
    answer = get(client, "edition", published.edition.slug, format="xlsx")
    strings = zipfile.ZipFile(io.BytesIO(answer.content)).read("xl/sharedStrings.xml").decode()
    assert "Pemerintah Kabupaten 02" in strings
    assert "377/5" in strings


def test_the_bundle_and_the_checker_are_downloaded_as_they_were_made(client, published):
    answer = get(client, "bundle", published.edition.slug)
    with published.publication.bundle.open("rb") as file:
        assert b"".join(answer.streaming_content) == file.read()
    assert get(client, "verifier", published.edition.slug).content == checker_source()


def test_a_recipient_is_shown_with_its_story_and_both_sides_of_each_figure(client):
    world = factory.make_judged()
    best = world.entrants[1]
    factory.answer(best, "coverage", "0.60", by=world.office)
    factory.answer(best, "innovation.what", "Satu desa, 20 penduduk rentan\n<b>PAD Desa</b>", by=world.office)
    factory.answer(best, "innovation.rupiah_per_person", "16800", by=world.office)
    Claim.objects.create(
        nomination=best,
        label="Perjanjian kerja sama",
        as_of="2024-04-23",
        saved_by=world.office,
        saved_at=factory.AT,
    )
    factory.confirm(world, factory.run(world))
    factory.publish(world)
    page = text_of(get(client, "recipient", world.edition.slug, "pemerintah-kabupaten-02"))
    for wanted in ("60,00", "55,00", "Rekap BPJS", "20 penduduk rentan", "Rp16.800", "Perjanjian kerja sama"):
        assert wanted in page, wanted
    assert "<b>PAD Desa</b>" not in page
    assert "tag-warn" in page
    assert get(client, "recipient", world.edition.slug, "tidak-ada").status_code == 404


def test_an_edition_in_preparation_is_not_there(client):
    edition = awards.make_edition(state="preparing")
    assert get(client, "edition", edition.slug).status_code == 404
    assert get(client, "edition", "tidak-ada").status_code == 404


# --- the entrant ---


def test_the_entrant_reads_its_outcome_only_after_publication(client):
    world = factory.make_judged()
    first, second, _third = world.entrants
    feedback.write(nomination=first, strengths="Cakupan naik", next_steps="Susun perda", by=world.office)
    factory.confirm(world, factory.run(world))
    user = factory.entrant_user(first)
    page = text_of(get(client, "feedback", first.pk, user=user))
    assert "Cakupan naik" not in page
    factory.publish(world)
    page = text_of(get(client, "feedback", first.pk))
    for wanted in ("Cakupan naik", "Susun perda", "59,20", "25,00"):
        assert wanted in page, wanted
    assert get(client, "feedback", second.pk).status_code == 403


def test_who_was_not_judged_is_told_so(client):
    world = factory.make_judged()
    unread = judging.make_entrant(world.edition, 9, state=State.REFUSED)
    factory.confirm(world, factory.run(world))
    factory.publish(world)
    page = get(client, "feedback", unread.pk, user=factory.entrant_user(unread))
    assert page.status_code == 200
    assert "meter" not in text_of(page)


# --- the same number of queries however long the list ---


def counted(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_pages_of_the_office_ask_the_same_number_of_queries(client):
    names = ("desk", "run-detail", "chair", "feedback-list")
    numbers = {name: [] for name in names}
    for many, code in ((1, "kecil-2023"), (30, "besar-2023")):
        text = awards.small(**{"kecil-2023": code})
        world = factory.make_judged(("0.4",) * many, ("3",) * many, text=text)
        for _number in range(many):
            made = factory.run(world)
        if many > 1:
            decisions.decide(run=made, category=CATEGORY, reason="ya", by=world.chair)
        client.force_login(world.office)
        for name in names:
            extra = [1] if name == "run-detail" else []
            numbers[name].append(
                counted(client, reverse(f"results:{name}", args=[world.edition.slug, *extra]))
            )
    assert {name: few == many for name, (few, many) in numbers.items()} == dict.fromkeys(names, True)


def test_the_public_page_asks_the_same_number_of_queries(client):
    numbers = []
    for many, code in ((1, "kecil-2023"), (30, "besar-2023")):
        text = awards.small(**{"kecil-2023": code, "winners = 3": "winners = 30"})
        world = factory.make_published(shares=("0.4",) * many, marks=("3",) * many, text=text)
        numbers.append(counted(client, reverse("results:edition", args=[world.edition.slug])))
    assert numbers[0] == numbers[1]


def test_what_is_missing_is_told_by_title_and_not_by_id(client, ranked):
    page = text_of(get(client, "desk", ranked.edition.slug, user=ranked.office))
    assert "Pemerintah Kabupaten/Kota" in page
    assert CATEGORY not in page
    refused = text_of(get(client, "publish", ranked.edition.slug))
    assert "Pemerintah Kabupaten/Kota" in refused


def test_after_publication_the_working_pages_lead_a_stranger_to_the_result(client):
    world = factory.make_judged()
    address = f"/sekretariat/{world.edition.slug}/hasil"
    client.force_login(factory.entrant_user(world.entrants[0]))
    assert f'href="/hasil/{world.edition.slug}"' not in client.get(address).text
    factory.confirm(world, factory.run(world))
    factory.publish(world)
    refused = client.get(address)
    assert refused.status_code == 403
    assert f'href="/hasil/{world.edition.slug}"' in refused.text
