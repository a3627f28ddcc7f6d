"""The robustness report as one page of the reference: docs/reference/method/robustness.md."""

from collections.abc import Iterator
from pathlib import Path

from tests.spec.cases_robustness import PARTS, RobustCase
from tests.spec.render import HEADERS

HEAD = Path(__file__).with_name("robustness_head.md")


def page() -> str:
    """Return the whole page as Markdown."""
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    yield HEAD.read_text("utf-8").rstrip("\n")
    for title, cases in PARTS:
        yield f"\n## By example: {title.lower()}"
        for case in cases:
            yield from _case(case)


def _case(case: RobustCase) -> Iterator[str]:
    yield f"\n### {case.title}\n\n{case.explanation}\n"
    yield f"```toml\n{case.rules}```"
    yield from _table(HEADERS["Values"], case.values)
    yield from _table(HEADERS["Marks"], case.marks)
    yield "\n| question | answer |\n|---|---|"
    for name, answer in case.answers.items():
        yield f"| {name} | {answer or 'none'} |"


def _table(header: tuple[str, ...], rows: tuple[str, ...]) -> Iterator[str]:
    if rows:
        yield "\n| " + " | ".join(header) + " |\n" + "|" + "---|" * len(header)
        for row in rows:
            yield "| " + " | ".join(row.split(",")) + " |"
