"""Doubts about a dossier's figures and dates, told under the name of what they stand beside."""

from django.utils.translation import gettext as _

from paritrana.apps.nominations.labels.wording import field_title
from paritrana.apps.nominations.models import Nomination
from paritrana.apps.nominations.queries import dossiers as queries
from paritrana.apps.nominations.queries.flags import VERIFIED, flags_of
from paritrana.core.rulebook import Category


def told(nomination: Nomination) -> list[tuple[str, list[str]]]:
    """Return what each doubted figure, claim or file is called, with every sentence about it."""
    category = queries.category_of(nomination)
    names = {f"claim.{one.pk}": one.label for one in queries.claims_of(nomination)}
    names |= {f"file.{one.pk}": one.name for one in queries.evidence_of(nomination)}
    found: dict[str, list[str]] = {}
    for one in flags_of(nomination):
        name = names.get(one.field) or _title(category, one.field)
        found.setdefault(name, []).append(one.sentence)
    return list(found.items())


def _title(category: Category, field: str) -> str:
    if field.startswith(VERIFIED):
        return _("%(field)s, verified figure") % {
            "field": field_title(category, field.removeprefix(VERIFIED))
        }
    return field_title(category, field)
