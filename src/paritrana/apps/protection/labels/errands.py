"""What errands say: how far they are, and why one broke off."""

from django.utils.translation import gettext_lazy as _

from paritrana.ui import refusals

refusals.register(
    {
        "errand.waits": (
            _("This is in work already."),
            _("Wait until it is done; the page shows how far it is."),
        ),
        "errand.broken": (
            _("The work broke off by a fault of this site."),
            _("Ask for it again: it goes on where it stopped. Tell the operator if it happens again."),
        ),
        "months.changed_meanwhile": (
            _("Payments or workers changed while the roll was written."),
            _("Hand the months in again."),
        ),
    }
)
