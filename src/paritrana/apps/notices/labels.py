"""Words of the outbox."""

from django.utils.translation import gettext_lazy as _

from paritrana.apps.notices.states import Delivery
from paritrana.ui import refusals

DELIVERY = {
    Delivery.KEPT: _("In the outbox"),
    Delivery.SENT: _("Sent"),
    Delivery.FAILED: _("Not delivered"),
}
DELIVERY_TONE = {Delivery.KEPT: "neutral", Delivery.SENT: "good", Delivery.FAILED: "bad"}
KIND = {
    "account.password_reset_key": _("Password reset"),
    "account.password_reset": _("Password was reset"),
    "account.password_changed": _("Password was changed"),
    "account.password_set": _("Password was set"),
    "account.unknown_account": _("No account for this address"),
    "invitation.sent": _("Invitation"),
    "mail": _("Other mail"),
}

refusals.register(
    {
        "notices.operator_only": (
            _("Only the operator of this site reads the outbox."),
            _("Ask the operator to pass the message on to you."),
        ),
        "notices.not_failed": (
            _("This message did not fail, so it is not sent again."),
            _("Open it to copy its text."),
        ),
        "notices.no_message": (_("There is no such message."), _("Go back to the outbox.")),
    }
)
