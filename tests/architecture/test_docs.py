"""The documents keep up with the house: links lead somewhere, words and buttons are those of the pages."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.utils import translation

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
GUIDES = sorted([*(DOCS / "tutorials").glob("*.md"), *(DOCS / "how-to").glob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
BOLD = re.compile(r"\*\*([^*]+)\*\*")
PLACEHOLDER = re.compile(r"%\\?\(\w+\\?\)[sd]")
NOT_TRANSLATED = {"EN"}


def shown(page):
    return page.relative_to(ROOT).as_posix()


def without_code(text):
    return re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)


def anchors(page):
    """Return the anchors of a page as GitHub makes them from its headings."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_links_between_documents_lead_somewhere(page):
    broken = []
    for target in LINK.findall(without_code(page.read_text("utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        found = page.parent / path if path else page
        if not found.exists() or (anchor and anchor not in anchors(found)):
            broken.append(target)
    assert broken == []


def test_every_page_is_in_the_index():
    listed = set(LINK.findall((DOCS / "README.md").read_text("utf-8")))
    pages = {page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")} - {"README.md"}
    assert pages - listed == set()


@pytest.mark.parametrize("room", settings.ROOMS)
def test_the_glossary_has_the_words_of_the_models(room):
    text = (DOCS / "reference" / "glossary.md").read_text("utf-8")
    column = " ; ".join(re.findall(r"^\| ([^|]+) \|", text, flags=re.MULTILINE)[1:])
    terms = {term.strip() for term in re.split(r"[,;()]", column.lower()) if term.strip()}
    without = []
    for model in apps.get_app_config(room).get_models():
        spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__)
        with translation.override("en"):
            names = f"{spaced} / {model._meta.verbose_name}".lower()
        if not any(re.search(rf"\b{re.escape(term)}\b", names) for term in terms):
            without.append(model.__name__)
    assert without == []


def words_on_screen():
    """Return (English texts, Indonesian texts) of the pages, blanks and placeholders made alike."""
    path = ROOT / "src" / "paritrana" / "locale" / "id" / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        catalogue = read_po(file)
    english, indonesian = set(), set()
    for message in catalogue:
        for texts, given in ((english, message.id), (indonesian, message.string)):
            forms = [given] if isinstance(given, str) else given
            texts |= {PLACEHOLDER.sub("…", " ".join(form.split())) for form in forms if form}
    return english, indonesian


def is_shown(name, texts):
    """Whether a name stands on a page, as it is or with something filled in for the dots."""
    if name in texts:
        return True
    filled = [text for text in texts if "…" in text and text != "…"]
    return any(re.fullmatch(re.escape(text).replace("…", ".+"), name) for text in filled if len(text) > 5)


@pytest.mark.parametrize("page", GUIDES, ids=shown)
def test_buttons_are_called_as_on_the_page(page):
    english, indonesian = words_on_screen()
    is_indonesian = page.name.endswith(".id.md") or page.name == "seleksi-pertama.md"
    texts = indonesian if is_indonesian else english
    names = {" ".join(name.split()) for name in BOLD.findall(without_code(page.read_text("utf-8")))}
    assert sorted(name for name in names - NOT_TRANSLATED if not is_shown(name, texts)) == []
