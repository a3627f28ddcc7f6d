"""The pages that most people meet, in a real browser: no fault for any reader, little weight, keys alone."""

from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import brotli
import pytest
from playwright.sync_api import expect
from tests.journeys import acts
from tests.journeys.play import MALUT_CHAIR, MAYOR, UNION_JUROR
from tests.journeys.visitor import PHONE, WIDE

VERDICT = "/cek-angka?jenis=ratio&numerator=12.171&denominator=51.674&percent=46%2C8"
PUBLIC = ["/", "/penyelenggaraan/sulut-2023", "/hasil/malut-2024", VERDICT]
LIKE_THEM = [  # of the same templates, so that the long run is soon enough
    pytest.param(path, marks=pytest.mark.browser_more)
    for path in ("/akun/masuk", "/penyelenggaraan", "/cek-angka/teks")
]
HALL = (1920, 1080)
HEAVIEST, WANTED = 150_000, 80_000


def check(visitor, sizes=(WIDE, PHONE)) -> None:
    """The page as it stands: readable by all, at both widths, without a complaint of the browser."""
    page = visitor.page
    for size in sizes:
        visitor.resize(size)
        where = f"{page.url} at {size[0]} pixels"
        assert visitor.overflow() <= 0, f"{where} is {visitor.overflow()} pixels too wide"
        assert visitor.violations() == [], where
    assert page.locator("h1").count() == 1, page.url
    assert visitor.faults == [], page.url


@pytest.mark.parametrize("path", ["/", "/akun/masuk", "/hasil/malut-2024", VERDICT, LIKE_THEM[-1]])
def test_a_public_page_has_no_fault_for_readers(visit, path):
    visitor = visit()
    visitor.open(path)
    check(visitor)


def test_the_desks_have_no_fault_for_readers(visit):
    visitor = visit()
    visitor.sign_in(UNION_JUROR)
    check(visitor)
    acts.follow(visitor.open("/juri/sulut-2023"), "main .card-paper .actions a.btn-primary")
    check(visitor)


@pytest.mark.browser_more
def test_what_the_plenary_reads_has_no_fault_for_readers_in_a_hall_or_on_a_phone(visit):
    visitor = visit()
    visitor.sign_in(MALUT_CHAIR)
    page = visitor.open("/ketua/malut-2024")
    check(visitor, (HALL, WIDE, PHONE))
    acts.follow(page, "main a[href*='/kategori/']")
    check(visitor, (HALL, WIDE, PHONE))
    visitor.open(f"{urlsplit(page.url).path}?layar=1")
    check(visitor, (HALL,))
    visitor.open("/juri/malut-2024/cermin")
    check(visitor)
    visitor.open("/ketua/malut-2024")
    acts.follow(page, "main a[href*='/bagaimana-jika/']")
    page.locator("[name=agregat]").select_option("median")
    acts.follow(page, "main form .btn-primary")
    assert page.locator("main table tbody tr").count() > 1
    check(visitor)


@pytest.mark.parametrize("path", [*PUBLIC, *LIKE_THEM])
def test_a_public_page_weighs_little(visit, path):
    _check_weight(visit(size=PHONE), path)


def test_an_entrants_pages_weigh_little(visit):
    visitor = visit(size=PHONE)
    page = visitor.sign_in(MAYOR)
    acts.follow(visitor.open("/peserta"), "main a[href^='/peserta/']")
    dossier = page.url.removeprefix(visitor.url)
    for path in ["/meja", "/peserta", dossier, f"{dossier}/diminta"]:
        _check_weight(visitor, path)


@pytest.mark.browser_more
@pytest.mark.parametrize("path", ["/cakupan", "/cakupan?tampilan=peta&tingkat=province"])
def test_a_map_weighs_little_on_its_way_to_a_first_visitor(visit, path):
    visitor = visit(size=PHONE)
    files = _weight_of_files(visitor, path)
    asked = Request(visitor.url + path, headers={"Accept-Encoding": "gzip, br"})
    with urlopen(asked) as answer:
        assert files + len(answer.read()) <= WANTED, path


def _check_weight(visitor, path: str) -> None:
    """A first visit: the files as the server sends them and the page as it is, then the page compressed."""
    files = _weight_of_files(visitor, path)
    body = visitor.context.request.get(path).body()
    assert files + len(body) <= HEAVIEST, path
    assert files + len(brotli.compress(body)) <= WANTED, path


def _weight_of_files(visitor, path: str) -> int:
    page = visitor.open(path)
    addresses = page.evaluate("performance.getEntriesByType('resource').map(each => each.name)")
    files = 0
    for address in set(addresses):
        answer = visitor.context.request.get(address, headers={"Accept-Encoding": "br, gzip"})
        assert answer.ok, address
        compressed = "content-encoding" in answer.headers
        assert compressed or address.endswith((".woff2", ".png")), f"{address} is not compressed"
        files += int(answer.headers["content-length"])
    return files


@pytest.mark.browser_more
def test_a_juror_signs_in_marks_and_locks_with_the_keyboard_alone(visit):
    visitor = visit()
    page = visitor.open("/akun/masuk")
    number = (
        page.locator("form[action='/akun/demo']", has_text=UNION_JUROR)
        .locator("input[name=akun]")
        .input_value()
    )
    _go(visitor, f"form:has(input[name=akun][value='{number}']) button")
    page.goto("/juri/sulut-2023")
    _go(visitor, "main .card-paper .actions a.btn-primary")
    expect(page.locator("h1")).to_contain_text("Minahasa Tenggara")
    assert acts.mark_by_keys(page, "3") == 3
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    _go(visitor, "main form button.btn-primary")
    assert page.url.endswith("/tanda-terima")
    assert visitor.faults == []


def _go(visitor, selector: str) -> None:
    """Walk to a control with Tab and press Enter on it."""
    acts.tab_to(visitor, selector)
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")
