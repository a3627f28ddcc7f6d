"""The spec cases of the fair jury as one page: docs/reference/method/fair-jury-examples.md."""

from collections.abc import Iterator

from tests.spec.cases_jury import CASES
from tests.spec.jury_case import JuryCase

HEAD = """\
# The fair jury, by example

Every example below is run as a test: the marks in give exactly the figures out. The method: [The fair
jury](fair-jury.md). One rubric of 0 to 100 in each stage, stages of equal weight, the plain mean as panel
value; a dot is an entrant whom the juror did not mark. This page is generated."""


def page() -> str:
    """Return the whole page as Markdown."""
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    yield HEAD
    for case in CASES:
        yield from _case(case)


def _case(case: JuryCase) -> Iterator[str]:
    yield f"\n## {case.title}\n\n{case.explanation}"
    for stage, (jurors, *rows) in case.sheets.items():
        yield from _table(f"Marks, {stage}", ("entrant", *jurors.split()), [row.split() for row in rows])
    yield "\n**Gates:** " + ", ".join(f"`{code}`" for code in case.gates)
    if case.lam:
        yield f"\n**Link:** {case.link}; **λ** = {case.lam}"
    for title, header, rows in (
        ("Severity, in points of 100", ("juror", "points", "entrants marked"), case.severity),
        ("Fair ranking", ("rank", "entrant", "official score", "fair score"), case.ranking),
    ):
        yield from _table(title, header, [row.split(",") for row in rows])
    if case.told:
        yield f"\n*{case.told}*"


def _table(title: str, header: tuple[str, ...], rows: list[list[str]]) -> Iterator[str]:
    if rows:
        yield f"\n**{title}**\n"
        yield "| " + " | ".join(header) + " |"
        yield "|" + "---|" * len(header)
        yield from ("| " + " | ".join(row) + " |" for row in rows)
