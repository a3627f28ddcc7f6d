"""An officer on a phone loses the line while a worker is typed: nothing is lost, nothing is sent twice."""

import pytest
from tests.journeys import play
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.browser_more
NIK, NAME = "7107030506850777", "Warga Rekaan Tanpa Sinyal"
STATE = "[data-save-state={}][data-state={}]"


def test_what_was_typed_outlives_a_lost_line_and_a_closed_page(visit):
    visitor = visit(size=PHONE)
    visitor.sign_in(play.VILLAGE_OFFICER)
    page = visitor.open("/program")
    address = f"{page.url}/tambah"
    page = visitor.open(address)
    page.locator("[name=nik]").fill(NIK)
    page.locator("[name=name]").focus()
    page.locator(STATE.format("nik", "saved")).wait_for()

    visitor.context.set_offline(True)
    page.locator("[name=name]").fill(NAME)
    page.locator("[name=born]").fill("1985-06-05")
    page.locator("[name=sex][value=L]").check()
    page.locator("[name=occupation]").select_option("fisher")
    page.locator(STATE.format("name", "failed")).wait_for()
    page.locator("main .btn-primary").click()
    told = page.locator("[data-line-state]")
    told.wait_for()
    assert "tidak ada yang hilang" in told.inner_text()
    assert page.locator("[name=name]").input_value() == NAME, "the form stays as it was"

    visitor.context.set_offline(False)
    page.locator(STATE.format("name", "saved")).wait_for()
    page.locator(STATE.format("occupation", "saved")).wait_for()
    visitor.page.close()
    visitor.page = visitor.context.new_page()
    page = visitor.open(address)
    assert page.locator("[name=nik]").input_value() == NIK, "the draft is there on a new page"
    assert page.locator("[name=name]").input_value() == NAME
    with page.expect_navigation():
        page.locator("main .btn-primary").click()
    assert "/program/pekerja/" in page.url
    page = visitor.open(address)
    assert page.locator("[name=name]").input_value() == "", "what was handed in is no draft any more"


def test_a_session_that_ended_meanwhile_costs_nothing_typed(visit):
    visitor = visit(size=PHONE)
    visitor.sign_in(play.VILLAGE_OFFICER)
    address = f"{visitor.open('/program').url}/tambah"
    page = visitor.open(address)
    kept = visitor.context.cookies()
    page.locator("[name=nik]").fill("7107030506850778")
    visitor.context.clear_cookies()
    page.locator("main .btn-primary").click()
    told = page.locator("[data-line-state]")
    told.wait_for()
    assert "keluar" in told.inner_text()
    visitor.context.add_cookies(kept)
    with page.expect_navigation():
        page.locator("main .btn-primary").click()
    assert page.locator("[name=nik]").input_value() == "7107030506850778"
