"""The Indonesian catalogue: found in the sources, kept complete, compiled; `--check` changes nothing.

English is the language of the sources, so only Indonesian needs a catalogue.  With `--merge FILE…` the
translations of JSON files {"English": "Indonesian"} (plurals: {"one|many": "…"}) are taken in first.
"""

import ast
import io
import json
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import django
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "paritrana"
FILE = PACKAGE / "locale" / "id" / "LC_MESSAGES" / "django.po"
PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
# What would differ from machine to machine and from day to day.
TRANSIENT = re.compile(
    rb'"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Language-Team|Report-Msgid-Bugs-To)'
    rb":[^\n]*\n"
)
CALL = re.compile(r"\b(n?p?gettext|_)\(")

Found = tuple[str | tuple[str, str], str | None]


def main() -> int:
    """Write the catalogue anew, or with `--check` say what is missing; 0 when complete."""
    settings.configure(USE_I18N=True, INSTALLED_APPS=[])
    django.setup()
    arguments = sys.argv[1:]
    check = "--check" in arguments
    given = _given([Path(name) for name in arguments if not name.startswith("--")])
    old = read_po(FILE.open("rb"), locale="id") if FILE.exists() else Catalog(locale="id")
    new, faults = _catalogue(old, given)
    for fault in faults:
        print(fault, file=sys.stderr)
    if check:
        stale = _bytes(new, "po") != FILE.read_bytes() if FILE.exists() else True
        compiled = FILE.with_suffix(".mo")
        stale = stale or not compiled.exists() or compiled.read_bytes() != _bytes(new, "mo")
        if stale:
            print(
                "the catalogue does not fit the sources; run: .venv/bin/python tools/messages.py",
                file=sys.stderr,
            )
        return int(bool(faults) or stale)
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_bytes(_bytes(new, "po"))
    FILE.with_suffix(".mo").write_bytes(_bytes(new, "mo"))
    print(f"{len(new)} messages, {len(faults)} faults")
    return int(bool(faults))


def _catalogue(old: Catalog, given: dict[str, str]) -> tuple[Catalog, list[str]]:
    fixed = datetime(2026, 1, 1, tzinfo=UTC)
    new = Catalog(locale="id", project="paritrana", fuzzy=False, creation_date=fixed, revision_date=fixed)
    new.mime_headers = [
        ("Language", "id"),
        ("Plural-Forms", "nplurals=1; plural=0;"),
        ("Content-Type", "text/plain; charset=utf-8"),
    ]
    faults = []
    places: dict[Found, set[str]] = {}
    for path in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.txt")]):
        extract = _from_python if path.suffix == ".py" else _from_template
        for found in extract(path):
            places.setdefault(found, set()).add(path.relative_to(ROOT).as_posix())
    for (identity, context), where in sorted(places.items(), key=lambda item: str(item[0])):
        key = identity if isinstance(identity, str) else "|".join(identity)
        before = old.get(identity, context)
        said = given.get(key) or (before.string if before else "")
        if isinstance(said, tuple):
            said = said[0]
        if not said:
            faults.append(f"not translated: {key!r} ({', '.join(sorted(where))})")
        elif _fields(key.split("|")[-1] if isinstance(identity, tuple) else key) != _fields(said):
            faults.append(f"other fields than the source: {key!r} -> {said!r} ({', '.join(sorted(where))})")
        string = (said,) if isinstance(identity, tuple) else said
        new.add(identity, string, context=context, locations=[(place, None) for place in sorted(where)])
    return new, faults


def _fields(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)[sd]|\{(\w*)\}", text)) and {
        one or other for one, other in re.findall(r"%\((\w+)\)[sd]|\{(\w*)\}", text)
    }


def _from_python(path: Path) -> Iterator[Found]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            texts = [
                one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
            ]
            if name in PLAIN and len(texts) == 1:
                yield texts[0], None
            elif name in PLURAL and len(texts) >= 2:
                yield (texts[0], texts[1]), None
            elif name in CONTEXT and len(texts) == 2:
                yield texts[1], texts[0]


def _from_template(path: Path) -> Iterator[Found]:
    text = templatize(path.read_text("utf-8"), origin=str(path))
    for match in CALL.finditer(text):
        texts = _literals(text, match.end())
        kind = match.group(1)
        if kind in {"_", "gettext"} and texts:
            yield texts[0], None
        elif kind == "ngettext" and len(texts) >= 2:
            yield (texts[0], texts[1]), None
        elif kind == "pgettext" and len(texts) >= 2:
            yield texts[1], texts[0]


def _literals(text: str, at: int) -> list[str]:
    """Return the string literals that follow `at`, separated by commas, as many as there are."""
    found = []
    literal = re.compile(r"\s*u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")\s*(,?)", re.DOTALL)
    while match := literal.match(text, at):
        found.append(ast.literal_eval(match.group(1).replace("\n", "\\n")))
        at = match.end()
        if not match.group(2):
            break
    return found


def _given(files: list[Path]) -> dict[str, str]:
    given: dict[str, str] = {}
    for file in files:
        given.update(json.loads(file.read_text("utf-8")))
    return given


def _bytes(catalogue: Catalog, kind: str) -> bytes:
    target = io.BytesIO()
    if kind == "mo":
        write_mo(target, catalogue)
    else:
        write_po(target, catalogue, width=100, sort_output=True, omit_header=False, include_lineno=False)
    return TRANSIENT.sub(b"", target.getvalue())


if __name__ == "__main__":
    sys.exit(main())
