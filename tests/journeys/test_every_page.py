"""Every page that anyone can reach, in a real browser at both widths; pictures go to var/pictures."""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.journeys import crawl, play
from tests.journeys import site as sites
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
    play.GORONTALO_VERIFIER,
    "Bupati Bone Bolango",
    "Operator sistem",
    play.COVERAGE_OFFICER,
    play.PROGRAMME_OFFICER,
    play.PROGRAMME_VERIFIER,
    play.VILLAGE_OFFICER,
]
# Who meets new pages once the dossier is sent, a figure is objected to and the round is decided on.
LATER = [play.GORONTALO_VERIFIER, play.MAYOR, play.SULUT_OFFICE, play.CHAIR]
# How many pictures of one address: more where the page differs by role or state.
MORE = {
    "portal:desk": 9,
    "portal:cockpit": 5,
    "nominations:dossier": 3,
    "awards:edition-detail": 3,
    "judging:queue": 2,
    "coverage:explorer": 3,
    "coverage:region": 2,
    "protection:village": 3,
    "protection:import": 2,
}
ENGLISH = [
    "portal:home",
    "portal:desk",
    "portal:cockpit",
    "coverage:explorer",
    "coverage:region",
    "coverage:method",
    "coverage:snapshot",
    "coverage:printed",
    "protection:cockpit",
    "protection:village",
    "protection:worker-new",
    "protection:fund",
    "awards:edition-detail",
    "awards:edition-method",
    "judging:desk",
    "nominations:dossier",
    "nominations:dossier-section",
    "results:edition",
    "results:recipient",
    "results:chair",
]
# Pages that no link of the demo leads to at once: after a form, out of a message, or by a typed address.
ALSO = [
    Found("account_logout", play.MAYOR, "/akun/keluar"),
    Found("account_inactive", PUBLIC, "/akun/ditutup"),
    Found("account_reset_password_done", PUBLIC, "/akun/sandi/lupa/terkirim"),
    Found("account_reset_password_from_key", PUBLIC, "/akun/sandi/baru/1-tidak-berlaku"),
    Found("account_reset_password_from_key_done", PUBLIC, "/akun/sandi/baru/selesai"),
    Found("coverage:explorer", PUBLIC, "/cakupan?tampilan=peta"),
    Found(
        "coverage:explorer",
        PUBLIC,
        "/cakupan?tampilan=grafik&ukuran=point_coverage&banding=71.07&banding=71.02",
    ),
    Found("coverage:region", PUBLIC, "/cakupan/71.07"),
    Found("protection:same-twice", play.PROGRAMME_OFFICER, "/program/ganda/rangkap"),
    Found("protection:months-back", play.PROGRAMME_OFFICER, "/program/iuran/peserta/1/batal"),
    Found("protection:scenario-compare", play.PROGRAMME_OFFICER, "/program/rencana/banding?s=1&s=2"),
    Found("results:publish", play.SULUT_OFFICE, f"/sekretariat/{play.SULUT}/hasil/umumkan"),
    Found("results:run-compare", play.SULUT_OFFICE, f"/sekretariat/{play.SULUT}/hasil/banding?a=1&b=2"),
]
POSTED = "only posted to"
OTHER_STATE = "asks for a state that this play does not bring about"
NOT_LOOKED_AT = {
    "accounts:demo": POSTED,
    "set_language": POSTED,
    "judging:mark-save": POSTED,
    "judging:round-plan": POSTED,
    "nominations:dossier-accept": POSTED,
    "nominations:dossier-mark": POSTED,
    "nominations:dossier-statement": POSTED,
    "notices:retry": POSTED,
    "accounts:reactivate": OTHER_STATE,
    "coverage:run-retry": POSTED,
    "coverage:run-approve": OTHER_STATE,
    "coverage:run-discard": OTHER_STATE,
    "coverage:run-publish": OTHER_STATE,
    "protection:import-repair": POSTED,
    "protection:scenario-back": POSTED,
    "protection:scenario-remove": POSTED,
    "protection:import-sheet": OTHER_STATE,
    "protection:import-workbook": POSTED,
    "protection:same-search": POSTED,
    "protection:same-look": POSTED,
    "protection:worker-reinstate": OTHER_STATE,
    "protection:worker-draft": "answers the form of a worker, with JSON",
    "protection:request-look": POSTED,
    "protection:same-undo": OTHER_STATE,
    "protection:enrolment-end": OTHER_STATE,
    "protection:correction-back": OTHER_STATE,
    "protection:export-fetch": POSTED,
    "protection:subject-print": POSTED,
    "results:decide": POSTED,
    "results:run-start": POSTED,
    "results:report": POSTED,
    "account_change_password": OTHER_STATE,
    "awards:rulebook-approve": OTHER_STATE,
    "judging:round-resume": OTHER_STATE,
    "judging:round-start": OTHER_STATE,
    "nominations:forwarding-send-back": OTHER_STATE,
    "nominations:forwarding-take-in": OTHER_STATE,
    "nominations:proposal-invite": OTHER_STATE,
    "organisations:accept": "leads on to the invitation's page",
}


