"""Third-party files are those that were pinned, with their licence beside them."""

import hashlib
import json
import re
import tomllib
from pathlib import Path

import paritrana.ui

ROOT = Path(__file__).resolve().parents[2]
UI = Path(paritrana.ui.__file__).parent
STATIC = UI / "static"
MANIFEST = json.loads((STATIC / "vendor" / "manifest.json").read_text())
PLAN = tomllib.loads((ROOT / "tools" / "vendor.toml").read_text())


def test_every_file_is_as_recorded_and_none_is_extra():
    found = {
        path.relative_to(STATIC).as_posix(): path for path in (STATIC / "vendor").rglob("*") if path.is_file()
    }
    del found["vendor/manifest.json"]
    assert set(found) == {name for name in MANIFEST if name.startswith("vendor/")}
    for name, digest in MANIFEST.items():
        assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == digest, name


def test_every_package_is_pinned_and_brings_its_licence():
    for package in PLAN["package"]:
        assert package["integrity"].startswith("sha512-")
        assert f"vendor/{package['folder']}/LICENSE" in MANIFEST


def test_every_icon_that_is_used_is_in_the_sprite():
    sprite = set(re.findall(r'id="([a-z0-9-]+)"', (STATIC / "ui" / "icons.svg").read_text()))
    assert sprite == set(PLAN["sprite"]["icons"])
    for template in UI.parent.rglob("templates/**/*.html"):
        used = set(re.findall(r'{% icon "([a-z0-9-]+)"', template.read_text()))
        assert used <= sprite, template


def test_the_script_stays_small():
    assert len((STATIC / "ui" / "app.js").read_bytes()) <= 12_000
