"""The claims and their verdicts as one page of the reference: docs/reference/method/claims.md."""

from collections.abc import Iterator

from tests.spec.cases_claims import PARTS, ClaimCase

HEAD = """\
# Printed claims, by example

Every example below is run as a test: the claim in gives exactly the verdict out. How to write a file of
claims: [Check printed figures](../../how-to/claims.md). This page is generated.

## How a verdict is found

A point groups thousands in threes, a comma is the decimal mark. A figure written in full without decimals is
exact; one with decimals or a scale word (*ribu, juta, miliar, triliun*) stands for itself and half its last
printed place to both sides. Everything is computed with exact fractions.

| verdict | when |
|---|---|
| `holds` | the recomputed value, rounded to the printed digits, is the printed one; a half goes either way |
| `holds within rounding` | not so, but some values that the inputs may stand for give the printed one |
| `contradicts` | no such values |
| `unreadable` | a figure or a date cannot be read without guessing, so nothing was compared |

The recomputed value of a percent has two decimals, or as many as are printed."""


def page() -> str:
    """Return the whole page as Markdown."""
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    yield HEAD
    for title, cases in PARTS:
        yield f"\n## {title}"
        for case in cases:
            yield from _case(case)


def _case(case: ClaimCase) -> Iterator[str]:
    yield f"\n### {case.title}\n"
    if case.explanation:
        yield f"{case.explanation}\n"
    yield f"```toml\n{case.toml}```\n"
    verdict = case.judged()
    made = f", recomputed `{case.recomputed}`" if case.recomputed else ""
    yield f"**{case.verdict}**{made}. {verdict.message_en}  \n*{verdict.message_id}*"
