"""Who may use what exists in the demo only: somebody at this very machine, and only while the demo runs."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")


def is_demo_visitor(request: HttpRequest) -> bool:
    """Whether this is the demo and the request comes straight from this machine, through no proxy."""
    if not settings.DEMO or any(header in request.META for header in FORWARDED):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
