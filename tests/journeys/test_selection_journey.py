"""One selection in a real browser: nominated, sent, screened; marked, decided, published, verified."""

import hashlib
import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.journeys import acts, bundles, play
from tests.journeys import site as sites
from tests.journeys.play import (
    CHAIR,
    GORONTALO,
    GORONTALO_OFFICE,
    MAYOR,
    PROPOSER,
    SULUT,
    SULUT_OFFICE,
    UNION_JUROR,
)

pytestmark = pytest.mark.browser_more
PICTURE = Path(__file__).parents[2] / "docs" / "images" / "desk.png"
COLLEAGUE = "dinas.tenaga.kerja@kota-gorontalo.invalid"


def test_a_nomination_goes_from_proposal_to_complete(visit, tmp_path):
    proposer, mayor, office = visit(), visit(), visit()
    proposer.sign_in(PROPOSER)
    page = proposer.open(f"/usulan/{GORONTALO}")
    entrants = page.locator("table").last.locator("tbody tr")
    assert entrants.count() == 8
    assert page.locator("a[href*='/kategori/']").count() == 0, "a ninth could be proposed"
    assert [
        row.split()[-1]
        for row in page.locator("table").first.locator("tbody td:nth-child(4)").all_inner_texts()
    ] == ["0"] * 4

    mayor.sign_in(MAYOR)
    page = acts.follow(mayor.open("/peserta"), "main a[href^='/peserta/']")
    dossier = page.url
    acts.follow(page, "form[action$='/terima'] button")
    for section in acts.sections_of(mayor.open(dossier)):
        acts.fill_section(mayor.open(section), tmp_path)
    page = mayor.open(f"{dossier}/periksa")
    assert page.locator(".notice-bad li").count() == 1, "only the head's statement is left to give"
    acts.follow(page, "form[action$='/pernyataan'] button")
    receipt = _send_dossier(mayor, dossier)
    papers = list(tmp_path.glob("bukti-*.pdf"))
    assert len(papers) >= 6
    for paper in papers:
        assert hashlib.sha256(paper.read_bytes()).hexdigest() in receipt
    assert "WITA" in receipt

    reason = "Regulasi belum dilampiri halaman pengesahan."
    office.sign_in(GORONTALO_OFFICE)
    _screen(office, dossier, "return", reason)
    page = mayor.open(dossier)
    expect(page.get_by_text(reason).first).to_be_visible()
    page = mayor.open(next(one for one in acts.sections_of(page) if "documents" in one))
    page.locator("main form textarea").first.fill("Halaman pengesahan ada pada lampiran.")
    acts.follow(page, "main form button[value=done]")
    mayor.open(f"{dossier}/periksa")
    if page.locator("form[action$='/pernyataan']").count():
        acts.follow(page, "form[action$='/pernyataan'] button")
    assert _send_dossier(mayor, dossier) != receipt
    _screen(office, dossier, "complete", "")
    state = mayor.open(dossier)
    assert state.locator("a[href$='/kirim']").count() == 0
    assert not [*proposer.faults, *mayor.faults, *office.faults]


def _send_dossier(mayor, dossier: str) -> str:
    """Send what is ready and return the words of the receipt."""
    page = acts.follow(mayor.open(f"{dossier}/periksa"), "main a[href$='/kirim']")
    acts.send(page)
    assert "/tanda-terima/" in page.url
    return page.locator("main").inner_text()


def _screen(office, dossier: str, verdict: str, reason: str) -> None:
    """Find the dossier on the screening list and decide it."""
    page = office.open(f"/sekretariat/{GORONTALO}/saring")
    acts.follow(page, f"main a[href$='/saring/{dossier.rsplit('/', 1)[1]}']")
    page.locator(f"input[name$=verdict][value={verdict}]").check()
    page.locator("textarea[name$=reason]").fill(reason)
    if verdict == "return":
        page.locator("input[name$=points]").first.check()
    acts.send(page)
    expect(page.locator(".notice-good, .alert-success, [role=status]").first).to_be_visible()


