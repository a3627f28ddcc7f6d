"""One built demo for all journeys; each file of journeys plays on a fresh copy of it."""

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from tests.journeys import site as sites
from tests.journeys.visitor import CURE, FLAGS, Visitor

FINDER = Path(__file__).parents[2] / "tools" / "find-chromium"


@pytest.fixture(scope="session")
def chromium() -> str:
    found = subprocess.run([FINDER], capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.skip(f"NO BROWSER, SO NO JOURNEY WAS TRIED: no Chromium on this machine; bring it by: {CURE}")
    return found.stdout.strip()


@pytest.fixture(scope="module")
def site(chromium, built_demo, tmp_path_factory):
    served = sites.Site(built_demo, tmp_path_factory.mktemp("site") / "data")
    yield served
    served.stop()


@pytest.fixture(scope="module")
def browser(chromium):
    """A browser for one file only: while it runs, Django refuses its database to this thread."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser, site):
    """Open a window on the site; more than one at a time are different people."""
    opened = []

    def window(**more) -> Visitor:
        visitor = Visitor(browser, site.url, **more)
        opened.append(visitor)
        return visitor

    yield window
    for visitor in opened:
        visitor.close()
