"""Screening: complete, back with reasons, or refused with a reason."""

from collections.abc import Sequence

from paritrana.apps.accounts.models import User
from paritrana.apps.ledger import commands as ledger
from paritrana.apps.nominations import rules
from paritrana.apps.nominations.models import Nomination, Screening
from paritrana.apps.nominations.permissions import office as permissions
from paritrana.apps.nominations.states import Pen, State, Verdict
from paritrana.apps.notices import commands as notices
from paritrana.apps.organisations import queries as organisations
from paritrana.apps.organisations.states import Role
from paritrana.core.units import clock
from paritrana.errors import BadInput, RuleRefused

OUTCOME = {
    Verdict.COMPLETE: State.COMPLETE,
    Verdict.RETURN: State.RETURNED,
    Verdict.REFUSE: State.REFUSED,
}


@ledger.recorded
def decide(
    *, nomination: Nomination, verdict: str, reason: str = "", points: Sequence[str] = (), by: User
) -> Screening:
    """Decide on a submitted dossier; `points` are the sections to mend when it goes back."""
    nomination = (
        Nomination.objects.select_for_update().select_related("edition", "organisation").get(pk=nomination.pk)
    )
    permissions.check_screen(by, nomination)
    chosen = Verdict(verdict)
    if chosen is not Verdict.COMPLETE and not reason.strip():
        raise BadInput("nominations.reason_needed")
    before, after = State(nomination.state), OUTCOME[chosen]
    rules.check_move(before, after, Pen.SECRETARIAT)
    if before is State.COMPLETE and nomination.edition.rulebook_version.frozen_at:
        raise RuleRefused("nominations.marking_started")
    at = clock.now()
    screening = Screening.objects.create(
        nomination=nomination,
        verdict=chosen,
        reason=reason.strip(),
        points=list(points),
        decided_by=by,
        decided_at=at,
    )
    nomination.state = after
    nomination.screened_at = at
    nomination.save(update_fields=["state", "screened_at"])
    if after is State.RETURNED:
        nomination.sections.filter(code__in=list(points)).update(done_at=None)
    ledger.append("nomination.screened", subject=nomination, by=by, verdict=str(chosen), points=list(points))
    _tell(nomination, chosen, reason)
    return screening


def _tell(nomination: Nomination, verdict: Verdict, reason: str) -> None:
    subject = {
        Verdict.COMPLETE: "Berkas lengkap / Dossier complete",
        Verdict.RETURN: "Berkas perlu diperbaiki / Dossier to be mended",
        Verdict.REFUSE: "Berkas ditolak / Dossier refused",
    }[verdict]
    for membership in organisations.members_of(nomination.organisation, Role.ENTRANT):
        notices.send(
            to=membership.user.email,
            kind="nomination.screened",
            subject=f"{subject}: {nomination.edition.title_id}",
            body=f"{nomination.organisation.name}\n\n{reason}".strip() + "\n",
        )
