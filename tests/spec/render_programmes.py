"""The cases of the protection programme as one page: docs/reference/method/programmes.md."""

from collections.abc import Iterator

from tests.spec.cases_programmes import PARTS
from tests.spec.programme_case import ProgrammeCase

HEAD = """\
# The protection programme, by example

Every row below is run as a test: what stands left of the double line gives exactly what stands right
of it. How to ask on the command line: [Premiums and benefits](../../how-to/premiums.md). Amounts are
whole rupiah. This page is generated."""


def page() -> str:
    """Return the whole page as Markdown."""
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    yield HEAD
    for title, cases in PARTS:
        yield f"\n## {title}"
        for case in cases:
            yield from _case(case)


def _case(case: ProgrammeCase) -> Iterator[str]:
    yield f"\n### {case.title}\n\n{case.explanation}\n"
    yield "| " + " | ".join([*case.into, "‖", *case.out]) + " |"
    yield "|" + "---|" * (len(case.into) + len(case.out) + 1)
    for given, wanted in case.read():
        yield "| " + " | ".join([*given, "‖", *wanted]) + " |"
