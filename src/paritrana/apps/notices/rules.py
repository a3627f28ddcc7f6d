"""What a message's two marks say, and what must not stay readable once it has left the house."""

import re
from datetime import datetime

from paritrana.apps.notices.states import Delivery
from paritrana.errors import RuleRefused

SECRET_KINDS = ("account.", "invitation.")
REMOVED = "[…]"
_LINK = re.compile(r"https?://\S+")


def delivery_of(*, sent_at: datetime | None, failure: str) -> Delivery:
    """Return what became of a message with these marks."""
    if sent_at is not None:
        return Delivery.SENT
    return Delivery.FAILED if failure else Delivery.KEPT


def check_retry(delivery: Delivery) -> None:
    """Refuse to send again what did not fail."""
    if delivery is not Delivery.FAILED:
        raise RuleRefused("notices.not_failed")


def links_in(body: str) -> list[str]:
    """Return the links of a text, in order."""
    return [link.rstrip(".,;)") for link in _LINK.findall(body)]


def kept_body(*, kind: str, body: str) -> str:
    """Return what stays of a delivered message: links that sign somebody in are taken out.

    Whoever runs the site could otherwise act in another person's name with them.
    """
    return _LINK.sub(REMOVED, body) if kind.startswith(SECRET_KINDS) else body
