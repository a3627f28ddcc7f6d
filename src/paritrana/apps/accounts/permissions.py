"""Who may open, change and close an account."""

from paritrana.apps.accounts.models import User
from paritrana.errors import NotPermitted


def check_open(by: User | None) -> None:
    """The operator opens accounts; so does the system itself (`by` None): set-up, accepted invitations."""
    if by is not None and not (by.is_active and by.is_operator):
        raise NotPermitted("accounts.operator_only")


def check_change(by: User | None, user: User) -> None:
    """People change their own profile; the operator changes anybody's."""
    if by is None or not by.is_active or not (by.pk == user.pk or by.is_operator):
        raise NotPermitted("accounts.not_yours")


def check_close(by: User | None) -> None:
    """The operator lists accounts, closes them and opens them again."""
    if by is None or not (by.is_active and by.is_operator):
        raise NotPermitted("accounts.operator_only")
