"""Finding the edition of an address, with the question whether this person may see it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest

from paritrana.apps.awards import permissions
from paritrana.apps.awards import queries as awards
from paritrana.apps.awards.models import Edition
from paritrana.apps.results.models import RankingRun
from paritrana.errors import NotFound, RuleRefused
from paritrana.ui.templatetags.ui import title_of


def seen_edition(request: HttpRequest, slug: str) -> Edition:
    """Return an edition that this person may see; raises NotFound."""
    edition = awards.edition(slug)
    permissions.check_see(request.user, edition)
    return edition


def run_at(edition: Edition, number: int) -> RankingRun:
    """Return one run of an edition; raises NotFound."""
    run = edition.ranking_runs.filter(number=number).select_related("run_by", "rulebook_version").first()
    if run is None:
        raise NotFound("results.no_run")
    run.edition = edition
    return run


@contextmanager
def told_by_title(edition: Edition) -> Iterator[None]:
    """Have a refusal of the block name categories and rounds by their titles instead of their ids."""
    try:
        yield
    except RuleRefused as refused:
        facts = {
            name: ", ".join(_title(edition, one) for one in str(value).split(", "))
            if name in ("categories", "category", "rounds")
            else value
            for name, value in refused.facts.items()
        }
        raise RuleRefused(refused.code, **facts) from refused


def round_title(edition: Edition, place: str) -> str:
    """Return the name of a round given as ``category/stage``."""
    category_id, _slash, stage_id = place.partition("/")
    category = edition.rulebook.category(category_id)
    return f"{title_of(category.title)} – {title_of(category.stage(stage_id).title)}"


def _title(edition: Edition, name: str) -> str:
    try:
        return round_title(edition, name) if "/" in name else title_of(edition.rulebook.category(name).title)
    except NotFound:
        return name