def test_a_link_lets_one_person_in_once_and_a_lost_password_is_mended(visit):
    mayor, colleague, stranger, postman = visit(), visit(), visit(), visit()
    told = play.invite_a_colleague(mayor, COLLEAGUE)
    link = re.search(r"http://\S+/undangan/\S+", told)
    assert link, told

    page = colleague.open(link[0])
    for box in page.locator("input[type=password]").all():
        box.fill("tiga kata panjang sekali")
    acts.send(page)
    assert page.url.endswith("/meja"), page.url
    assert "Kota Gorontalo" in page.locator("main").inner_text()
    again = stranger.page.goto(link[0])
    assert again.status in {403, 404, 409}
    assert stranger.page.locator("input[type=password]").count() == 0

    page = stranger.open("/akun/sandi/lupa")
    page.locator("input[type=email]").fill(COLLEAGUE)
    acts.send(page)
    postman.sign_in("Operator sistem")
    page = postman.open("/kotak-keluar")
    acts.follow(page, "main table a[href^='/kotak-keluar/']")
    reset = re.search(r"http://\S+/akun/sandi/baru/\S+", page.locator("main").inner_text())
    assert reset, page.locator("main").inner_text()
    page = stranger.open(reset[0])
    for box in page.locator("input[type=password]").all():
        box.fill("empat kata yang lain lagi")
    acts.send(page)
    page = stranger.open("/akun/masuk")
    page.locator("input[name=login]").fill(COLLEAGUE)
    page.locator("input[name=password]").fill("empat kata yang lain lagi")
    acts.follow(page, "form:has(input[name=password]) button")
    assert page.url.endswith("/meja"), page.url


def test_a_selection_goes_from_the_last_mark_to_a_verified_bundle(visit, site, tmp_path):
    juror, chair, office, public = visit(), visit(), visit(), visit()
    juror.sign_in(UNION_JUROR)
    page = juror.open(f"/juri/{SULUT}")
    acts.follow(page, "main .card-paper .actions a.btn-primary")
    expect(page.locator("h1")).to_contain_text("Minahasa Tenggara")
    assert acts.mark_by_keys(page, "4") == 3
    expect(page.locator(".score-bar")).to_contain_text("3 / 3")
    _picture(juror)
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert page.url.endswith("/kunci"), page.url
    acts.send(page)
    assert page.url.endswith("/tanda-terima"), page.url
    sheet = page.url.removesuffix("/tanda-terima")

    chair.sign_in(CHAIR)
    assert chair.page.goto(sheet).status == 403, "another's sheet can be read before the round is opened"
    page = chair.open(f"/ketua/{SULUT}")
    assert page.locator("form[action$='/hitung']").count() == 0, "a ranking before every round is opened"
    acts.follow(page, "main a[href$='/buka']")
    acts.send(page)

    office.sign_in(SULUT_OFFICE)
    page = office.open(f"/sekretariat/{SULUT}/hasil")
    acts.follow(page, "form[action$='/hitung'] button")
    play.decide_all(chair)
    page = office.open(f"/sekretariat/{SULUT}/hasil")
    acts.follow(page, "main a[href$='/umumkan']")
    acts.send(page)
    assert page.url.endswith(f"/hasil/{SULUT}")

    page = public.open("/hasil")
    acts.follow(page, f"main a[href='/hasil/{SULUT}']")
    acts.follow(page, "main a[href*='/penerima/']")
    winner = page.locator("h1").inner_text()
    page = public.open(f"/hasil/{SULUT}")
    expect(page.locator("main")).to_contain_text(winner)
    with page.expect_download() as download:
        page.locator("a[href$='/bundel.zip']").click()
    bundle = tmp_path / "bundel.zip"
    download.value.save_as(bundle)
    _verified(bundle, winner, site)
    assert not [*juror.faults, *office.faults, *public.faults]


def _picture(juror) -> None:
    """Take the README's picture of the desk when it is asked for; it must be there in any case."""
    if os.environ.get("PARITRANA_PICTURES") == "1":
        PICTURE.parent.mkdir(exist_ok=True)
        juror.page.evaluate("scrollTo(0, 0)")
        juror.page.screenshot(path=PICTURE)
    assert PICTURE.exists(), "the README's picture is missing: run this journey with PARITRANA_PICTURES=1"


def _verified(bundle: Path, winner: str, site) -> None:
    """The bundle stands; with one byte of a mark, a weight or a name changed it does not."""
    stands = sites.run("verify", bundle)
    assert stands.returncode == 0, stands.stdout + stands.stderr
    mark = next(line for line in bundles.read(bundle, "marks.csv").splitlines() if line.endswith(",4"))
    forgeries = [
        ("marks.csv", mark, f"{mark[:-1]}5"),
        ("rulebook.toml", "weight_bp = 5000", "weight_bp = 5001"),
        ("names.csv", winner, winner.replace("a", "e", 1)),
    ]
    for name, old, new in forgeries:
        refused = sites.run("verify", bundles.changed(bundle, name, old, new))
        assert refused.returncode == 1, f"{name}: {refused.stdout}{refused.stderr}"
        assert name in refused.stdout + refused.stderr
