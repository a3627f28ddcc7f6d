"""Files: what is taken, what is refused, who reads them, and how they are handed out."""

import hashlib
import io
import struct
import zipfile

import pytest
from django.core.files.base import ContentFile
from tests.factories import awards
from tests.factories import nominations as make

from paritrana.apps.ledger import commands as ledger
from paritrana.apps.ledger.models import Entry
from paritrana.apps.nominations.commands import evidence
from paritrana.apps.nominations.queries import dossiers as queries
from paritrana.apps.nominations.rules import files
from paritrana.apps.nominations.states import State
from paritrana.apps.organisations.states import Role
from paritrana.errors import BadInput, NotPermitted, RuleRefused

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">II", 640, 480) + b"\x08\x02\0\0\0" + b"\0" * 40
JPG = b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\0" * 40


def office_file(folder: str, *, extra: dict[str, bytes] | None = None) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(f"{folder}/document.xml", "<isi/>")
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return held.getvalue()


@pytest.fixture
def draft(db):
    return make.make_nomination(State.DRAFT)


@pytest.fixture
def head(draft):
    return make.head_of(draft.organisation)


@pytest.mark.parametrize(
    ("name", "data", "content_type"),
    [
        ("perda.pdf", make.PDF, "application/pdf"),
        ("foto.JPG", JPG, "image/jpeg"),
        ("foto.jpeg", JPG, "image/jpeg"),
        ("peta.png", PNG, "image/png"),
        ("data.xlsx", office_file("xl"), files.TYPES["xlsx"]),
        ("surat.docx", office_file("word"), files.TYPES["docx"]),
        ("data.csv", b"nama;jumlah\r\nDesa;20\r\n", "text/csv"),
    ],
)
def test_a_file_is_kept_byte_for_byte_under_its_hash(draft, head, name, data, content_type):
    kept = evidence.add(nomination=draft, field="coverage", upload=ContentFile(data, name=name), by=head)
    assert kept.sha256 == hashlib.sha256(data).hexdigest()
    assert (kept.size, kept.content_type, kept.name) == (len(data), content_type, name)
    assert make.bytes_of(kept) == data
    assert name not in kept.file.name
    assert kept.sha256 in Entry.objects.get(event="evidence.added").leaf


@pytest.mark.parametrize(
    ("name", "data", "refused"),
    [
        ("program.exe", b"MZ\x90\0", "file_type"),
        ("makro.xlsm", office_file("xl"), "file_type"),
        ("halaman.html", b"<html><script>", "file_type"),
        ("gambar.svg", b"<svg/>", "file_type"),
        ("tanpa-akhiran", make.PDF, "file_type"),
        ("perda.pdf.exe", make.PDF, "file_type"),
        ("program.pdf", b"MZ\x90\0" + make.PDF, "file_content"),
        ("halaman.pdf", b"<html>%PDF-1.4", "file_content"),
        ("halaman.csv", b"\xef\xbb\xbf  <script>alert(1)</script>", "file_content"),
        ("biner.csv", b"a;b\0c", "file_content"),
        ("berkas.csv", office_file("xl"), "file_content"),
        ("foto.png", JPG, "file_content"),
        ("foto.jpg", PNG, "file_content"),
        ("data.xlsx", office_file("word"), "file_content"),
        ("data.docx", b"PK\x03\x04 rusak", "file_content"),
        ("keluar.xlsx", office_file("xl", extra={"../../etc/cron": b"x"}), "file_content"),
        ("makro.xlsx", office_file("xl", extra={"xl/vbaProject.bin": b"x"}), "file_macros"),
        ("bom.xlsx", office_file("xl", extra={"xl/besar.xml": b"\0" * 40_000_000}), "file_bomb"),
        (
            "besar.png",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 60_000, 60_000) + b"\0" * 20,
            "file_bomb",
        ),
        ("kunci.pdf", b"%PDF-1.7\ntrailer << /Encrypt 5 0 R >>\n%%EOF", "file_locked"),
        ("kosong.pdf", b"", "file_empty"),
    ],
)
def test_a_hostile_or_broken_file_is_refused_and_nothing_is_kept(draft, head, name, data, refused, tmp_path):
    with pytest.raises(BadInput, match=refused):
        evidence.add(nomination=draft, field="coverage", upload=ContentFile(data, name=name), by=head)
    assert not draft.evidence.exists()
    assert not [one for one in (tmp_path / "files").rglob("*") if one.is_file()]


@pytest.mark.parametrize(("extra", "taken"), [(0, True), (1, False)])
def test_fifteen_megabytes_are_the_limit(extra, taken):
    data = io.BytesIO(b"%PDF-1.4\n" + b"x" * (files.LARGEST - 9 + extra))
    if taken:
        assert files.check(data, name="besar.pdf").size == files.LARGEST
        return
    with pytest.raises(BadInput, match="file_too_large"):
        files.check(data, name="besar.pdf")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\berkas\\perda 12.pdf", "perda 12.pdf"),
        ("perda\u202efdp.exe.pdf", "perdafdp.exe.pdf"),
        ("baris\r\nX-Jahat: 1.pdf", "barisX-Jahat 1.pdf"),
        ("a" * 300 + ".pdf", "a" * 110 + ".pdf"),
        ("...", "berkas"),
    ],
)
def test_names_are_made_safe(given, kept):
    assert files.safe_name(given) == kept


