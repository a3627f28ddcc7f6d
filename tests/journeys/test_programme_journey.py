"""The programme in a real browser: a faulty roster becomes paid months, a public figure, a dossier's claim.

Every open, click, fill, choice and file of every person is counted by one helper: at most forty in all.
Signing in is counted apart: in life a person stays signed in.  Waiting is no act: nobody presses anything for
it.  Before it begins, the public figure is read once to compare; that is no act of the programme either.
"""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook
from tests.journeys import next_year, play
from tests.journeys import site as sites
from tests.journeys.counting import Counter, Person

ROWS, MOST = 29_269, 40
FUND = "APBD Kabupaten"
EVERY_REJECTED = 1_000  # each so-manyth worker is rejected by the made-up answer
PRIMARY = "main .actions a.btn-primary"
SENDS = "main form[method=post] :is(.btn-primary, .btn-danger)"


@pytest.mark.browser_more
def test_a_faulty_roster_becomes_a_public_figure_and_a_claim(visit, site, tmp_path):
    dossier = _others(site)
    roster = _roster(tmp_path)
    counter = Counter()
    public = Person(visit(), counter)
    before = _figure(public.visitor.open(f"/cakupan/{next_year.REGENCY}"))

    officer = Person(visit(), counter, play.PROGRAMME_OFFICER)
    taken = _into_the_register(officer, roster)
    batch = _proposed(officer, taken)
    sent = _verified_and_sent(Person(visit(), counter, play.PROGRAMME_VERIFIER), batch, tmp_path)
    _answered_and_paid(officer, batch, _answer(sent, tmp_path), taken)
    _handed_to_the_figures(officer)
    run = _computed(Person(visit(), counter, play.COVERAGE_OFFICER))
    _published(Person(visit(), counter, play.COVERAGE_PUBLISHER), run)

    after = _figure(public.open(f"/cakupan/{next_year.REGENCY}"))
    assert after[1] == before[1] == next_year.WORKERS * 12, "the same denominator, in person-months"
    accepted = taken - len(range(0, taken, EVERY_REJECTED))
    assert after[0] - before[0] >= accepted * 9 * 0.99, (before, after)

    regent = Person(visit(), counter, play.REGENT)
    page = regent.open(f"/peserta/{dossier}/isi/data")
    offered = page.locator("main .notice", has=page.locator("a[href^='/cakupan/s/']")).first.inner_text()
    assert f"({_written(after[0])} / {_written(after[1])}, {next_year.YEAR})" in offered, offered
    claimed = page.locator("main [name=coverage-value]").input_value()
    assert Decimal(claimed.replace(",", ".")) == round(Decimal(after[0]) / after[1], 4)

    sys.stdout.write(counter.told() + "\n")
    assert len(counter.acts) <= MOST, counter.told()
    assert len(counter.sign_ins) == 5
    assert not [*officer.visitor.faults, *public.visitor.faults, *regent.visitor.faults]


