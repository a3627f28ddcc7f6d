"""The house keeps its plan: what import contracts cannot see."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "paritrana"
PLAN = {
    *("states", "rules", "labels", "models", "queries", "permissions", "commands"),
    *("forms", "tables", "views", "tasks", "admin", "urls", "apps", "templates", "migrations"),
}
ALLOWED_BESIDE = {"accounts": {"adapters"}}
BANNED = {"utils", "helpers", "common", "misc", "manager", "handler", "managers", "handlers"}
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)


@pytest.mark.parametrize("room", settings.ROOMS)
def test_a_room_has_only_the_files_of_the_plan(room):
    names = {path.stem for path in (SOURCE / "apps" / room).iterdir() if not path.name.startswith("__")}
    assert names <= PLAN | ALLOWED_BESIDE.get(room, set())


def test_relations_point_down():
    order = {room: place for place, room in enumerate(settings.ROOMS)}
    upward = []
    for model in apps.get_models():
        here = order.get(model._meta.app_label)
        if here is None:
            continue
        for field in model._meta.get_fields():
            if not field.concrete or field.related_model is None:
                continue
            target = field.related_model
            if target._meta.label == settings.AUTH_USER_MODEL:
                continue
            if order.get(target._meta.app_label, -1) > here:
                upward.append(f"{model._meta.label}.{field.name} -> {target._meta.label}")
    assert upward == []


def test_the_ledger_has_no_relations():
    relations = [
        field.name
        for model in apps.get_app_config("ledger").get_models()
        for field in model._meta.get_fields()
        if field.is_relation
    ]
    assert relations == []


def test_views_do_not_import_views_of_other_rooms():
    crossing = []
    for path in MODULES:
        parts = path.relative_to(SOURCE).parts
        if parts[0] not in {"apps", "portal", "ui"} or "views" not in "/".join(parts):
            continue
        room = ".".join(parts[:2]) if parts[0] == "apps" else parts[0]
        for name in _imports(path):
            match = re.match(r"paritrana\.(apps\.\w+|portal|ui)\.views", name)
            if match and match.group(1) != room:
                crossing.append(f"{path.relative_to(SOURCE)} imports {name}")
    assert crossing == []


def test_only_commands_write():
    """Outside `commands` nothing calls save, create, update or delete on rows."""
    writing = re.compile(
        r"\.objects\.(create|bulk_create|update_or_create|get_or_create)\(|\.save\(|\.delete\("
    )
    allowed = {"apps/accounts/adapters.py"}
    found = []
    for path in MODULES:
        relative = path.relative_to(SOURCE).as_posix()
        if (
            not relative.startswith(("apps/", "portal/", "ui/", "cli/"))
            or "/commands" in relative
            or relative in allowed
        ):
            continue
        found += [
            f"{relative}:{number}: {line.strip()}"
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
            if writing.search(line)
        ]
    assert found == []


def test_modules_keep_their_sizes_and_names():
    found = []
    for path in MODULES:
        text = path.read_text("utf-8")
        if path.stem in BANNED:
            found.append(f"{path}: a name that says nothing")
        if len(text.splitlines()) > 500:
            found.append(f"{path}: split the module by subject")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > 60:
                    found.append(f"{path}: {node.name} has {length} lines")
    assert found == []


def test_templates_keep_their_sizes_and_the_content_policy():
    found = []
    for path in sorted(SOURCE.rglob("*.html")):
        text = path.read_text("utf-8")
        if len(text.splitlines()) > 160:
            found.append(f"{path}: split the template")
        if re.search(r"\sstyle=|<script(?![^>]*\bsrc=)|<style|\son\w+=", text):
            found.append(f"{path}: inline style or script")
    assert found == []


def test_the_example_environment_names_every_setting():
    read = set(
        re.findall(r'"(PARITRANA_\w+|DATABASE_URL)"', (SOURCE / "server" / "env.py").read_text("utf-8"))
    )
    shown = set(
        re.findall(
            r"^#?(PARITRANA_\w+|DATABASE_URL)=", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE
        )
    )
    assert read == shown


def _imports(path: Path) -> list[str]:
    names = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names += [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
    return names
