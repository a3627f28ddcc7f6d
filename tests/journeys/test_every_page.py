"""Every page that anyone can reach, in a real browser at both widths; pictures go to var/pictures."""

from pathlib import Path

import pytest
from tests.journeys import crawl, play
from tests.journeys.crawl import Found
from tests.journeys.visitor import PHONE, WIDE, Visitor
from tests.permissions.addresses import addresses

pytestmark = pytest.mark.browser_more
PICTURES = Path(__file__).parents[2] / "var" / "pictures"
PUBLIC = "public"
ROLES = [
    PUBLIC,
    play.SULUT_OFFICE,
    play.UNION_JUROR,
    "Juri, ahli ekonomi (Sulawesi Utara)",
    "Juri, ahli hukum (Sulawesi Utara)",
    play.CHAIR,
    play.MAYOR,
    "Penjabat Bupati Minahasa Tenggara",
    "Wali Kota Ternate",
    play.PROPOSER,
    play.GORONTALO_OFFICE,
    play.SULTRA_OFFICE,
    "Sekretariat panitia, Provinsi Maluku Utara",
    "Sekretariat panitia nasional",
    "Verifikator, BPJS Ketenagakerjaan Tondano",
    "Operator sistem",
]
# How many pictures of one address: more where the page differs by role or state.
MORE = {
    "portal:desk": 9,
    "portal:cockpit": 5,
    "nominations:dossier": 3,
    "awards:edition-detail": 3,
    "judging:queue": 2,
}
ENGLISH = [
    "portal:home",
    "portal:desk",
    "portal:cockpit",
    "awards:edition-detail",
    "awards:edition-method",
    "judging:desk",
    "nominations:dossier",
    "nominations:dossier-section",
    "results:edition",
    "results:recipient",
    "results:chair",
]
NOT_PAGES = {
    "accounts:demo": "only posted",
    "set_language": "only posted",
}


@pytest.fixture(scope="module")
def reached(browser, site, tmp_path_factory):
    """Every page found by following links, after some acts; and the links that lead to a fault."""
    window = Visitor(browser, site.url)
    other = Visitor(browser, site.url)
    play.fill_a_dossier(window, tmp_path_factory.mktemp("papers"))
    play.invite_a_colleague(window, "rekan@kota-gorontalo.invalid")
    play.free_a_place(window)
    play.empty_a_seat(window)
    play.copy_an_edition(window)
    play.lock_the_last_sheet(window)
    found, broken = _crawl(window, ROLES)
    window.close()
    other.close()
    return found, broken


def _crawl(window: Visitor, roles: list[str]) -> tuple[list[Found], list[str]]:
    found: list[Found] = []
    broken: list[str] = []
    for role in roles:
        _become(window, role)
        pages, faults = crawl.reach(window.context.request, role, window.url)
        found += pages
        broken += faults
    return found, broken


def _become(window: Visitor, role: str) -> None:
    if role == PUBLIC:
        window.context.clear_cookies()
    else:
        window.sign_in(role)


def test_no_link_leads_to_a_fault(reached):
    assert reached[1] == []


def test_every_address_is_reached_or_is_no_page(reached):
    names = {one.name for one in addresses()}
    got = {one.name for one in reached[0]}
    missing = sorted(names - got - NOT_PAGES.keys())
    assert not missing, " ".join(missing)
    assert not NOT_PAGES.keys() & got, "these are reached: strike them from the list"


def test_every_page_is_good_at_both_widths(browser, site, reached):
    PICTURES.mkdir(parents=True, exist_ok=True)
    chosen = _chosen(reached[0])
    wrong: list[str] = []
    for role in ROLES:
        window = Visitor(browser, site.url)
        _become(window, role)
        for number, page in enumerate(one for one in chosen if one.role == role):
            wrong += _faults(window, page, f"{page.name.replace(':', '.')}-{ROLES.index(role)}-{number}")
        window.close()
    assert wrong == []


def _chosen(found: list[Found]) -> list[Found]:
    """Return for each address as many of the pages found as are worth a picture."""
    taken: dict[str, int] = {}
    chosen = []
    for page in found:
        if taken.get(page.name, 0) < MORE.get(page.name, 1):
            taken[page.name] = taken.get(page.name, 0) + 1
            chosen.append(page)
    return chosen


def _faults(window: Visitor, page: Found, picture: str) -> list[str]:
    window.faults.clear()
    window.resize(WIDE)
    if not window.context.request.get(page.path).headers["content-type"].startswith("text/html"):
        return []
    answer = window.page.goto(page.path)
    wrong = [] if answer is not None and answer.status == 200 else ["does not answer 200"]
    headings = window.page.locator("h1").count()
    wrong += [] if headings == 1 else [f"has {headings} main headings"]
    for size in (WIDE, PHONE):
        window.resize(size)
        if window.overflow() > 0:
            wrong.append(f"is {window.overflow()} pixels wider than {size[0]}")
        wrong += window.violations()
        window.page.screenshot(path=PICTURES / f"{picture}-{size[0]}.png", full_page=True)
    return [f"{page.role}: {page.path} {one}" for one in [*wrong, *window.faults]]


def test_the_main_pages_stand_in_english_too(browser, site, reached):
    wrong: list[str] = []
    by_name = {page.name: page for page in reversed(reached[0])}
    for name in ENGLISH:
        page = by_name[name]
        window = Visitor(browser, site.url, size=PHONE)
        _become(window, page.role)
        window.context.add_cookies([{"name": "django_language", "value": "en", "url": site.url}])
        window.open(page.path)
        if window.page.locator("html").get_attribute("lang") != "en":
            wrong.append(f"{page.path} is not in English")
        if window.overflow() > 0:
            wrong.append(f"{page.path} is {window.overflow()} pixels too wide in English")
        wrong += [f"{page.path} in English: {one}" for one in window.violations()]
        window.close()
    assert wrong == []