def _others(site) -> int:
    """Let the others do what they did before: workers by region, a first figure, the next edition."""
    done = subprocess.run(
        [sys.executable, next_year.__file__, site.folder],
        env=sites.environment() | {"PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def _roster(folder: Path) -> Path:
    path = folder / "daftar-rekaan.xlsx"
    made = sites.run(
        *("roster", "synth", "--rows", str(ROWS), "--villages", next_year.REGENCY),
        *("--as-of", "2024-04-23", "--out", path),
    )
    assert made.returncode == 0, made.stderr
    return path


def _into_the_register(officer: Person, roster: Path) -> int:
    """Hand in, mend by rule, choose the fund, put in; returns how many workers came in."""
    page = officer.open("/program/impor/baru")
    officer.hand_over("upload", roster)
    officer.fill("as_of", "2024-04-23")
    officer.click(SENDS)
    officer.wait_for("main a[href$='/simpan']", "the roster is checked")
    first = _numbers(page)[0]
    assert first < ROWS * 0.95, "the roster is faulty"
    officer.click("main button[name=repair][value=every]")
    officer.wait_for("main a[href$='/simpan']", "six groups are mended and checked anew")
    mended = _numbers(page)[0]
    assert mended > first
    officer.click("main a[href$='/simpan']")
    officer.choose("fund", FUND)
    officer.fill("reason", "Daftar rekaan pekerja rentan, MoU April 2024")
    officer.click(SENDS)
    officer.wait_for("main a[href$='/urungkan']", "the roster is put into the register")
    taken = _numbers(page)[0]
    assert 0.9 * ROWS < taken <= mended
    return taken


def _proposed(officer: Person, taken: int) -> str:
    """Propose everybody of the fund under its agreement; the form knows both, and the month of the start."""
    page = officer.click("main a[href*='/pendaftaran/baru']")
    assert page.locator("main [name=first_month]").input_value() == "2024-04"
    assert page.locator("main [name=agreement]").input_value()
    officer.click(SENDS)
    assert _numbers(page)[0] == taken
    return page.url.removeprefix(officer.visitor.url)


def _verified_and_sent(colleague: Person, batch: str, folder: Path) -> Path:
    """A second officer verifies, and takes the file for BPJS."""
    colleague.open(batch)
    colleague.click("main a[href$='/verifikasi']")
    colleague.click(SENDS)
    colleague.click("main a[href$='/kirim']")
    return colleague.download(SENDS, folder / "pendaftaran.xlsx")


def _answer(sent: Path, folder: Path) -> Path:
    """What BPJS would answer: nearly all accepted, with a made-up number; some rejected with a reason."""
    heads, *rows = CalamineWorkbook.from_path(sent).get_sheet_by_index(0).to_python()
    assert heads[0] == "NIK"
    path = folder / "jawaban-rekaan.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["NIK", "Hasil", "Alasan", "Nomor Peserta"])
        for line, row in enumerate(rows):
            told = ["Diterima", "", f"24{line:09d}"]
            if line % EVERY_REJECTED == 0:
                told = ["Ditolak", "Belum padan dengan Dukcapil (rekaan)", ""]
            for place, cell in enumerate([row[0], *told]):
                sheet.write_string(line + 1, place, cell)
    return path


def _answered_and_paid(officer: Person, batch: str, answer: Path, taken: int) -> None:
    """Import the answer, record what was paid, settle whose months it paid."""
    page = officer.open(batch)
    officer.click("main a[href$='/jawaban']")
    officer.hand_over("upload", answer)
    officer.click(SENDS)
    waiting, accepted, rejected = _numbers(page)
    assert (waiting, accepted + rejected) == (0, taken)
    assert rejected == len(range(0, taken, EVERY_REJECTED))
    officer.click("main a[href$='/bayar']")
    assert page.locator("main [name=workers]").input_value().replace(".", "") == str(accepted)
    officer.fill("paid_on", "2024-04-30")
    officer.fill("document", "SP2D rekaan 29/IV/2024")
    officer.click(SENDS)
    officer.click("main a[href$='/tetapkan']")
    officer.click(SENDS)
    officer.wait_for("main a[href$='/iuran/kirim']", "the payment is settled")
    expect(page.locator("main")).to_contain_text(_written(accepted * 9))


def _handed_to_the_figures(officer: Person) -> None:
    """Hand the months over, and see that the room of figures has read them."""
    officer.click("main a[href$='/iuran/kirim']")
    officer.click(SENDS)
    read = "section[aria-labelledby=kiriman] ul:has(li:nth-child(2)) li:first-child .tag-good"
    officer.wait_for(read, "the roll is written, handed in and read")


def _computed(first: Person) -> str:
    """Compute the year over the workers that are offered, read, approve."""
    page = first.open("/program/perhitungan/baru")
    first.fill("year", next_year.YEAR)
    first.click(SENDS)
    first.wait_for("main a[href$='/setujui']", "the year is computed")
    run = page.url.removeprefix(first.visitor.url)
    first.click("main a[href$='/setujui']")
    first.fill("reason", "Daftar dan iuran April sampai Desember masuk.")
    first.click(SENDS)
    return run


def _published(second: Person, run: str) -> None:
    second.open(run)
    second.click("main a[href$='/terbitkan']")
    page = second.click(SENDS)
    assert "/cakupan/s/" in page.url, page.url


def _numbers(page) -> list[int]:
    """Return the large numbers of a page."""
    return [int(one.replace(".", "")) for one in page.locator("main .kpi-value").all_inner_texts()]


def _figure(page) -> tuple[int, int]:
    """Return the two counts of the regency's headline."""
    label = page.locator("main .kpis .kpi-label").first.inner_text()
    above, below = label.splitlines()[-1].split(" / ")
    return int(above.replace(".", "")), int(below.replace(".", ""))


def _written(count: int) -> str:
    return f"{count:,}".replace(",", ".")
