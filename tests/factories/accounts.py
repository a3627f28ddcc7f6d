"""People for tests, shown by their office; addresses lead nowhere."""

from itertools import count

from paritrana.apps.accounts import commands
from paritrana.apps.accounts.models import User

PASSWORD = "pala-cengkih-kenari-77"
_numbers = count(1)


def make_user(*, label: str = "Staf dinas", email: str = "", **more: object) -> User:
    """Open an account; without `password` nobody signs in by password (tests use force_login)."""
    return commands.create_user(
        email=email or f"orang{next(_numbers)}@contoh.invalid", label=label, by=None, **more
    )


def make_operator() -> User:
    """Return the one who runs the site."""
    found = User.objects.filter(is_operator=True).first()
    return found or make_user(label="Pengelola situs", is_operator=True)
