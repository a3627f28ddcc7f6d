"""Words of accounts, and what the room says when it refuses."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paritrana.ui import refusals

OPERATOR = _("Operator")
WITHOUT_ROLE = _("Without a role")
_ASK_OPERATOR = _("Ask the operator of this site.")


def state(is_active: bool) -> str:
    """Return the word of an account's state."""
    return gettext("May sign in") if is_active else gettext("Closed")


refusals.register(
    {
        "accounts.unknown_language": (
            _("The pages are not written in this language."),
            _("Choose Indonesian or English."),
        ),
        "accounts.label_missing": (
            _("The office by which you are shown is empty."),
            _("Write the office, for example “Head of the Manpower Office”."),
        ),
        "accounts.email_taken": (
            _("There is an account with this e-mail address already."),
            _("Sign in with it, or use another address."),
        ),
        "accounts.email_unfit": (
            _("This is not an e-mail address."),
            _("Write it in full, for example name@office.go.id."),
        ),
        "accounts.password_unfit": (
            _("This password is too easy to guess: {reasons}"),
            _("Choose a longer one that is not a common word."),
        ),
        "accounts.demo_only": (
            _("Demo accounts exist in the demo only."),
            _("Open an ordinary account instead."),
        ),
        "accounts.closed_already": (_("This account is closed already."), _("Reload the page.")),
        "accounts.open_already": (_("This account is open already."), _("Reload the page.")),
        "accounts.not_oneself": (
            _("Nobody closes their own account."),
            _("Let another operator do it."),
        ),
        "accounts.reason_missing": (_("The reason is missing."), _("Write it in a sentence.")),
        "accounts.none": (_("There is no such account."), _("Go back to the list.")),
        "accounts.not_yours": (_("Only the person and the operator change this account."), _ASK_OPERATOR),
        "accounts.operator_only": (_("Only the operator does this."), _ASK_OPERATOR),
        "accounts.no_demo_account": (_("There is no such demo account."), _("Go back to the sign-in page.")),
    }
)
