"""Finds every page a role can reach by following links, as a person would; one or a few of each name."""

from collections import deque
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import APIRequestContext

START = ["/meja", "/", "/akun/masuk", "/akun/saya", "/akun/sandi", "/gaya"]
# Pages differ by state; these names are looked at more than once for a role.
OFTEN = {
    "nominations:dossier": 3,
    "nominations:dossier-section": 8,
    "nominations:screening-desk": 2,
    "nominations:verification": 5,
    "nominations:verification-desk": 3,
    "nominations:verification-figure": 3,
    "coverage:delivery": 8,
    "judging:desk": 2,
    "portal:cockpit": 2,
    "protection:batch": 4,
    "protection:fund": 2,
    "protection:import": 2,
    "protection:village": 3,
    "protection:subject": 3,
}


@dataclass(frozen=True)
class Found:
    """A page that was reached: the name of its address, the role that saw it, and its path."""

    name: str
    role: str
    path: str


class _Links(HTMLParser):
    """Collects where links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if tag == "a" and held.get("href"):
            self.found.append(held["href"] or "")


def name_of(path: str) -> str:
    """Return the name of an address; empty for one that is no page of the site."""
    try:
        return resolve(path).view_name or ""
    except Resolver404:
        return ""


def reach(request: APIRequestContext, role: str, url: str) -> tuple[list[Found], list[str]]:
    """Follow links from the role's desk; returns pages found, and links that lead to a fault."""
    waiting, seen, count = deque(START), set(), {}
    pages: list[Found] = []
    broken: list[str] = []
    while waiting:
        path = waiting.popleft()
        name = name_of(path)
        if not name or path in seen or count.get(name, 0) >= OFTEN.get(name, 1):
            continue
        seen.add(path)
        answer = request.get(url + path, max_redirects=0)
        if answer.status in (301, 302):
            waiting.append(urlsplit(urljoin(path, answer.headers["location"])).path)
            continue
        if answer.status != 200:
            broken.append(f"{role}: {path} answers {answer.status}")
            continue
        count[name] = count.get(name, 0) + 1
        pages.append(Found(name, role, path))
        if answer.headers.get("content-type", "").startswith("text/html"):
            links = _Links()
            links.feed(answer.text())
            for link in links.found:
                target = urlsplit(urljoin(path, urldefrag(link).url))
                if not target.netloc:
                    waiting.append(target.path)
    return pages, broken
