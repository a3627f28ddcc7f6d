"""A person at a real browser: signs in by one click, opens pages, keeps what the browser complained of."""

from collections.abc import Sequence

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

# What a newcomer's machine needs when no Chromium is there; the tests name it and are skipped.
CURE = "apt-get install chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE, PHONE = (1280, 800), (360, 740)


class Visitor:
    """One browser window with its own cookies; `faults` holds errors of the console and of scripts."""

    def __init__(
        self,
        browser: Browser,
        url: str,
        *,
        size: tuple[int, int] = WIDE,
        language: str = "id",
        scripts: bool = True,
    ) -> None:
        self.url = url
        self.context: BrowserContext = browser.new_context(
            base_url=url,
            viewport={"width": size[0], "height": size[1]},
            locale=language,
            timezone_id="Asia/Makassar",
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(20_000)
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("console", lambda told: self.faults.append(told.text) if told.type == "error" else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def open(self, path: str) -> Page:
        """Go to a page and expect it to be there."""
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"
        return self.page

    def sign_in(self, label: str) -> Page:
        """Take a role by its one click on the sign-in page of the demo."""
        self.context.clear_cookies()
        page = self.open("/akun/masuk")
        button = page.locator("form[action='/akun/demo'] button").filter(
            has=page.get_by_text(label, exact=True)
        )
        group = page.locator("details:not([open])").filter(has=button)
        if group.count():
            group.first.locator("summary").click()
        with page.expect_navigation():
            button.first.click()
        return page

    def press(self, name: str, *, last: bool = False) -> Page:
        """Press a button or follow a link by its words, and wait for the page it leads to."""
        found = self.page.get_by_role("button", name=name).or_(self.page.get_by_role("link", name=name))
        with self.page.expect_navigation():
            (found.last if last else found.first).click()
        return self.page

    def violations(self) -> list[str]:
        """Return what axe-core finds on the page: rule and the places."""
        found = Axe().run(self.page).response["violations"]
        return [f"{one['id']}: {[node['target'] for node in one['nodes']]}" for one in found]

    def overflow(self) -> int:
        """Return by how many pixels the page is wider than the window."""
        return self.page.evaluate("document.documentElement.scrollWidth - innerWidth")

    def resize(self, size: Sequence[int]) -> None:
        """Make the window another size."""
        self.page.set_viewport_size({"width": size[0], "height": size[1]})

    def close(self) -> None:
        """Close the window."""
        self.context.close()
