"""What the committee tells an entrant; the entrant reads it once the result is public."""

from paritrana.apps.accounts.models import User
from paritrana.apps.ledger import commands as ledger
from paritrana.apps.nominations.models import Nomination
from paritrana.apps.nominations.states import State
from paritrana.apps.results import permissions
from paritrana.apps.results.models import Feedback
from paritrana.core.units import clock
from paritrana.errors import BadInput, RuleRefused


@ledger.recorded
def write(*, nomination: Nomination, strengths: str, next_steps: str, by: User) -> Feedback:
    """Write or rewrite the feedback on one complete dossier."""
    nomination = Nomination.objects.select_for_update().get(pk=nomination.pk)
    permissions.check_publish(by, nomination.edition)
    if nomination.state != State.COMPLETE:
        raise RuleRefused("results.not_standing")
    if not strengths.strip() and not next_steps.strip():
        raise BadInput("results.feedback_empty")
    feedback, _ = Feedback.objects.update_or_create(
        nomination=nomination,
        defaults={
            "strengths": strengths.strip(),
            "next_steps": next_steps.strip(),
            "written_by": by,
            "written_at": clock.now(),
        },
    )
    ledger.append("feedback.written", subject=feedback, by=by, nomination=nomination)
    return feedback
