"""Home, help, desk and cockpit, as each person meets them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import resolve, reverse
from django.utils import translation
from tests.factories import awards as make
from tests.factories import judging, results
from tests.factories import nominations as dossiers

from paritrana.apps.awards.commands import calendar, editions, rulebooks
from paritrana.apps.awards.states import EditionState, PhaseKind
from paritrana.apps.nominations.states import State
from paritrana.apps.organisations.states import Role
from paritrana.core.units import clock
from paritrana.portal import cockpit, desk
from paritrana.portal.queries import standing_of

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 3, 1, 4, tzinfo=UTC)


@pytest.fixture
def english(client):
    client.cookies["django_language"] = "en"
    return client


def steps(user):
    """The steps of a person's desk as (label, url, status), every address being one that exists."""
    found = [step for group in desk.groups_of(standing_of(user)) for step in group.steps]
    for step in found:
        resolve(step["url"])
    return found


def urls(user):
    return [step["url"] for step in steps(user)]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", ["home", "about", "help", "method", "verification-help"])
def test_everybody_reads_the_pages_that_explain(client, name, language):
    client.cookies["django_language"] = language
    page = client.get(reverse(f"portal:{name}"))
    assert page.status_code == 200
    assert page.content.decode().count("<h1") == 1


def test_home_shows_announced_editions_with_their_phase(english):
    edition = make.make_edition()
    make.make_edition(
        text=make.small(**{"kecil-2023": "rahasia", "aturan kecil": "rahasia"}), state=EditionState.PREPARING
    )
    with clock.at(NOW):
        make.make_phase(
            edition, name_id="Pengusulan", name_en="Call", opened=True, closes_at=NOW + timedelta(days=2)
        )
        text = english.get("/").content.decode()
    assert "/penyelenggaraan/kecil-2023" in text
    assert "Call" in text
    assert "12:00" in text, "the deadline in the zone of the edition"
    assert "rahasia" not in text


def test_home_says_what_to_do_when_there_is_nothing(english):
    assert "No edition is announced yet" in english.get("/").content.decode()


def test_the_check_of_a_bundle_names_the_command_and_its_limits(english):
    text = english.get("/bantuan/verifikasi").content.decode()
    for words in ("verifier.py bundel.zip", "--checkpoint", "Exit 1", "rebuilds the whole bundle"):
        assert words in text


def test_the_desk_is_for_people_who_signed_in(client):
    assert client.get("/meja").status_code == 302


def test_somebody_without_a_role_is_told_whom_to_ask(english):
    edition = make.make_edition()
    english.force_login(make.make_user())
    text = english.get("/meja").content.decode()
    assert "no role yet" in text
    assert edition.secretariat.name in text


def test_the_secretariat_goes_to_its_cockpits_only():
    edition = make.make_edition()
    other = make.make_edition(text=make.small(**{"kecil-2023": "lain", 'region = "71"': 'region = "74"'}))
    assert urls(make.secretary_of(edition)) == ["/sekretariat/kecil-2023"]
    assert urls(make.secretary_of(other)) == ["/sekretariat/lain"]


def test_the_proposer_sees_the_places_left_while_nominations_are_open():
    edition = dossiers.make_open_edition()
    branch = dossiers.make_branch()
    clerk = dossiers.join(branch, Role.PROPOSER)
    assert "Kabupaten/Kota: 2" in steps(clerk)[0]["hint"] or "city governments: 2" in steps(clerk)[0]["hint"]
    dossiers.make_nomination(State.PROPOSED, edition=edition, proposer=branch)
    (step,) = steps(clerk)
    assert step["hint"].endswith(": 1")
    assert step["url"] == "/usulan/kecil-2023"
    calendar.close_phase(phase=edition.phases.get(), by=make.secretary_of(edition))
    assert steps(clerk) == []


def test_a_proposer_elsewhere_sees_nothing_of_this_province():
    dossiers.make_open_edition()
    assert steps(dossiers.join(dossiers.make_branch("74"), Role.PROPOSER)) == []
    assert len(steps(dossiers.join(dossiers.make_branch("71.07"), Role.PROPOSER))) == 1


def test_the_entrant_sees_each_dossier_with_what_is_missing():
    nomination = dossiers.make_nomination(State.DRAFT)
    (step,) = steps(dossiers.head_of(nomination.organisation))
    assert step["url"] == f"/peserta/{nomination.pk}"
    assert nomination.organisation.name in step["hint"]
    assert any(character.isdigit() for character in step["hint"].rsplit("·", 1)[1])


