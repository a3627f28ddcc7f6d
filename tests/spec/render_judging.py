"""The spec cases of judging plans as one page: docs/reference/method/judging-plan-examples.md."""

from collections.abc import Iterator

from tests.spec.cases_judging import CHECKS, PLANS, REFUSED
from tests.spec.judging_case import CheckCase, PlanCase

HEAD = """\
# Judging plans, by example

Every example below is run as a test. The rules: [Judging plans](judging-plan.md). A *load* is the most
entrants a juror may take, the *panel* the number of jurors for each entrant. Each example is one category of
villages. This page is generated."""

VERSION = """
Another version of OR-Tools may find other plans, as good as these; here it is {version}. The expected gain
is reckoned with severity 0.43 and taste 0.5, in spreads of the entrants' quality."""


def page() -> str:
    """Return the whole page as Markdown."""
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    yield HEAD
    yield "\n## A plan"
    plan = PLANS[0].answer.plan
    yield VERSION.format(version=plan.search.version if plan else "")
    for case in PLANS:
        yield from _plan(case)
    yield "\n## No plan, and why"
    for case in REFUSED:
        yield from _plan(case)
    yield "\n## A check afterwards"
    for check in CHECKS:
        yield from _check(check)


def _plan(case: PlanCase) -> Iterator[str]:
    yield f"\n### {case.title}\n\n{case.explanation}\n"
    loads = ", ".join(f"{juror} {load}" for juror, load in case.loads.items())
    asked = [f"panel {case.panel}", f"loads {loads}", f"entrants {', '.join(case.entrants.split())}"]
    asked += [f"anchors {case.anchors}"] if case.anchors else []
    asked += [f"ties {_told(case.ties)}"] if case.ties else []
    asked += [f"kept {_told(case.kept)}"] if case.kept else []
    yield "**Asked:** " + "; ".join(asked) + "."
    if case.reasons:
        yield "\n**No plan:**\n"
        yield from (f"- `{code}`: {sentence}." for code, sentence in case.reasons)
        return
    yield "\n| entrant | jurors |\n|---|---|"
    yield from (f"| {entrant} | {', '.join(jurors)} |" for entrant, jurors in case.panels().items())
    yield "\n*" + " ".join(case.sentences()) + "*"


def _check(case: CheckCase) -> Iterator[str]:
    yield f"\n### {case.title}\n\n{case.explanation}\n"
    yield f"**Marked:** {_told(case.marked)}; entrants {', '.join(case.entrants.split())}."
    connected, told = case.found()
    yield f"\n**Connected:** {'yes' if connected else 'no'}."
    yield "\n*" + " ".join(told) + "*"


def _told(pairs: dict[str, str]) -> str:
    return ", ".join(f"{juror} – {' '.join(entrants.split())}" for juror, entrants in pairs.items())
