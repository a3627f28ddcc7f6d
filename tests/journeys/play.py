"""Acts that bring the demo further, so that pages of later states stand too: each is one person's minute."""

from pathlib import Path

from tests.journeys import acts
from tests.journeys.visitor import Visitor

MAYOR = "Wali Kota Gorontalo"
PROPOSER = "Kepala BPJS Ketenagakerjaan Kantor Cabang Provinsi Gorontalo"
UNION_JUROR = "Juri, unsur serikat pekerja/buruh (Sulawesi Utara)"
CHAIR = "Sekretaris Daerah Provinsi (Sulawesi Utara)"
MALUT_CHAIR = "Sekretaris Daerah Provinsi (Maluku Utara)"
SULUT_OFFICE = "Sekretariat panitia, Provinsi Sulawesi Utara"
SULTRA_OFFICE = "Sekretariat panitia, Provinsi Sulawesi Tenggara"
GORONTALO_OFFICE = "Sekretariat panitia, Provinsi Gorontalo"
GORONTALO_VERIFIER = "Verifikator, BPJS Ketenagakerjaan Kantor Cabang Gorontalo"
PROGRAMME_OFFICER = "Petugas program, Dinas Nakertrans Minahasa Tenggara"
VILLAGE_OFFICER = "Petugas desa, Desa Mangkit"
PROGRAMME_VERIFIER = "Petugas verifikasi, Dinas Nakertrans Minahasa Tenggara"
REGENT = "Penjabat Bupati Minahasa Tenggara"
TONDANO_PROPOSER = "Kepala BPJS Ketenagakerjaan Tondano"
COVERAGE_PUBLISHER = "Petugas cakupan, BPJS Ketenagakerjaan Tondano"
COVERAGE_OFFICER = "Petugas cakupan, BPJS Ketenagakerjaan Sulawesi Utara"
SULUT, GORONTALO, SULTRA = "sulut-2023", "gorontalo-2020", "sultra-2023"


def fill_a_dossier(visitor: Visitor, papers: Path) -> None:
    """The mayor takes part, fills every section and gives the statement."""
    visitor.sign_in(MAYOR)
    page = acts.follow(visitor.open("/peserta"), "main a[href^='/peserta/']")
    dossier = page.url
    acts.follow(page, "form[action$='/terima'] button")
    for section in acts.sections_of(visitor.open(dossier)):
        acts.fill_section(visitor.open(section), papers)
    acts.follow(visitor.open(f"{dossier}/periksa"), "form[action$='/pernyataan'] button")


def invite_a_colleague(visitor: Visitor, address: str) -> str:
    """The mayor invites somebody of an office; returns the words of the page that shows the link once."""
    visitor.sign_in(MAYOR)
    page = acts.follow(visitor.open("/organisasi"), "main table a[href^='/organisasi/']")
    acts.follow(page, "main a[href$='/undang']")
    page.locator("[name=email]").fill(address)
    page.locator("[name=role][value=entrant]").check()
    page.locator("[name=office]").fill("Kepala Dinas Tenaga Kerja Kota Gorontalo")
    page.locator("[name=standing][value=staff]").check()
    page.locator("[name=mandate_start]").fill("2020-01-01")
    acts.send(page)
    return page.locator("main").inner_text()


def free_a_place(visitor: Visitor) -> None:
    """The branch withdraws one of its eight: its quota has a place again."""
    visitor.sign_in(PROPOSER)
    page = acts.follow(visitor.open(f"/usulan/{GORONTALO}"), "main a[href$='/tarik']")
    page.locator("main form textarea, main form input[type=text]").first.fill("Perusahaan meminta mundur.")
    acts.send(page)


def hand_in_a_roster(visitor: Visitor, roster: Path, *, commit: bool) -> None:
    """The officer of the programme hands in a roster; `commit`: what is sound goes into the register."""
    visitor.sign_in(PROGRAMME_OFFICER)
    page = visitor.open("/program/impor/baru")
    page.locator("[name=upload]").set_input_files(roster)
    page.locator("[name=as_of]").fill("2026-01-31")
    acts.send(page)
    page.locator("main a[href$='/simpan']").wait_for(timeout=60_000)
    if commit:
        page = acts.follow(page, "main a[href$='/simpan']")
        page.locator("[name=reason]").fill("Daftar rekaan untuk peragaan.")
        acts.send(page)
        page.locator("main a[href$='/urungkan']").wait_for(timeout=60_000)


