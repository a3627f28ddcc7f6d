"""Who may read the outbox: it holds links that sign people in, so the operator only; the demo is open."""

from typing import Any

from paritrana.errors import NotPermitted


def check_read(user: Any, *, demo_visitor: bool = False) -> None:
    """The operator reads the outbox; in the demo, anybody at the machine."""
    if not demo_visitor and not getattr(user, "is_operator", False):
        raise NotPermitted("notices.operator_only")


def check_retry(user: Any) -> None:
    """Only the operator sends a failed message again."""
    if not getattr(user, "is_operator", False):
        raise NotPermitted("notices.operator_only")
