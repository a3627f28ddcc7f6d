"""What the pages say of rows that a merge carries along, and of what stands twice."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paritrana.apps.protection.labels import words
from paritrana.apps.protection.rules import carrying as rules
from paritrana.apps.protection.rules.carrying import Moved
from paritrana.apps.protection.states import EnrolmentState
from paritrana.ui import formats


def months_text(spans: Iterable[tuple[str, str]]) -> str:
    """Return Maret 2026 – Mei 2026, Juli 2026."""
    return ", ".join(
        words.month_text(first) if first == last else f"{words.month_text(first)} – {words.month_text(last)}"
        for first, last in spans
    )


def counted(moved: Iterable[Moved]) -> str:
    """Return how many rows of each kind there are, in words."""
    counts = dict.fromkeys(rules.KINDS, 0)
    out = 0
    for one in moved:
        if one.now.get("state") == EnrolmentState.LEFT_OUT:
            out += 1
        else:
            counts[one.kind] += 1
    told = [
        _kinds(counts[kind])[kind] % {"count": formats.number(counts[kind])}
        for kind in rules.KINDS
        if counts[kind]
    ]
    if out:
        text = ngettext("%(count)s place in a batch", "%(count)s places in batches", out)
        told.append(text % {"count": formats.number(out)})
    return ", ".join(told)


def _kinds(count: int) -> Mapping[str, str]:
    return {
        rules.ENROLMENT: ngettext("%(count)s enrolment", "%(count)s enrolments", count),
        rules.PLEDGE: ngettext("%(count)s pledge of a sponsor", "%(count)s pledges of sponsors", count),
        rules.ROLE: _("the role held"),
        rules.REQUEST: ngettext("%(count)s request of the worker", "%(count)s requests of the worker", count),
        rules.SUBJECT: ngettext("%(count)s wish about the data", "%(count)s wishes about the data", count),
        rules.RECORD: _("who pays"),
    }
