"""How often a public form may be handed in, by address and by session; like signing in, kept in the cache.

Signing in is counted by allauth, each attempt for itself; here only what was done counts, by whole hours.
Every process of the site counts for itself, so the true limit is up to that many times as high.
"""

import hashlib
import hmac
import time

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from paritrana.errors import RuleRefused

HOUR = 3600
BY_ADDRESS, BY_SESSION = 60, 10  # an hour; a whole village office may stand behind one address
_SESSION = "limits"


def check(request: HttpRequest, act: str) -> None:
    """Refuse one act more in this hour; raises RuleRefused (request.too_many)."""
    if _mine(request).get(act, 0) >= BY_SESSION or cache.get(_address(request, act), 0) >= BY_ADDRESS:
        raise RuleRefused("request.too_many")


def count(request: HttpRequest, act: str) -> None:
    """Count one act that was done; an officer at the counter is counted by the address alone."""
    if not request.user.is_authenticated:
        mine = _mine(request)
        request.session[_SESSION] = {**mine, act: mine.get(act, 0) + 1}
    key = _address(request, act)
    if cache.add(key, 1, HOUR):
        return
    try:
        cache.incr(key)
    except ValueError:  # its hour ended in between
        cache.add(key, 1, HOUR)


def _mine(request: HttpRequest) -> dict[str, int]:
    """Return what this session did in this hour."""
    kept: dict[str, int] = request.session.get(_SESSION, {})
    return kept if kept.get("hour") == _hour() else {"hour": _hour()}


def _address(request: HttpRequest, act: str) -> str:
    """Return a key that does not tell the address."""
    text = f"{act}/{_hour()}/{get_adapter().get_client_ip(request)}"
    return f"limit:{hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()[:32]}"


def _hour() -> int:
    return int(time.time()) // HOUR