def test_the_verifier_sees_how_many_figures_wait():
    nomination = dossiers.make_nomination(State.COMPLETE)
    branch = nomination.proposer
    verifier = dossiers.join(branch, Role.VERIFIER)
    (step,) = steps(verifier)
    assert step["status"].startswith("1 ")
    assert step["url"] == "/verifikasi/kecil-2023"
    results.verify(nomination, "0.45", by=verifier)
    (step,) = steps(verifier)
    assert step["url"] == "/verifikasi/kecil-2023", "what was entered stays within reach"
    assert "1" not in step["status"]
    elsewhere = dossiers.join(dossiers.make_branch("74"), Role.VERIFIER)
    assert steps(elsewhere) == []


def test_the_juror_declares_then_marks_and_the_chair_opens():
    edition = make.make_edition()
    judging.make_entrants(edition, 2)
    juror = make.holder_of(edition.seats.get(code="secretary"))
    chair = make.holder_of(edition.seats.get(code="chair"))
    (step,) = steps(juror)
    assert (step["url"], step["status"][0]) == ("/juri/kecil-2023/benturan", "2")
    opened = judging.make_round(edition)
    assert urls(juror) == ["/juri/kecil-2023"]
    assert "/ketua/kecil-2023" not in urls(chair)
    judging.lock_all(opened)
    assert urls(juror) == []
    assert urls(chair) == ["/ketua/kecil-2023"]


def test_the_chair_decides_on_a_ranking_and_can_read_it_until_it_is_published(english):
    world = results.make_judged()
    mirror = "/juri/kecil-2023/cermin"
    assert urls(world.chair) == [mirror]
    made = results.run(world)
    english.force_login(world.chair)
    _mirror, step = steps(world.chair)
    assert step["url"] == "/ketua/kecil-2023"
    assert "Decide: " in english.get("/meja").content.decode()
    results.confirm(world, made)
    _mirror, step = steps(world.chair)
    assert step["url"] == "/ketua/kecil-2023"
    assert "See the ranking: " in english.get("/meja").content.decode()
    assert urls(world.jurors[0]) == [mirror]
    results.publish(world)
    assert urls(world.chair) == [mirror]


def test_a_changed_rulebook_waits_on_the_desk_of_the_chair_not_of_the_uploader():
    edition = make.make_edition()
    secretary = make.secretary_of(edition)
    make.make_phase(edition, PhaseKind.MARKING, opened=True)
    second = make.small(**{"version = 1\n": "version = 2\n", "quota = 2": "quota = 3"})
    rulebooks.upload(edition=edition, text=second, reason="Rapat", by=secretary)
    address = "/kelola/penyelenggaraan/kecil-2023/aturan/2/setujui"
    assert address in urls(make.holder_of(edition.seats.get(code="chair")))
    assert address not in urls(secretary)
    assert address not in urls(make.holder_of(edition.seats.get(code="secretary")))


@pytest.mark.parametrize("count", [1, 30])
def test_the_desk_needs_the_same_queries_at_1_and_30_editions(client, count, django_assert_num_queries):
    secretariat = make.make_secretariat("71")
    person = make.make_member(secretariat)
    for number in range(count):
        text = make.small(**{"kecil-2023": f"kecil-{number}"})
        one = editions.create(rulebook_text=text, secretariat=secretariat, by=person)
        editions.announce(edition=one, by=person)
        make.make_phase(one, by=person)
    client.force_login(person)
    with django_assert_num_queries(11):
        assert client.get("/meja").content.decode().count("/sekretariat/kecil-") == count


def test_only_the_secretariat_opens_its_cockpit(client):
    edition = make.make_edition()
    address = "/sekretariat/kecil-2023"
    assert client.get(address).status_code == 302
    for person, status in [
        (make.make_user(), 403),
        (make.holder_of(edition.seats.get(code="chair")), 403),
        (make.make_member(make.make_secretariat("74")), 403),
        (make.secretary_of(edition), 200),
    ]:
        client.force_login(person)
        assert client.get(address).status_code == status
    assert client.get("/sekretariat/tidak-ada").status_code == 404
    assert client.get(address, {"format": "xlsx"}).content.startswith(b"PK")


