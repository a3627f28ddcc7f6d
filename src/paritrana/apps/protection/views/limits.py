"""How often a public form may be handed in, by address and by session; like signing in, kept in the cache.

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


def check(request: HttpRequest, act: str) -> None:
    """Count one act of this hour; raises RuleRefused (request.too_many) for more than may be."""
    hour = int(time.time()) // HOUR
    address = _digest(f"{act}/{hour}/{get_adapter().get_client_ip(request)}")
    if not request.user.is_authenticated:
        counted = request.session.get(_SESSION, {})
        mine = counted.get(act, 0) + 1 if counted.get("hour") == hour else 1
        kept = counted if counted.get("hour") == hour else {}
        request.session[_SESSION] = {**kept, "hour": hour, act: mine}
        if mine > BY_SESSION:
            raise RuleRefused("request.too_many")
    cache.add(address, 0, HOUR)
    if cache.incr(address) > BY_ADDRESS:
        raise RuleRefused("request.too_many")


_SESSION = "limits"


def _digest(text: str) -> str:
    """Return a key that does not tell the address."""
    return f"limit:{hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()[:32]}"