def test_the_same_bytes_twice_in_a_dossier_are_refused_and_may_be_reused(draft, head):
    first = evidence.add(nomination=draft, field="coverage", upload=make.a_pdf(text="sama"), by=head)
    with pytest.raises(RuleRefused) as refused:
        evidence.add(
            nomination=draft, field="regulation", upload=make.a_pdf("lain.pdf", text="sama"), by=head
        )
    assert refused.value.code == "nominations.file_twice"
    assert refused.value.facts["name"] == "bukti.pdf"
    again = evidence.reuse(evidence=first, field="regulation", by=head)
    assert (again.sha256, again.field) == (first.sha256, "regulation")
    with pytest.raises(RuleRefused, match="file_twice"):
        evidence.reuse(evidence=first, field="regulation", by=head)


def test_a_removed_file_keeps_its_row_and_may_come_again(draft, head):
    kept = evidence.add(nomination=draft, field="coverage", upload=make.a_pdf(text="sama"), by=head)
    evidence.remove(evidence=kept, by=head)
    assert draft.evidence.get().removed_at is not None
    assert queries.evidence_of(draft) == []
    with pytest.raises(RuleRefused, match="file_removed"):
        evidence.remove(evidence=kept, by=head)
    again = evidence.add(nomination=draft, field="coverage", upload=make.a_pdf(text="sama"), by=head)
    assert again.sha256 == kept.sha256
    assert make.bytes_of(again) == make.bytes_of(kept)


def test_the_same_file_at_another_entrant_is_seen(draft, head):
    other = make.make_nomination(State.DRAFT, edition=draft.edition)
    evidence.add(nomination=draft, field="coverage", upload=make.a_pdf(text="sama"), by=head)
    assert queries.shared_files(draft) == []
    evidence.add(
        nomination=other,
        field="coverage",
        upload=make.a_pdf(text="sama"),
        by=make.head_of(other.organisation),
    )
    shared = queries.shared_files(draft)
    assert [(mine.name, theirs.nomination) for mine, theirs in shared] == [("bukti.pdf", other)]


def test_files_stand_only_by_fields_that_are_asked(draft, head):
    for field in ("lain", "claim.999", "claim.x", "interview"):
        with pytest.raises(BadInput, match="unknown_field"):
            evidence.add(nomination=draft, field=field, upload=make.a_pdf(), by=head)


def test_a_verifiers_file_comes_from_a_verifier_only(db):
    nomination = make.make_nomination(State.SUBMITTED)
    verifier = make.join(make.make_branch("71"), Role.VERIFIER)
    kept = evidence.add(nomination=nomination, field="verified.coverage", upload=make.a_pdf(), by=verifier)
    assert kept.field == "verified.coverage"
    with pytest.raises(NotPermitted, match="not_verifier"):
        evidence.add(
            nomination=nomination,
            field="verified.coverage",
            upload=make.a_pdf(),
            by=make.head_of(nomination.organisation),
        )


def test_a_made_up_editions_files_are_made_up(draft, head):
    draft.edition.made_up = True
    kept = evidence.add(nomination=draft, field="coverage", upload=make.a_pdf(), by=head)
    assert kept.made_up


def test_strangers_neither_add_nor_remove(draft, head):
    kept = evidence.add(nomination=draft, field="coverage", upload=make.a_pdf(), by=head)
    for stranger in (awards.secretary_of(draft.edition), make.person_of(draft.proposer, Role.PROPOSER)):
        with pytest.raises(NotPermitted, match="not_entrant"):
            evidence.remove(evidence=kept, by=stranger)
        with pytest.raises(NotPermitted, match="not_entrant"):
            evidence.add(nomination=draft, field="coverage", upload=make.a_pdf(), by=stranger)


def stored(settings) -> set[str]:
    return {path.name for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()}


def test_files_of_an_upload_that_is_rolled_back_leave_the_disk(draft, head, settings):
    kept = evidence.add(nomination=draft, field="coverage", upload=make.a_pdf(), by=head)

    @ledger.recorded
    def several():
        evidence.add(nomination=draft, field="coverage", upload=ContentFile(PNG, name="peta.png"), by=head)
        evidence.add(nomination=draft, field="coverage", upload=ContentFile(JPG, name="foto.exe"), by=head)

    with pytest.raises(BadInput):
        several()
    assert list(draft.evidence.all()) == [kept]
    assert stored(settings) == {kept.sha256}


def test_the_file_of_a_refused_upload_leaves_the_others_of_the_same_command(draft, head, settings):
    @ledger.recorded
    def one_refused():
        evidence.add(nomination=draft, field="coverage", upload=ContentFile(PNG, name="peta.png"), by=head)
        with pytest.raises(RuleRefused):
            evidence.add(
                nomination=draft, field="coverage", upload=ContentFile(PNG, name="lagi.png"), by=head
            )

    one_refused()
    assert stored(settings) == {hashlib.sha256(PNG).hexdigest()}
    with draft.evidence.get().file.open("rb") as file:
        assert file.read() == PNG
