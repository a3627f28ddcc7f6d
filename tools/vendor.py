"""Fetch the pinned browser files of vendor.toml into the static folder. Needs npm on the PATH."""

import base64
import hashlib
import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STATIC = ROOT / "src" / "paritrana" / "ui" / "static"
MANIFEST = STATIC / "vendor" / "manifest.json"
SOURCE_MAP = re.compile(rb"\s*/[/*][#@] sourceMappingURL=\S+( \*/)?\s*$")
DRAWING = re.compile(r"<svg.*?>(.*)</svg>", re.DOTALL)
BACKGROUND = re.compile(r'<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*/>')


def fetch(*, name: str, version: str, integrity: str) -> dict[str, bytes]:
    """The files of one package by their path, once its sha512 is the pinned one."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", "--pack-destination", folder, f"{name}@{version}"]
        subprocess.run(command, check=True, capture_output=True)
        (archive,) = Path(folder).glob("*.tgz")
        data = archive.read_bytes()
    found = "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode()
    if found != integrity:
        sys.exit(f"{name}@{version}: integrity is {found}, pinned is {integrity}")
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        members = [member for member in tar if member.isfile()]
        return {m.name.partition("/")[2]: tar.extractfile(m).read() for m in members}  # type: ignore[union-attr]  # isfile


def sprite(files: dict[str, bytes], *, source: str, icons: list[str]) -> bytes:
    """One SVG of <symbol> elements, one line each."""
    lines = ['<svg xmlns="http://www.w3.org/2000/svg">']
    for name in sorted(icons):
        drawing = DRAWING.search(files[source.format(name=name)].decode())
        if drawing is None:
            sys.exit(f"icon {name} is not an SVG")
        inner = re.sub(r"\s+", " ", BACKGROUND.sub("", drawing.group(1))).replace("> <", "><").strip()
        lines.append(f'<symbol id="{name}" viewBox="0 0 24 24">{inner}</symbol>')
    return "\n".join([*lines, "</svg>", ""]).encode()


def write(target: Path, data: bytes, digests: dict[str, str]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    digests[target.relative_to(STATIC).as_posix()] = hashlib.sha256(data).hexdigest()


def main() -> None:
    plan = tomllib.loads((ROOT / "tools" / "vendor.toml").read_text())
    digests: dict[str, str] = {}
    for package in plan["package"]:
        files = fetch(name=package["name"], version=package["version"], integrity=package["integrity"])
        for source, target in package["files"].items():
            # A source map that is not served would stop collectstatic.
            data = SOURCE_MAP.sub(b"\n", files[source]) if target.endswith((".css", ".js")) else files[source]
            write(STATIC / "vendor" / package["folder"] / target, data, digests)
        if package["name"] == plan["sprite"]["package"]:
            drawn = sprite(files, source=plan["sprite"]["source"], icons=plan["sprite"]["icons"])
            write(STATIC / plan["sprite"]["target"], drawn, digests)
        print(f"{package['name']} {package['version']} ({package['licence']})")
    MANIFEST.write_text(json.dumps(digests, indent=2, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
