"""With scripts off all still goes: a juror marks and locks, an entrant fills, sends and gets the receipt."""

import pytest
from tests.journeys import acts, play

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
