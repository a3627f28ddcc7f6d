"""The addresses of the site as Django knows them, includes walked through."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

ABSENT = {"IntConverter": 999_999, "LogName": "edition/tidak-ada"}
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """One address: its name with the room's, the path as written, and values for it that name nothing."""

    name: str
    path: str
    nothing: tuple[object, ...]


def addresses() -> list[Address]:
    """Return every address that the site answers."""
    return list(_walk(get_resolver().url_patterns, space="", path="/", before=()))


def _walk(
    listed: list[URLPattern | URLResolver], *, space: str, path: str, before: tuple[object, ...]
) -> Iterator[Address]:
    for one in listed:
        here = path + _written(str(one.pattern))
        found = (ABSENT.get(type(kind).__name__, "tidak-ada") for kind in one.pattern.converters.values())
        values = (*before, *found, *_groups(one))
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from _walk(one.url_patterns, space=inner, path=here, before=values)
        else:
            yield Address(f"{space}{one.name}", here, values)


def _written(route: str) -> str:
    """Return a route with its parameters in braces; of a regular expression, the groups' names."""
    named = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"{\1}", route.removeprefix("^").removesuffix("$"))
    return PARAMETER.sub(r"{\1}", named)


def _groups(one: URLPattern | URLResolver) -> tuple[str, ...]:
    """Return values for the groups of a regular expression."""
    groups = getattr(one.pattern, "regex", None) if not one.pattern.converters else None
    return ("abc",) * len(groups.groupindex) if groups is not None else ()
