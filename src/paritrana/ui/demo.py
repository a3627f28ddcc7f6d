"""What exists in the demo only: who may use it (somebody at this machine), and whom its tutorial plays."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")
# The people of docs/tutorials in their order; the sign-in page of the demo lists them first.
TUTORIAL = (
    "sulut.unions@peragaan.invalid",
    "sulut.chair@peragaan.invalid",
    "sulut.sekretariat@peragaan.invalid",
    "bpjs-gorontalo.pengusul@peragaan.invalid",
    "gorontalo-small-micro-1.direktur@peragaan.invalid",
)


def is_demo_visitor(request: HttpRequest) -> bool:
    """Whether this is the demo and the request comes straight from this machine, through no proxy."""
    if not settings.DEMO or any(header in request.META for header in FORWARDED):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
