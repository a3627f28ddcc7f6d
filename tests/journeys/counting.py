"""A person whose every act on the site is counted: by this a journey proves how few are needed."""

import time
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page
from tests.journeys.visitor import Visitor


@dataclass
class Counter:
    """Acts of all persons together; signing in is counted apart, waiting and reading are no acts."""

    acts: list[str] = field(default_factory=list)
    sign_ins: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    def told(self) -> str:
        """Return the acts and how long each step took, for whoever reads the test's output."""
        lines = [f"{place:>3} {one}" for place, one in enumerate(self.acts, 1)]
        slow = sorted(self.seconds.items(), key=lambda one: -one[1])
        return "\n".join([*lines, *(f"{took:7.1f} s {step}" for step, took in slow)])


class Person:
    """Somebody at a browser; each open, click, fill, choice and file is one act."""

    def __init__(self, visitor: Visitor, counter: Counter, label: str = "") -> None:
        self.visitor, self.counter, self.label = visitor, counter, label
        if label:
            counter.sign_ins.append(label)
            visitor.sign_in(label)

    @property
    def page(self) -> Page:
        return self.visitor.page

    def _count(self, what: str) -> None:
        self.counter.acts.append(f"{self.label or 'the public'}: {what}")

    def open(self, path: str) -> Page:
        """Write an address, as from a bookmark."""
        self._count(f"open {path}")
        return self._timed(f"open {path}", lambda: self.visitor.open(path))

    def click(self, selector: str) -> Page:
        """Press a link or button and wait for the page it leads to."""
        self._count(f"click {selector}")
        return self._timed(f"{self.page.url.split('/', 3)[3]} {selector}", lambda: self._follow(selector))

    def download(self, selector: str, into: Path) -> Path:
        """Press a button that answers with a file."""
        self._count(f"download {selector}")

        def take() -> Path:
            with self.page.expect_download(timeout=180_000) as found:
                self.page.locator(selector).first.click()
            found.value.save_as(into)
            return into

        return self._timed(f"download {selector}", take)

    def fill(self, name: str, text: str) -> None:
        self._count(f"fill {name}")
        self.page.locator(f"main [name={name}]").fill(text)

    def choose(self, name: str, label: str) -> None:
        """Choose the entry of a list that begins so."""
        self._count(f"choose {name}")
        found = self.page.locator(f"main select[name={name}] option").all_inner_texts()
        self.page.locator(f"main select[name={name}]").select_option(
            label=next(one for one in found if one.startswith(label))
        )

    def hand_over(self, name: str, file: Path) -> None:
        """Choose a file."""
        self._count(f"file {name}")
        self.page.locator(f"main input[type=file][name={name}]").set_input_files(file)

    def wait_for(self, selector: str, step: str) -> None:
        """Look on while the site works; no act: the page looks again by itself."""
        self._timed(step, lambda: self.page.locator(selector).first.wait_for(timeout=600_000))

    def read(self, selector: str) -> str:
        return self.page.locator(selector).first.inner_text()

    def _follow(self, selector: str) -> Page:
        with self.page.expect_navigation(timeout=180_000):
            self.page.locator(selector).first.click()
        return self.page

    def _timed(self, step, act):
        began = time.monotonic()
        try:
            return act()
        finally:
            took = time.monotonic() - began
            self.counter.seconds[step] = max(took, self.counter.seconds.get(step, 0.0))
