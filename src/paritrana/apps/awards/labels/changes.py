"""What a new version of a rulebook changes, in words, in the language of the page."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from paritrana.apps.awards.labels.method import phrases, title_of
from paritrana.core.rulebook import Rulebook
from paritrana.core.rulebook.diff import Change, diff


@dataclass(frozen=True)
class ChangeWords:
    """The changes of one place of a rulebook: its heading, and a sentence each."""

    title: str
    sentences: list[str]


def told_changes(old: Rulebook, new: Rulebook) -> list[ChangeWords]:
    """Return what changes from one rulebook to another in words, by category and stage."""
    language = phrases().lang
    places: dict[str, list[str]] = {}
    for change in diff(old, new):
        places.setdefault(_place(change, old, new), []).append(change.told(language))
    return [ChangeWords(title, sentences) for title, sentences in places.items()]


def _place(change: Change, old: Rulebook, new: Rulebook) -> str:
    if change.code.startswith("prize"):
        return _("Prizes outside the ranks")
    if not change.category:
        return _("The whole rulebook")
    category = next(one for book in (new, old) for one in book.categories if one.id == change.category)
    title = title_of(category.title, category.id)
    if not change.stage:
        return title
    stage = category.stage(change.stage)
    return f"{title}: {title_of(stage.title, stage.id)}"
