"""The spec cases as one page of the reference: docs/reference/method/scoring.md."""

from collections.abc import Iterator

from tests.spec import cases_awards, cases_criteria, cases_dimensions, cases_order, cases_panels, cases_rates
from tests.spec.case import Case

PAGES = (cases_criteria, cases_panels, cases_order, cases_dimensions, cases_rates, cases_awards)
HEADERS = {
    "Values": ("entrant", "criterion", "value"),
    "Marks": ("juror", "entrant", "criterion", "mark"),
    "Ranking": ("rank", "entrant", "score", "score_exact", "tie_rule"),
    "Contributions": ("entrant", "stage", "criterion", "points", "score_part"),
    "Not ranked": ("entrant", "reason"),
    "Entrants": ("entrant", "region", "zone", "size"),
    "Awards": ("award", "place", "entrant", "rule"),
}
FORMAT_2 = HEADERS | {
    "Contributions": ("entrant", "stage", "dimension", "criterion", "points", "score_part"),
}


def page() -> str:
    """Return the whole page as Markdown."""
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    yield "# Scoring, by example\n"
    yield "Every example below is run as a test: the tables in give exactly the tables out."
    yield "The rules are the body of one category of a [rulebook](../rulebook.md). The words, and one example"
    yield "followed from the first value to the last rank: [the manual](README.md). This page is generated.\n"
    yield "Throughout, `x` is what a criterion gives, from 0 to 1 in millionths, and *points* are 100·x."
    yield "A score is exact; two decimals, half up, are only what is shown. `tie_rule` names the rule that"
    yield "parted an entrant from its equals."
    for module in PAGES:
        yield f"\n## {module.TITLE}"
        if about := getattr(module, "ABOUT", ""):
            yield f"\n{about}"
        for case in module.CASES:
            yield from _case(case)


def _case(case: Case) -> Iterator[str]:
    yield f"\n### {case.title}\n\n{case.explanation}\n"
    yield f"```toml\n{case.rules}```"
    if case.seed:
        yield f"\nSeed: `{case.seed}`"
    if case.printed:
        period = case.book().period
        yield f"\nPrinted as: {'; '.join(case.printed)}. Judged period: {period.start} to {period.end}."
    headers = HEADERS if case.format == 1 else FORMAT_2

    def table(title: str, rows: tuple[str, ...]) -> Iterator[str]:
        return _table(title, headers[title], rows)

    yield from table("Values", case.values)
    yield from table("Marks", case.marks)
    yield from table("Entrants", case.entrants)
    if case.faults:
        yield "\n**Faults:** " + ", ".join(f"`{code}`" for code in case.faults)
    yield from table("Ranking", case.ranking)
    yield from table("Contributions", case.contributions or ())
    yield from table("Not ranked", case.excluded)
    yield from table("Awards", case.awards or ())
    if case.winners:
        yield "\n**Winners:** " + ", ".join(case.winners)


def _table(title: str, header: tuple[str, ...], rows: tuple[str, ...]) -> Iterator[str]:
    if not rows:
        return
    yield f"\n**{title}**\n"
    yield "| " + " | ".join(header) + " |"
    yield "|" + "---|" * len(header)
    for row in rows:
        yield "| " + " | ".join(row.split(",")) + " |"