def next_label(edition):
    edition = type(edition).objects.get(pk=edition.pk)
    facts = cockpit.facts_of(edition, cockpit.rounds_of(edition), cockpit.vacant_of(edition))
    with translation.override("en"):
        found = cockpit.next_of(facts, edition.slug)
    assert found.url == f"/sekretariat/{edition.slug}/hasil"
    return found.label


def next_of(edition):
    edition = type(edition).objects.get(pk=edition.pk)
    facts = cockpit.facts_of(edition, cockpit.rounds_of(edition), cockpit.vacant_of(edition))
    found = cockpit.next_of(facts, edition.slug)
    if found.url:
        resolve(found.url)
    return found.url


def test_the_one_next_action_follows_the_edition_from_seats_to_the_result():
    edition = make.make_edition(filled=False, state=EditionState.PREPARING)
    by = make.secretary_of(edition)
    assert next_of(edition).endswith("/panitia")
    make.fill_seats(edition, by=by)
    assert next_of(edition).endswith("/jadwal")
    phase = make.make_phase(edition, by=by)
    assert next_of(edition).endswith("/umumkan")
    edition = editions.announce(edition=edition, by=by)
    assert next_of(edition).endswith("/jadwal")
    calendar.open_phase(phase=phase, by=by)
    assert next_of(edition) == "", "nobody was proposed: the proposers must be told"
    sent = dossiers.make_nomination(State.SUBMITTED, edition=edition)
    assert next_of(edition).endswith("/saring")
    dossiers.screening.decide(nomination=sent, verdict="complete", by=by)
    assert next_of(edition).endswith("/putaran")


def test_the_next_action_of_a_judged_and_of_a_published_edition():
    world = results.make_judged()
    assert next_label(world.edition) == "Compute the ranking"
    made = results.run(world)
    assert next_label(world.edition) == "See the ranking"
    results.confirm(world, made)
    assert next_label(world.edition) == "Publish the results"
    world.entrants[0].answers.update(value="none")
    assert next_label(world.edition) == "Compute the ranking"
    results.confirm(world, results.run(world))
    results.publish(world)
    assert next_of(world.edition) == f"/hasil/{world.edition.slug}"


def test_the_funnel_counts_by_category_and_says_who_was_marked_and_ranked(english):
    world = results.make_published()
    edition = type(world.edition).objects.get(pk=world.edition.pk)
    lines = cockpit.lines_of(edition, cockpit.rounds_of(edition))
    totals = cockpit.totals(lines)
    number = edition.nominations.count()
    assert totals["invited"] == number
    assert totals["complete"] == totals["marked"] == totals["ranked"] == number
    english.force_login(make.secretary_of(edition))
    assert english.get(f"/sekretariat/{edition.slug}").status_code == 200


def test_the_cockpit_never_shows_a_mark_before_the_round_is_opened(english):
    edition = make.make_edition()
    judging.make_entrants(edition, 2)
    judging.lock_all(judging.make_round(edition))
    english.force_login(make.secretary_of(edition))
    text = english.get("/sekretariat/kecil-2023").content.decode()
    assert "Locked" in text
    assert "Only counts" in text


def test_what_is_late_is_named_with_its_date(english):
    edition = make.make_edition()
    by = make.secretary_of(edition)
    with clock.at(NOW - timedelta(days=9)):
        make.make_phase(edition, PhaseKind.GALA, name_en="Gala", planned_start=date(2024, 2, 25))
        make.make_phase(edition, opened=True, closes_at=NOW - timedelta(days=1))
        dossiers.make_nomination(State.DRAFT, edition=edition)
    with clock.at(NOW):
        edition = type(edition).objects.get(pk=edition.pk)
        late = cockpit.late_of(edition, clock.now())
        english.force_login(by)
        text = english.get("/sekretariat/kecil-2023").content.decode()
    assert len(late) == 2
    assert "Gala has not been opened" in text
    assert "1 dossier was not sent in time" in text
    assert cockpit.late_of(edition, NOW - timedelta(days=8)) == []


@pytest.mark.parametrize("count", [1, 30])
def test_the_cockpit_needs_the_same_queries_at_1_and_30_entrants(client, count, django_assert_num_queries):
    edition = make.make_edition()
    judging.make_entrants(edition, count)
    client.force_login(make.secretary_of(edition))
    client.get("/sekretariat/kecil-2023")
    with django_assert_num_queries(24):
        client.get("/sekretariat/kecil-2023")
