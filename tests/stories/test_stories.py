"""Each fact of the five stories stands on the screen that docs/explanation/stories.md names."""

import html
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.test import Client

from paritrana.apps.accounts import queries as accounts
from paritrana.apps.accounts.models import User
from paritrana.apps.awards.models import Edition, Phase
from paritrana.apps.judging.models import Interview, Round
from paritrana.apps.ledger.models import Entry
from paritrana.apps.ledger.queries import checkpoint_of, recomputed_checkpoint
from paritrana.apps.nominations.models import Nomination
from paritrana.apps.nominations.queries.scoring import scored_values
from paritrana.apps.nominations.states import State
from paritrana.apps.notices.models import Message
from paritrana.apps.notices.rules import links_in
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.organisations.states import Kind
from paritrana.apps.regions.models import Region
from paritrana.cli.demo import acts
from paritrana.core.units import clock
from paritrana.errors import RuleRefused
from paritrana.ui.demo import TUTORIAL

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "stories.md"
TUTORIALS = PAGE.parents[1] / "tutorials"
PEOPLE = {
    "operator": "operator",
    "kab": "mitra.kepala",
    "sulut": "sulut.sekretariat",
    "sultra": "sultra.sekretariat",
    "malut": "malut.sekretariat",
    "gorontalo": "gorontalo.sekretariat",
    "nasional": "nasional.sekretariat",
    "pengusul": "bpjs-gorontalo.pengusul",
    "verifikator": "bpjs-tondano.verifikator",
}


def person(name: str) -> User:
    return User.objects.get(email=f"{name}@peragaan.invalid")


def government(code: str) -> Organisation:
    return Organisation.objects.get(kind=Kind.REGENCY_CITY, region=code)


def facts():
    story = ""
    for line in PAGE.read_text("utf-8").splitlines():
        if match := re.match(r"## (\d{3}):", line):
            story = match.group(1)
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("| ") else []
        if len(cells) == 4 and cells[2].startswith("`"):
            yield pytest.param(*cells[1:3], cells[3], id=f"{story} {cells[0]}")


@pytest.mark.parametrize(("who", "screen", "shows"), list(facts()))
def test_the_fact_stands_on_its_screen(world, who, screen, shows):
    client = Client()
    if who != "public":
        client.force_login(person(PEOPLE[who]))
    mitra = Nomination.objects.get(edition__slug="sulut-2023", organisation=government("71.07"))
    answer = client.get(screen.strip("`").replace("{mitra}", str(mitra.pk)))
    assert answer.status_code == 200
    text = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))
    values = " ".join(re.findall(r'value="([^"]*)"', answer.content.decode()))
    assert shows in text or shows in html.unescape(values)


def test_the_whole_shipped_region_table_is_loaded(world):
    assert Region.objects.count() == 91_599
    assert Region.objects.filter(level="regency", parent_id="71").count() == 15
    village = Region.objects.get(code="71.07.03.2006")
    assert (village.full_name, village.zone, village.head_title) == ("Desa Tababo", "WITA", "hukum tua")


def test_every_story_has_its_facts():
    found = [param.id[:3] for param in facts()]
    assert {story: found.count(story) >= 8 for story in ("000", "001", "002", "003", "004")} == dict.fromkeys(
        ("000", "001", "002", "003", "004"), True
    )


def test_the_five_editions_stand_each_in_another_state(world):
    assert set(Edition.objects.values_list("slug", flat=True)) == {
        "sulut-2023",
        "sultra-2023",
        "malut-2024",
        "gorontalo-2020",
        "nasional-2023",
    }
    assert Round.objects.filter(edition__slug="sulut-2023", state="marking").exists()
    meeting = Phase.objects.get(edition__slug="sultra-2023", opened_at__isnull=False)
    assert (meeting.kind, meeting.planned_start) == ("meeting", date(2024, 2, 21))
    assert Edition.objects.get(slug="malut-2024").published_at == datetime(2025, 7, 3, 0, tzinfo=UTC)
    assert Nomination.objects.filter(edition__slug="gorontalo-2020", state=State.PROPOSED).count() == 8
    online = Interview.objects.filter(nomination__edition__slug="nasional-2023", mode="online")
    assert {one.starts_at.date() for one in online} == {date(2024, 4, 23)}
    assert online.count() == 2


