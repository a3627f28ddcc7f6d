"""The style guide in a real browser: no fault by axe, no sideways scrolling, the keys of the desk."""

import os
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

pytestmark = [pytest.mark.browser_more, pytest.mark.django_db(transaction=True)]
BROWSER = os.environ.get("CHROMIUM_PATH") or shutil.which("chromium") or shutil.which("google-chrome")
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--no-sandbox",
]


@pytest.fixture(scope="module")
def browser():
    if not BROWSER:
        pytest.skip("no Chromium on this machine; bring it with: apt-get install chromium")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=BROWSER, args=QUIET)
        yield opened
        opened.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(browser, live_server):
    opened = []

    def visit(path, width=1280):
        page = browser.new_page(viewport={"width": width, "height": 800}, locale="id")
        page.faults = []
        page.on(
            "console", lambda message: page.faults.append(message.text) if message.type == "error" else None
        )
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.goto(live_server.url + path)
        opened.append(page)
        return page

    yield visit
    for page in opened:
        page.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", ["/gaya", "/gaya?cari=zzz", "/gaya?bagian=konfirmasi"])
def test_the_page_has_no_fault_for_readers(open_page, path, width):
    page = open_page(path, width)
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.faults == []


def test_the_first_view_weighs_at_most_80_kb_compressed(open_page):
    import brotli

    page = open_page("/gaya?bagian=konfirmasi")
    addresses = page.evaluate("performance.getEntriesByType('resource').map(each => each.name)")
    bodies = [page.request.get(address).body() for address in {page.url, *addresses}]
    assert sum(len(brotli.compress(body)) for body in bodies) <= 80_000


def test_the_desk_is_driven_by_keys_but_never_inside_a_text(open_page):
    page = open_page("/gaya")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    page.keyboard.press("4")
    page.keyboard.press("j")
    page.keyboard.press("2")
    assert page.locator("#k1-4").is_checked()
    assert page.locator("#k2-2").is_checked()
    page.locator("#id_story").click()
    page.keyboard.type("j5")
    assert page.locator("#id_story").input_value() == "j5"
    assert page.locator("#k2-2").is_checked()


def test_single_keys_can_be_switched_off(open_page):
    page = open_page("/gaya")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert page.locator("[data-desk-keys]").get_attribute("open") is not None
    page.locator("#desk-keys-off").check()
    page.keyboard.press("?")
    assert page.locator("[data-desk-keys]").get_attribute("open") is not None
    page.reload()
    assert page.locator("#desk-keys-off").is_checked()


def test_the_count_of_marks_follows_what_was_saved(open_page):
    page = open_page("/gaya")
    answers = [204, 422, 204]
    page.route("**/simpan-contoh", lambda route: route.fulfill(status=answers.pop(0), body=""))
    page.evaluate("document.querySelector('[data-desk-form]').dataset.autosave = '/simpan-contoh'")
    count = page.locator("[data-desk-count]")
    whole = count.get_attribute("data-desk-count")
    page.evaluate("document.activeElement.blur()")
    for mark, shown in [("4", 1), ("2", 1), ("1", 2)]:
        page.keyboard.press("j")
        with page.expect_response("**/simpan-contoh"):
            page.keyboard.press(mark)
        page.wait_for_timeout(100)
        assert count.inner_text() == f"{shown} / {whole}", "only a mark that was kept counts"


def test_the_note_opens_and_takes_the_text(open_page):
    page = open_page("/gaya")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    page.keyboard.press("n")
    page.keyboard.type("halaman 3")
    assert page.locator("#n1").input_value() == "halaman 3"


def test_below_900_pixels_the_desk_is_two_tabs(open_page):
    page = open_page("/gaya", 600)
    assert not page.locator("#rubrik").is_visible()
    page.locator(".desk-tabs a[href='#rubrik']").click()
    assert page.locator("#rubrik").is_visible()
    assert not page.locator("#bukti").is_visible()
