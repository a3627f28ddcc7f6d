from typing import Any

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "paritrana.apps.accounts"
    label = "accounts"

    def ready(self) -> None:
        from allauth.account import signals

        from paritrana.apps.accounts import labels  # noqa: F401  registers the room's refusals

        for signal, event in (
            (signals.user_logged_in, "user.signed_in"),
            (signals.user_logged_out, "user.signed_out"),
            (signals.password_changed, "password.changed"),
            (signals.password_reset, "password.reset"),
            (signals.password_set, "password.set"),
        ):
            signal.connect(_recorder(event), weak=False, dispatch_uid=f"accounts.{event}")


def _recorder(event: str) -> Any:
    """Return the receiver that writes one kind of event into the ledger; an anonymous sign-out is nothing."""

    def receive(*, user: Any = None, **_: Any) -> None:
        from paritrana.apps.accounts import commands

        if user is not None and user.is_authenticated:
            commands.note(event, user=user)

    return receive
