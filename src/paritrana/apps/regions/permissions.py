"""Who may change the region table: the site itself and its operator."""

from typing import Any

from paritrana.errors import NotPermitted


def check_may_load(by: Any) -> None:
    """Refuse everybody but the system (None) and an operator."""
    if by is not None and not by.is_operator:
        raise NotPermitted("regions.not_operator")
