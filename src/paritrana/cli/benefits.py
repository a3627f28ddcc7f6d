"""What a family receives when a member dies. Does not load the website."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from paritrana.cli.listings import put
from paritrana.cli.programmes import refused
from paritrana.core import programmes
from paritrana.core.programmes import (
    Benefit,
    Cause,
    Month,
    month_of,
    months_between,
    told_benefit,
    told_start,
)
from paritrana.core.programmes.wording import fault
from paritrana.core.units import Rupiah, rupiah_text
from paritrana.errors import BadInput, DataFaults, Fault

_FORM = click.Choice(["text", "json"])


@click.command()
@click.option(
    "--cause",
    type=click.Choice([one.value for one in Cause]),
    default="death",
    show_default=True,
    help="An accident at work, or any other death",
)
@click.option("--from", "first", required=True, metavar="YYYY-MM", help="The first month of cover")
@click.option("--as-of", "on", metavar="YYYY-MM", help="The month of the death")
@click.option(
    "--to", "last", metavar="YYYY-MM", help="In place of --as-of: each month from the first to this"
)
@click.option("--instead", metavar="YYYY-MM", help="A later first month to compare with, beside --as-of")
@click.option("--children", type=int, default=0, show_default=True, help="Children of school age")
@click.option("--wage", type=int, help="Rupiah a month, or the income declared")
@click.option("--paid-months", type=int, help="Where not every month was paid")
@click.option("--format", "form", type=_FORM, default="text", show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help="A file instead of stdout")
def benefit(form: str, out: Path | None, wage: int | None, **asked: Any) -> None:
    """Tell what a family receives when a member dies, from the dated table of benefits.

    In English and Indonesian sentences. The month of --from is the first month of membership.
    """
    given = {name: asked.pop(name) for name in ("first", "on", "last", "instead")}
    if (given["on"] is None) == (given["last"] is None) or (given["instead"] and given["last"]):
        raise click.UsageError("give --as-of or --to; --instead goes with --as-of")
    asked["wage"] = None if wage is None else Rupiah(wage)
    try:
        months = _months(given)
        event = months.get("on", months["first"])
        ends = event, months.get("last", event)
        found = [programmes.benefit(first=months["first"], on=one, **asked) for one in months_between(*ends)]
        other = (
            programmes.benefit(first=months["instead"], on=event, **asked) if "instead" in months else None
        )
    except DataFaults as error:
        raise refused(error) from error
    put((_json if form == "json" else _text)(found, other), out)


def _months(given: dict[str, str | None]) -> dict[str, Month]:
    """Return the months among the options; raises DataFaults with each that is none and wrong orders."""
    faults: list[Fault] = []
    found: dict[str, Month] = {}
    for name, text in given.items():
        try:
            if text is not None:
                found[name] = month_of(text)
        except BadInput as error:
            faults.append(fault(error.code, value=error.facts["value"]))
    if not faults and "last" in found and found["last"] < found["first"]:
        faults.append(fault("month.order", first=found["first"], last=found["last"]))
    if not faults and "instead" in found and found["instead"] <= found["first"]:
        faults.append(fault("month.later", first=found["first"], later=found["instead"]))
    if faults:
        raise DataFaults(faults)
    return found


def _text(found: list[Benefit], other: Benefit | None) -> bytes:
    lines: list[str] = []
    if len(found) > 1:
        lines += _table(found)
    else:
        for language in ("en", "id"):
            lines += [*told_benefit(found[0], language)]
            lines += [told_start(found[0], other, language)] if other else []
            lines.append("")
    sources = dict.fromkeys(source for one in (*found, *([other] if other else [])) for source in one.sources)
    lines += [f"source: {one.title}, {one.url}" for one in sources]
    return ("\n".join(lines).rstrip("\n") + "\n").encode()


def _table(found: list[Benefit]) -> Iterator[str]:
    """Yield each month with its sum, and the last one in words."""
    for one in found:
        told = rupiah_text(one.total, "en") if one.paid else "needs --wage"
        yield f"{one.on}  month {one.member_month:>3}  {told}"
    for language in ("en", "id"):
        yield from ("", *told_benefit(found[-1], language))
    yield ""


def _json(found: list[Benefit], other: Benefit | None) -> bytes:
    listed = [*found, *([other] if other else [])]
    made = {
        "cause": found[0].cause,
        "first": str(found[0].first),
        "months": [_one(one) for one in found],
        "instead": {"first": str(other.first), **_one(other), **_compared(found[0], other)}
        if other
        else None,
        "sources": [
            {"id": one.id, "title": one.title, "url": one.url}
            for one in dict.fromkeys(source for one in listed for source in one.sources)
        ],
    }
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


def _compared(found: Benefit, other: Benefit) -> dict[str, str]:
    return {f"compared_{language}": told_start(found, other, language) for language in ("id", "en")}


def _one(found: Benefit) -> dict[str, Any]:
    scholarship = None
    if found.scholarship:
        row, most = found.scholarship
        scholarship = {"row": row.id, "most": most.amount, "missing_months": found.missing_months}
    return {
        "month": str(found.on),
        "member_month": found.member_month,
        "total": found.total.amount if found.paid or not found.unknown else None,
        "parts": [{"part": one.part, "rupiah": one.rupiah.amount, "row": one.row.id} for one in found.paid],
        "wages": sum(one.wages or 0 for one in found.unknown) or None,
        "scholarship": scholarship,
        "printed_elsewhere": [one.rupiah.amount for one in found.printed],
        "message_id": " ".join(told_benefit(found, "id")),
        "message_en": " ".join(told_benefit(found, "en")),
    }
