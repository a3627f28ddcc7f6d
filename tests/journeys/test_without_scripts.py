"""With scripts off all still goes: a juror marks and locks, an entrant fills, sends and gets the receipt."""

import pytest
from tests.journeys import acts, play
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.browser_more


def test_a_juror_marks_and_locks(visit):
    visitor = visit(scripts=False)
    visitor.sign_in(play.UNION_JUROR)
    page = acts.follow(visitor.open("/juri/sulut-2023"), "main .card-paper .actions a.btn-primary")
    for criterion in page.locator("[data-criterion]").all():
        criterion.locator("input[value='2']").check()
    acts.follow(page, "button[name=simpan]")
    assert page.locator("[data-criterion] input[value='2']:checked").count() == 3
    acts.follow(page, "button[name=lanjut]")
    assert page.url.endswith("/kunci"), page.url
    acts.send(page)
    assert page.url.endswith("/tanda-terima"), page.url


def test_an_entrant_fills_and_sends(visit, tmp_path):
    visitor = visit(scripts=False)
    play.fill_a_dossier(visitor, tmp_path)
    page = acts.follow(visitor.open("/peserta"), "main a[href^='/peserta/']")
    acts.follow(visitor.open(f"{page.url}/periksa"), "main a[href$='/kirim']")
    acts.send(page)
    assert "/tanda-terima/" in page.url


def test_a_worker_asks_for_protection_on_a_phone(visit):
    visitor = visit(scripts=False, size=PHONE)
    page = acts.follow(visitor.open("/"), "main a[href='/daftar']")
    for code in ("71", "71.07", "71.07.03"):
        page = visitor.open(f"/daftar{page.locator(f"main a[href^='?di={code}#']").get_attribute('href')}")
    acts.follow(page, "main a[href^='/daftar/71.07.03.']")
    for name, typed in (("nik", "7107030506850111"), ("name", "Warga Rekaan Ponsel"), ("born", "1985-06-05")):
        page.locator(f"[name={name}]").fill(typed)
    page.locator("[name=sex][value=L]").check()
    page.locator("[name=occupation]").select_option("fisher")
    acts.send(page)
    assert "Tanpa persetujuan Anda" in page.locator("main").inner_text()
    page.locator("[name=consent]").check()
    acts.send(page)
    assert page.url.endswith("/daftar/tanda-terima")
    number = page.locator(".copy-text").inner_text()
    page.locator("[name=receipt]").fill(number)
    acts.send(page)
    assert "Kantor desa memeriksanya" in page.locator("main").inner_text()
