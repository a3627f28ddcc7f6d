"""Opening, changing and closing accounts, and the ledger's marks of visits and passwords."""

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from paritrana.apps.accounts import permissions, queries, rules
from paritrana.apps.accounts.models import User
from paritrana.apps.ledger import commands as ledger
from paritrana.core.units import clock
from paritrana.errors import BadInput


@ledger.recorded
def create_user(
    *,
    email: str,
    label: str,
    password: str | None = None,
    language: str = "id",
    is_demo: bool = False,
    is_operator: bool = False,
    by: User | None,
) -> User:
    """Open an account; without a password its person signs in by a reset link only.

    Raises BadInput for an unfit address or password, or an address that is taken in any case of letters.
    """
    permissions.check_open(by)
    rules.check_language(language)
    rules.check_demo(is_demo=is_demo, demo_runs=settings.DEMO)
    user = User(
        email=_fit_address(email),
        label=rules.check_label(label),
        language=language,
        is_demo=is_demo,
        is_operator=is_operator,
        date_joined=clock.now(),
    )
    if password is not None:
        check_password(password, user=user)
    user.set_password(password)
    user.save(force_insert=True)
    ledger.append("user.created", subject=user, by=by, demo=is_demo, operator=is_operator)
    return user


@ledger.recorded
def change_profile(*, user: User, label: str, language: str, by: User) -> User:
    """Set the office by which pages name a person, and the language they read."""
    permissions.check_change(by, user)
    rules.check_language(language)
    user = User.objects.select_for_update().get(pk=user.pk)
    user.label, user.language = rules.check_label(label), language
    user.save(update_fields=["label", "language"])
    ledger.append("user.changed", subject=user, by=by, language=language)
    return user


@ledger.recorded
def deactivate(*, user: User, reason: str, by: User) -> User:
    """Close an account: its person can no longer sign in, what they did stays."""
    permissions.check_close(by)
    if not reason.strip():
        raise BadInput("accounts.reason_missing")
    user = User.objects.select_for_update().get(pk=user.pk)
    rules.check_still_active(user.is_active)
    rules.check_not_oneself(user.pk == by.pk)
    user.is_active = False
    user.save(update_fields=["is_active"])
    ledger.append("user.deactivated", subject=user, by=by, reason=reason.strip())
    return user


@ledger.recorded
def reactivate(*, user: User, reason: str, by: User) -> User:
    """Open a closed account again: its person signs in as before, in the roles that were not ended since."""
    permissions.check_close(by)
    if not reason.strip():
        raise BadInput("accounts.reason_missing")
    user = User.objects.select_for_update().get(pk=user.pk)
    rules.check_closed(user.is_active)
    user.is_active = True
    user.save(update_fields=["is_active"])
    ledger.append("user.reactivated", subject=user, by=by, reason=reason.strip())
    return user


@ledger.recorded
def note(event: str, *, user: User) -> None:
    """Record what sign-in did to a person's own account (``user.signed_in``, ``password.reset`` …)."""
    ledger.append(event, subject=user, by=user)


def check_password(password: str, *, user: User | None = None) -> None:
    """Refuse a password that the site's rules find too easy; the reasons are in the page's language."""
    try:
        validate_password(password, user)
    except ValidationError as fault:
        raise BadInput("accounts.password_unfit", reasons=" ".join(fault.messages)) from fault


def _fit_address(email: str) -> str:
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as fault:
        raise BadInput("accounts.email_unfit") from fault
    if queries.user_with(email):
        raise BadInput("accounts.email_taken")
    return email