def test_eight_candidates_by_category_and_a_ninth_refused_with_the_rule(world):
    edition = Edition.objects.get(slug="gorontalo-2020")
    counts = {
        category: edition.nominations.filter(category=category).count()
        for category in ("regency-city", "large", "medium", "small-micro")
    }
    assert counts == {"regency-city": 2, "large": 2, "medium": 3, "small-micro": 1}
    with clock.at(acts.moment("2021-01-06")), pytest.raises(RuleRefused) as refused:
        acts.propose(
            edition,
            "regency-city",
            government("75.02"),
            proposer=Organisation.objects.get(name="BPJS Ketenagakerjaan Kantor Cabang Gorontalo"),
            reason="kesembilan",
            by=person("bpjs-gorontalo.pengusul"),
        )
    assert refused.value.code == "nominations.quota_full"
    assert (refused.value.facts["quota"], refused.value.facts["used"]) == (2, 2)


def test_a_province_never_stands_in_its_own_edition(world):
    provinces = Nomination.objects.filter(organisation__kind="province")
    assert {one.edition.level for one in provinces} == {"national"}


def test_the_figure_of_2024_is_shown_and_never_scored_for_2023(world):
    edition = Edition.objects.get(slug="sulut-2023")
    mitra = edition.nominations.get(organisation=government("71.07"))
    assert mitra.claims.filter(value="29269").count() == 2
    scored = scored_values(edition)["regency-city"][mitra.entrant_id]
    assert "29269" not in scored.values()
    assert scored["vulnerable-workers"] == "27752"


def test_what_was_forwarded_names_where_it_came_from(world):
    mitra = Nomination.objects.get(edition__slug="nasional-2023", category="regency-city")
    assert mitra.forwarded_from is not None
    assert mitra.forwarded_from.edition.slug == "sulut-2023"
    assert mitra.forward_basis == "Surat wawancara nasional 956/D-I/KPS.03.00/03/2024"
    assert {one.sha256 for one in mitra.evidence.all()} == {
        one.sha256 for one in mitra.forwarded_from.evidence.all()
    }


def test_dates_that_the_stories_print_fall_on_the_weekdays_they_name():
    named = {
        date(2024, 4, 23): "Tue",
        date(2021, 1, 6): "Wed",
        date(2024, 2, 21): "Wed",
        date(2025, 7, 3): "Thu",
    }
    assert {day.strftime("%a") == word for day, word in named.items()} == {True}


def test_every_log_of_the_demo_gives_its_own_root_again(world):
    logs = set(Entry.objects.values_list("log", flat=True))
    assert len(logs) == 6
    for name in logs:
        assert str(recomputed_checkpoint(name)) == str(checkpoint_of(name))
        times = list(Entry.objects.filter(log=name).order_by("seq").values_list("at", flat=True))
        assert times == sorted(times)


def test_people_appear_by_office_and_addresses_lead_nowhere(world):
    addresses = User.objects.values_list("email", flat=True)
    assert len(addresses) > 50
    assert all(address.endswith("@peragaan.invalid") for address in addresses)
    leaves = "".join(Entry.objects.values_list("leaf", flat=True))
    assert "peragaan.invalid" not in leaves


def test_every_message_bears_the_full_address_of_a_page_that_opens_for_its_reader(world, settings):
    readers = {user.email: user for user in User.objects.all()}
    doors = set()
    for message in Message.objects.all():
        own = [one for one in links_in(message.body) if one.startswith(f"{settings.SITE_URL}/")]
        assert own, f"{message.kind} leads nowhere"
        assert not re.search(r"(^|\s)/\w", message.body), f"{message.kind} bears an address without the site"
        doors |= {(message.to, one.removeprefix(settings.SITE_URL)) for one in own}
    assert len(doors) > 20
    client = Client()
    for address, page in sorted(doors):
        client.force_login(readers[address])
        assert client.get(page).status_code == 200, f"{page} for {address}"


@pytest.mark.parametrize("page", ["seleksi-pertama.md", "first-selection.md"])
def test_the_sign_in_page_lists_the_people_of_the_tutorial_first(world, page):
    told = " ".join((TUTORIALS / page).read_text("utf-8").split())
    first = [user.label for user, _places in accounts.demo_first()]
    assert len(first) == len(TUTORIAL)
    assert [label for label in first if f"*{label}*" not in told] == []
