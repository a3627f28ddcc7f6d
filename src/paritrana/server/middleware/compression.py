"""Pages and tables travel compressed; files that are compressed already go as they are."""

import re

import brotli
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

PREFIXES = ("text/", "application/json", "application/toml", "image/svg+xml")
SHORTEST = 200  # bytes
QUALITY = 5  # quicker than gzip on a page with a map, and a fifth smaller
ACCEPTS = re.compile(r"\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")


class Compress(GZipMiddleware):
    """Compress texts only: with Brotli for a visitor of whom nothing is known, else with gzip.

    A page for somebody with a cookie may hold a secret that its length would help to guess, and Django's gzip
    guards against that. A first visit holds none that a second one would show again.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not response.headers.get("Content-Type", "").startswith(PREFIXES):
            return response
        if isinstance(response, HttpResponse) and _is_for_anybody(request, response):
            return _packed(response)
        return super().process_response(request, response)


def _is_for_anybody(request: HttpRequest, response: HttpResponse) -> bool:
    known = request.COOKIES or "Authorization" in request.headers
    done = response.has_header("Content-Encoding") or len(response.content) < SHORTEST
    return not known and not done and bool(ACCEPTS.search(request.headers.get("Accept-Encoding", "")))


def _packed(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ("Accept-Encoding",))
    response.content = brotli.compress(response.content, mode=brotli.MODE_TEXT, quality=QUALITY)
    response.headers["Content-Length"] = str(len(response.content))
    response.headers["Content-Encoding"] = "br"
    etag = response.headers.get("ETag", "")
    if etag.startswith('"'):
        response.headers["ETag"] = f"W/{etag}"  # RFC 9110, 8.8.1
    return response
