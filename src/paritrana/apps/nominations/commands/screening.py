"""Screening: complete, back with reasons, or refused with a reason."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils import translation

from paritrana.apps.accounts.models import User
from paritrana.apps.ledger import commands as ledger
from paritrana.apps.nominations import rules
from paritrana.apps.nominations.commands import pen
from paritrana.apps.nominations.labels import wording
from paritrana.apps.nominations.models import Nomination, Screening
from paritrana.apps.nominations.permissions import office as permissions
from paritrana.apps.nominations.states import State, Verdict
from paritrana.apps.organisations.states import Role
from paritrana.core.rulebook import Category
from paritrana.core.units import clock

SUBJECT = {
    Verdict.COMPLETE: "Berkas lengkap / Dossier complete",
    Verdict.RETURN: "Berkas perlu diperbaiki / Dossier to be mended",
    Verdict.REFUSE: "Berkas ditolak / Dossier refused",
}


@ledger.recorded
def decide(
    *, nomination: Nomination, verdict: str, reason: str = "", points: Sequence[str] = (), by: User
) -> Screening:
    """Decide on a submitted dossier; `points` are the sections to mend when it goes back."""
    row = pen.locked_with_edition(nomination)
    permissions.check_screen(by, row)
    category = row.edition.rulebook.category(row.category)
    chosen = rules.check_screening(
        category,
        state=row.state,
        verdict=verdict,
        reason=reason,
        points=points,
        frozen=row.edition.rulebook_version.frozen_at is not None,
    )
    mended = [code for code in rules.section_codes(category) if code in points]
    screening = Screening.objects.create(
        nomination=row,
        verdict=chosen,
        reason=reason.strip(),
        points=mended if chosen is Verdict.RETURN else [],
        decided_by=by,
        decided_at=clock.now(),
    )
    row.state, row.screened_at = rules.OUTCOME[chosen], screening.decided_at
    row.save(update_fields=["state", "screened_at"])
    if row.state is State.RETURNED:
        row.sections.filter(code__in=screening.points).update(done_at=None)
    ledger.append("nomination.screened", subject=row, by=by, verdict=str(chosen), points=screening.points)
    _tell(row, screening, category)
    return screening


def _tell(nomination: Nomination, screening: Screening, category: Category) -> None:
    with translation.override("id"):
        points = [f"- {wording.section_title(category, code)}" for code in screening.points]
    parts = [nomination.organisation.name, screening.reason, "\n".join(points)]
    pen.tell(
        nomination.organisation,
        Role.ENTRANT,
        kind="nomination.screened",
        subject=f"{SUBJECT[Verdict(screening.verdict)]}: {nomination.edition.title_id}",
        body="\n\n".join(part for part in parts if part) + "\n",
        page=reverse("nominations:dossier", args=[nomination.pk]),
    )
