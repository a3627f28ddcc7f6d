"""Commands on the protection programme: what cover costs. None of them loads the website."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from paritrana.cli.listings import put
from paritrana.core import programmes
from paritrana.core.programmes import Payer, Premium, Programme, Sector, Segment
from paritrana.core.units import Rupiah, count_text, rupiah_text
from paritrana.errors import DataFaults

_OUT = click.Path(path_type=Path)


def refused(error: DataFaults) -> click.ClickException:
    """Return what is wrong with the options, one line each, without the line number that options lack."""
    return _Refused("\n".join(f"{one.code}: {one.sentence}; {one.cure}" for one in error.faults))


class _Refused(click.ClickException):
    def show(self, file: object = None) -> None:
        click.echo(self.message, err=True)


@click.command()
@click.option("--workers", required=True, type=int, help="How many workers")
@click.option("--from", "first", required=True, metavar="YYYY-MM", help="The first month of cover")
@click.option("--to", "last", required=True, metavar="YYYY-MM", help="The last month of cover")
@click.option(
    "--segment", type=click.Choice([one.value for one in Segment]), default="bpu", show_default=True
)
@click.option(
    "--sector", type=click.Choice([one.value for one in Sector]), default="other", show_default=True
)
@click.option(
    "--payer",
    type=click.Choice([one.value for one in Payer]),
    default="self",
    show_default=True,
    help="Whose money it is",
)
@click.option("--wage", type=int, help="Of one worker, rupiah a month: for pu and jakon")
@click.option("--risk", type=int, help="Class of the employer's work, 1 (lowest) to 5: for pu")
@click.option("--jht", is_flag=True, help="With old-age savings (JHT)")
@click.option(
    "--discount-government", is_flag=True, help="PP 50/2025 reaches members paid by a public budget too"
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True
)
@click.option("--out", type=_OUT, help="A file instead of stdout")
def premium(form: str, out: Path | None, wage: int | None, **asked: Any) -> None:
    """Tell the premium by month and in total, from the dated rate table.

    JKK and JKM of whole months, both ends included. Months that the table does not know are a fault.
    """
    asked["wage"] = None if wage is None else Rupiah(wage)
    try:
        found = programmes.premium(**asked)
    except DataFaults as error:
        raise refused(error) from error
    for note in _notes(found, asked):
        click.echo(f"note: {note}", err=True)
    put(_PREMIUM[form](found), out)


def _notes(found: Premium, asked: dict[str, Any]) -> Iterator[str]:
    """Yield what the switch for public budgets did not do, or would do."""
    if found.key.segment is Segment.PU:
        yield "pension (JP) is not in the table, so the total is without it"
    if found.key.switch and found.key.payer is not Payer.GOVERNMENT:
        yield f"--discount-government changes nothing for payer {found.key.payer}"
    if not found.key.switch and found.key.payer is Payer.GOVERNMENT:
        switched = programmes.premium(**{**asked, "discount_government": True})
        if switched.total < found.total:
            yield (
                "whether PP 50/2025 reaches members paid by a public budget is not established; "
                f"with --discount-government the total is {rupiah_text(switched.total, 'en')}"
            )


def _premium_json(found: Premium) -> bytes:
    made = {
        "total": found.total.amount,
        "per_worker": found.per_worker.amount,
        "workers": found.workers,
        "segment": found.key.segment,
        "sector": found.key.sector,
        "payer": found.key.payer,
        "discount_government": found.key.switch,
        "wage": found.key.wage.amount if found.key.wage else None,
        "risk": found.key.risk,
        "programmes": found.programmes,
        "months": [
            {
                "month": str(one.month),
                "amount": one.amount.amount,
                "per_worker": one.per_worker.amount,
                "rates": [
                    {
                        "programme": rate.programme,
                        "rupiah": rate.rupiah.amount,
                        "row": rate.row.id,
                        "discount": rate.discount.id if rate.discount else None,
                        "sources": [source.id for source in rate.sources],
                    }
                    for rate in one.rates
                ],
            }
            for one in found.months
        ],
        "sources": [{"id": one.id, "title": one.title, "url": one.url} for one in found.sources],
    }
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


def _premium_csv(found: Premium) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    columns = (
        "month",
        "workers",
        *(str(one) for one in Programme),
        "per_worker",
        "amount",
        "rows",
        "discounts",
    )
    writer.writerow(one.lower() for one in columns)
    for one in found.months:
        rupiah = {rate.programme: rate.rupiah.amount for rate in one.rates}
        writer.writerow(
            [
                *(one.month, one.workers, *(rupiah.get(programme, 0) for programme in Programme)),
                *(one.per_worker.amount, one.amount.amount),
                *(" ".join(rate.row.id for rate in one.rates), " ".join(one.discounts)),
            ]
        )
    return text.getvalue().encode()


def _premium_text(found: Premium) -> bytes:
    named, counted = " + ".join(found.programmes), count_text(found.workers, "en")
    lines = [
        f"{counted} workers, {found.key.segment}, {found.key.sector}, paid by {found.key.payer}: {named}",
        "",
    ]
    wide = max(len(rupiah_text(found.total, "en")), 8)
    for one in found.months:
        amount, each = rupiah_text(one.amount, "en"), rupiah_text(one.per_worker, "en")
        cut = f"  ({', '.join(one.discounts)})" if one.discounts else ""
        lines.append(f"{one.month}  {amount:>{wide}}  {each} a worker{cut}")
    months = f"{len(found.months)} month{'s' if len(found.months) != 1 else ''}"
    lines += [f"{'total':<7}  {rupiah_text(found.total, 'en'):>{wide}}  {months}", ""]
    lines += [f"source: {one.title}, {one.url}" for one in found.sources]
    return ("\n".join(lines) + "\n").encode()


_PREMIUM: dict[str, Callable[[Premium], bytes]] = {
    "text": _premium_text,
    "json": _premium_json,
    "csv": _premium_csv,
}