@dataclass
class Looked:
    """What was seen: pages reached, links that lead to a fault, and all that is wrong with a page."""

    found: list[Found] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    wrong_in_english: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def looked(browser, site, tmp_path_factory):
    """Crawl and look, play on, crawl and look again: some pages stand only before, some only after."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    seen = Looked()
    window, other = Visitor(browser, site.url), Visitor(browser, site.url)
    play.fill_a_dossier(window, tmp_path_factory.mktemp("papers"))
    told = play.invite_a_colleague(window, "rekan@kota-gorontalo.invalid")
    play.free_a_place(window)
    play.empty_a_seat(window)
    play.copy_an_edition(window)
    play.lock_the_last_sheet(window)
    _hand_in_rosters(window, tmp_path_factory.mktemp("rosters"))
    first = _crawl(window, ROLES, seen)
    first.append(Found("organisations:invited", PUBLIC, re.findall(r"/undangan/\S+", told)[0]))
    first.append(Found("judging:interview-entrant", "Wali Kota Ternate", _interview(first)))
    _look(browser, site.url, first, seen)
    _look_in_english(browser, site.url, first, seen)
    number = play.send_the_dossier(window, other)
    play.verify_and_object(window, other, number)
    play.open_rank_and_decide(window, other)
    _look(browser, site.url, [*_crawl(window, LATER, seen), *ALSO], seen)
    window.close()
    other.close()
    return seen


def _hand_in_rosters(window: Visitor, folder: Path) -> None:
    """One made-up roster that is only checked, and another in the register."""
    for seed, commit in ((1, False), (2, True)):
        roster = folder / f"daftar-{seed}.xlsx"
        made = sites.run("roster", "synth", "--rows", "40", "--seed", str(seed), "--out", roster)
        assert made.returncode == 0, made.stderr
        play.hand_in_a_roster(window, roster, commit=commit)


def _crawl(window: Visitor, roles: list[str], seen: Looked) -> list[Found]:
    found: list[Found] = []
    for role in roles:
        _become(window, role)
        pages, faults = crawl.reach(window.context.request, role, window.url)
        found += pages
        seen.broken += faults
    return found


def _interview(found: list[Found]) -> str:
    """Return the page of an entrant's interview: a message to the entrant leads there."""
    outcome = next(one.path for one in found if one.name == "results:feedback")
    return outcome.replace("/umpan-balik", "/wawancara")


def _become(window: Visitor, role: str) -> None:
    if role == PUBLIC:
        window.context.clear_cookies()
    else:
        window.sign_in(role)


def _look(browser: Browser, url: str, found: list[Found], seen: Looked) -> None:
    chosen = _chosen(found, [one.name for one in seen.found])
    for role in dict.fromkeys(one.role for one in chosen):
        window = Visitor(browser, url)
        _become(window, role)
        for page in (one for one in chosen if one.role == role):
            seen.wrong += _faults(window, page, f"{page.name.replace(':', '.')}-{len(seen.found):03}")
            seen.found.append(page)
        window.close()


def _chosen(found: list[Found], before: list[str]) -> list[Found]:
    """Return for each address as many of the pages found as are worth a picture, counting those before."""
    taken = Counter(before)
    chosen = []
    for page in found:
        if taken[page.name] < MORE.get(page.name, 1):
            taken[page.name] += 1
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


def _look_in_english(browser: Browser, url: str, found: list[Found], seen: Looked) -> None:
    by_name = {page.name: page for page in reversed(found)}
    for page in (by_name[name] for name in ENGLISH):
        window = Visitor(browser, url, size=PHONE)
        _become(window, page.role)
        window.context.add_cookies([{"name": "django_language", "value": "en", "url": url}])
        window.open(page.path)
        wrong = window.violations()
        if window.page.locator("html").get_attribute("lang") != "en":
            wrong.append("is not in English")
        if window.overflow() > 0:
            wrong.append(f"is {window.overflow()} pixels too wide")
        seen.wrong_in_english += [f"{page.path}: {one}" for one in wrong]
        window.close()


def test_no_link_leads_to_a_fault(looked):
    assert looked.broken == []


def test_every_address_is_looked_at_or_has_a_reason(looked):
    names = {one.name for one in addresses()}
    got = {one.name for one in looked.found}
    missing = sorted(names - got - NOT_LOOKED_AT.keys())
    assert not missing, " ".join(missing)
    reached = sorted(NOT_LOOKED_AT.keys() & got)
    assert not reached, f"strike these from the list: {' '.join(reached)}"


def test_every_page_is_good_at_both_widths(looked):
    assert looked.wrong == []


def test_the_main_pages_stand_in_english_too(looked):
    assert looked.wrong_in_english == []
