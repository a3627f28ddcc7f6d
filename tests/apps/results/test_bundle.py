"""A stranger takes the published ZIP and the checker, and finds every change."""

import hashlib
import io
import re
import subprocess
import sys
import zipfile

import pytest
from tests.factories import awards
from tests.factories import results as factory

from paritrana.apps.ledger import queries as ledger
from paritrana.core.bundle import verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return factory.make_published()


@pytest.fixture
def checked(world, tmp_path):
    """Return a function that gives bytes to the checker, as its own process without our packages in reach."""
    with world.publication.bundle.open("rb") as file:
        data = file.read()
    program = tmp_path / "verifier.py"
    program.write_bytes(zipfile.ZipFile(io.BytesIO(data)).read("verifier.py"))

    def check(bundle=data, checkpoint=None):
        path = tmp_path / "bundle.zip"
        path.write_bytes(bundle)
        command = [sys.executable, "-I", "-S", str(program), str(path)]
        if checkpoint is not None:
            kept = tmp_path / "kept.txt"
            kept.write_text(checkpoint)
            command += ["--checkpoint", str(kept)]
        return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)

    check.data = data
    return check


def repacked(data, changes, *, sums=False):
    """Return the ZIP with members exchanged; with `sums` its SHA256SUMS is made anew as a forger would."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    members = {name: archive.read(name) for name in archive.namelist()}
    for name, (old, new) in changes.items():
        assert members[name].count(old), f"{old!r} is not in {name}"
        members[name] = members[name].replace(old, new, 1)
    if sums:
        lines = (
            f"{hashlib.sha256(content).hexdigest()}  {name}\n"
            for name, content in sorted(members.items())
            if name != "SHA256SUMS"
        )
        members["SHA256SUMS"] = "".join(lines).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as fresh:
        for name, content in members.items():
            fresh.writestr(name, content)
    return out.getvalue()


def test_the_published_bundle_is_confirmed(checked):
    found = checked()
    assert found.returncode == 0, found.stdout + found.stderr


CHANGES = {
    "a mark": ("marks.csv", b"innovation,4", b"innovation,5"),
    "a weight": ("rulebook.toml", b"weight_bp = 7000", b"weight_bp = 7001"),
    "a weight in the canonical rules": ("rulebook.json", b'"weight_bp":7000', b'"weight_bp":7001'),
    "a name": ("names.csv", b"Kabupaten 02", b"Kabupaten 03"),
    "a value": ("values.csv", b"0.40", b"0.41"),
    "a rank": ("ranking.csv", b",1,n", b",2,n"),
    "a decision": ("decisions.csv", b"confirmed", b"confirmeD"),
    "a leaf of the ledger": ("ledger.jsonl", b"edition.created", b"edition.creatEd"),
    "an opening": ("openings.jsonl", b'"j1"', b'"j9"'),
}


@pytest.mark.parametrize("change", CHANGES)
def test_one_changed_byte_is_found_and_its_file_named(checked, change):
    name, old, new = CHANGES[change]
    found = checked(repacked(checked.data, {name: (old, new)}))
    assert found.returncode == 1
    assert name in found.stdout + found.stderr


BYTES = {"marks.csv": rb".+", "names.csv": rb".+", "rulebook.toml": rb"(?<=weight_bp = )[0-9]+"}


@pytest.mark.parametrize("name", BYTES)
def test_every_single_byte_of_marks_names_and_weights_counts(checked, tmp_path, name):
    content = zipfile.ZipFile(io.BytesIO(checked.data)).read(name)
    places = [
        place for found in re.finditer(BYTES[name], content, re.DOTALL) for place in range(*found.span())
    ]
    assert len(places) > 10
    target = tmp_path / "bent.zip"
    for place in places:
        bent = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        target.write_bytes(repacked(checked.data, {name: (content, bent)}))
        assert any(one.startswith(f"{name}: changed") for one in verify(target).differences), place


@pytest.mark.parametrize("change", ["a mark", "a weight", "a value", "a rank"])
def test_a_change_with_its_sums_made_anew_is_found_by_computing(checked, change):
    name, old, new = CHANGES[change]
    assert checked(repacked(checked.data, {name: (old, new)}, sums=True)).returncode == 1


@pytest.mark.parametrize("change", ["a name", "a decision", "an opening"])
def test_a_forged_name_with_its_sums_made_anew_is_found_by_a_kept_checkpoint(world, checked, change):
    name, old, new = CHANGES[change]
    forged = repacked(checked.data, {name: (old, new)}, sums=True)
    assert checked(forged, checkpoint=world.publication.checkpoint).returncode == 1
    assert checked(checkpoint=world.publication.checkpoint).returncode == 0


def test_a_checkpoint_of_before_the_publication_does_not_vouch_for_it(tmp_path):
    world = factory.make_judged()
    factory.confirm(world, factory.run(world))
    kept = str(ledger.checkpoint_of(world.edition.ledger_log))
    made = factory.publish(world)
    bundle = tmp_path / "bundle.zip"
    with made.bundle.open("rb") as file:
        bundle.write_bytes(file.read())
    (tmp_path / "kept.txt").write_text(kept)
    report = verify(bundle, checkpoint=tmp_path / "kept.txt")
    assert any("does not cover this result" in one for one in report.differences)


def test_the_reports_of_a_published_result_are_computed_anew(tmp_path):
    rules = awards.SMALL.replace("min_jurors = 2", 'min_jurors = 2, fair_mode = "report"')
    world = factory.make_judged(("0.70", "0.45", "0.25"), by_juror=factory.SPREAD, text=rules)
    world.run = factory.run(world)
    factory.report(world, world.run)
    factory.confirm(world, world.run)
    with factory.publish(world).bundle.open("rb") as file:
        data = file.read()
    path = tmp_path / "bundle.zip"
    path.write_bytes(data)
    report = verify(path)
    assert report.differences == []
    assert any(line.startswith("6 tables computed anew") for line in report.checked)
    for name, old, new in (
        ("severity.csv", b",j1,", b",j9,"),
        ("fair.csv", b",1,n", b",2,n"),
        ("record.json", b'"link": "', b'"link": "x'),
    ):
        path.write_bytes(repacked(data, {name: (old, new)}, sums=True))
        assert any(one.startswith(f"{name} line") for one in verify(path).differences), name