def empty_a_seat(visitor: Visitor) -> None:
    """The secretariat of Gorontalo empties a seat."""
    visitor.sign_in(GORONTALO_OFFICE)
    page = acts.follow(
        visitor.open(f"/kelola/penyelenggaraan/{GORONTALO}/panitia"), "main a[href$='/kosongkan']"
    )
    page.locator("main form textarea, main form input[type=text]").first.fill("Alih tugas.")
    acts.send(page)


def copy_an_edition(visitor: Visitor) -> None:
    """The secretariat of Southeast Sulawesi prepares next year from this one."""
    visitor.sign_in(SULTRA_OFFICE)
    acts.send(visitor.open(f"/kelola/penyelenggaraan/{SULTRA}/salin"))


def lock_the_last_sheet(visitor: Visitor) -> None:
    """The juror of the unions marks the one entrant left and locks."""
    visitor.sign_in(UNION_JUROR)
    page = acts.follow(visitor.open(f"/juri/{SULUT}"), "main .card-paper .actions a.btn-primary")
    for criterion in page.locator("[data-criterion]").all():
        criterion.locator("input[value='4']").check()
    acts.follow(page, "button[name=lanjut]")
    acts.send(page)


def open_rank_and_decide(chair: Visitor, office: Visitor) -> None:
    """The chair opens, the secretariat computes twice, the chair decides every category."""
    chair.sign_in(CHAIR)
    acts.send(acts.follow(chair.open(f"/ketua/{SULUT}"), "main a[href$='/buka']"))
    office.sign_in(SULUT_OFFICE)
    for _run in range(2):
        acts.follow(office.open(f"/sekretariat/{SULUT}/hasil"), "form[action$='/hitung'] button")
    decide_all(chair)


def decide_all(chair: Visitor) -> None:
    """Confirm every category with a reason."""
    page = chair.open(f"/ketua/{SULUT}")
    while (form := page.locator("form[action*='/putusan/']").first).count():
        form.locator("input[value=yes]").check()
        form.locator("textarea").fill("Disepakati rapat pleno menurut urutan nilai.")
        with page.expect_navigation():
            form.locator("button.btn-primary").click()


def send_the_dossier(visitor: Visitor, office: Visitor) -> str:
    """The mayor sends what is ready, the secretariat finds it complete; returns the dossier's number."""
    visitor.sign_in(MAYOR)
    number = acts.follow(visitor.open("/peserta"), "main a[href^='/peserta/']").url.rsplit("/", 1)[1]
    acts.send(visitor.open(f"/peserta/{number}/kirim"))
    office.sign_in(GORONTALO_OFFICE)
    page = office.open(f"/sekretariat/{GORONTALO}/saring/{number}")
    page.locator("input[name$=verdict][value=complete]").check()
    acts.send(page)
    return number


def verify_and_object(verifier: Visitor, entrant: Visitor, number: str) -> None:
    """The verifier enters two figures beside the claims; the mayor objects to the first."""
    verifier.sign_in(GORONTALO_VERIFIER)
    for criterion, found in [
        ("coverage", {"numerator": "52.100", "denominator": "90.000"}),
        ("vulnerable-workers", {"value": "14.200"}),
    ]:
        page = verifier.open(f"/verifikasi/{GORONTALO}/{number}/{criterion}")
        for name, written in found.items():
            page.locator(f"main form [name$={name}]").fill(written)
        page.locator("main form [name$=as_of]").fill("2020-12-31")
        page.locator("main form [name$=definition]").fill("Menurut data kepesertaan (rekaan).")
        page.locator("main form [name$=source]").fill("Rekaan untuk peragaan")
        acts.send(page)
    entrant.sign_in(MAYOR)
    page = acts.follow(entrant.open(f"/peserta/{number}/angka"), "main a[href$='/keberatan']")
    page.locator("main form textarea").fill("Pembagi memuat pekerja di luar kota.")
    acts.send(page)
