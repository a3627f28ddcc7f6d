"""Pages and tables travel compressed; files that are compressed already go as they are."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

PREFIXES = ("text/", "application/json", "application/toml", "image/svg+xml")


class Compress(GZipMiddleware):
    """Compress texts only, with Django's guard against guessing secrets from the length of an answer."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not response.headers.get("Content-Type", "").startswith(PREFIXES):
            return response
        return super().process_response(request, response)
