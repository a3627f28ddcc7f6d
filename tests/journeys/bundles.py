"""A downloaded bundle, taken apart and put together again with one thing changed."""

import zipfile
from pathlib import Path


def read(bundle: Path, name: str) -> str:
    """Return one file of the bundle as text."""
    with zipfile.ZipFile(bundle) as opened:
        return opened.read(name).decode("utf-8")


def changed(bundle: Path, name: str, old: str, new: str) -> Path:
    """Return a copy of the bundle in which the first `old` of one file is `new`, and all else as it was."""
    forged = bundle.with_name(f"{bundle.stem}-{name}.zip")
    with zipfile.ZipFile(bundle) as opened, zipfile.ZipFile(forged, "w", zipfile.ZIP_DEFLATED) as written:
        for entry in opened.infolist():
            content = opened.read(entry)
            if entry.filename == name:
                assert old.encode() in content, f"{old!r} is not in {name}"
                content = content.replace(old.encode(), new.encode(), 1)
            written.writestr(entry, content)
    return forged
