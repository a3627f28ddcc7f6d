"""How every resource answers."""

from collections.abc import Mapping
from typing import Any

from django.http import JsonResponse


def answer(data: Mapping[str, Any]) -> JsonResponse:
    """Return public data as JSON that a page of any site may read; no cookie is ever looked at."""
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    return response
