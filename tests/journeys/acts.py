"""What people of the journeys do on a page, in the words and controls that the page gives them."""

from pathlib import Path

from playwright.sync_api import Page, expect
from tests.journeys.papers import small_pdf
from tests.journeys.visitor import Visitor

# What the city says of itself; the page reads numbers in the Indonesian form.
FIGURES = {"coverage": "62,5%", "growth": "12,5", "vulnerable-workers": "15.000"}
PROSE = "Dikarang untuk peragaan."


def follow(page: Page, selector: str) -> Page:
    """Click something and wait for the page it leads to."""
    with page.expect_navigation():
        page.locator(selector).first.click()
    return page


def send(
    page: Page, *, within: str = "main form[method=post]", button: str = ".btn-primary, .btn-danger"
) -> Page:
    """Press the main button of a form and wait for the answer."""
    return follow(page, f"{within} :is({button})")


def fill_section(page: Page, papers: Path) -> None:
    """Answer everything a section asks, give each criterion a file of its own, and mark the section done."""
    for box in page.locator("main form input[type=text], main form textarea").all():
        name, kind = box.get_attribute("name") or "", box.get_attribute("inputmode")
        if box.input_value():
            continue
        criterion = name.rsplit("-", 1)[0]
        box.fill(FIGURES.get(criterion, "12") if kind == "decimal" else PROSE)
    groups = {each.get_attribute("name") for each in page.locator("main form input[type=radio]").all()}
    for name in sorted(filter(None, groups)):
        page.locator(f"main form input[type=radio][name='{name}']").last.check()
    for upload in page.locator("main form input[type=file]").all():
        criterion = (upload.get_attribute("name") or "").removesuffix("-files")
        paper = papers / f"bukti-{criterion}.pdf"
        paper.write_bytes(small_pdf(f"Bukti rekaan: {criterion}"))
        upload.set_input_files(paper)
    follow(page, "main form button[value=done]")
    assert "/isi/" not in page.url, page.locator("main").inner_text()


def sections_of(page: Page) -> list[str]:
    """Return the addresses of the task list's sections."""
    links = page.locator("main a[href*='/isi/']").evaluate_all(
        "all => all.map(one => one.getAttribute('href'))"
    )
    return list(dict.fromkeys(links))


def mark_by_keys(page: Page, mark: str) -> int:
    """Give every criterion of the desk the same mark with the keyboard, see each saved; returns how many."""
    criteria = page.locator("[data-criterion]")
    for place in range(criteria.count()):
        page.keyboard.press("j")
        assert has_visible_focus(page)
        page.keyboard.press(mark)
        expect(criteria.nth(place).locator("[data-save-state][data-state=saved]").first).to_be_visible()
    return criteria.count()


def has_visible_focus(page: Page) -> bool:
    """Say whether the focused control, or the label drawn for it, shows an outline or a ring."""
    return page.evaluate(
        """() => {
          const at = document.activeElement;
          if (!at || at === document.body) return false;
          const drawn = [at, ...(at.labels || []), at.closest("fieldset, .mark-choice")].filter(Boolean);
          return drawn.some((one) => {
            const style = getComputedStyle(one);
            const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
            return outlined || style.boxShadow !== "none";
          });
        }"""
    )


def tab_to(visitor: Visitor, selector: str, *, most: int = 120) -> None:
    """Press Tab until the control has the focus; every stop on the way must show where one is."""
    page = visitor.page
    for _step in range(most):
        page.keyboard.press("Tab")
        assert has_visible_focus(page), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reached {selector} on {page.url}")
