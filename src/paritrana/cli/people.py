"""Erasing personal data of the register: of those stopped long ago, and of one person who asks for it."""

import hashlib
import hmac
from typing import TYPE_CHECKING

import click

from paritrana.cli import site
from paritrana.errors import ParitranaError

if TYPE_CHECKING:
    from paritrana.apps.protection.models import Person

_CODE = 8


@click.group()
def people() -> None:
    """Erase personal data of the register; nothing brings them back."""


@people.command()
@click.option(
    "--older-than",
    type=click.IntRange(1, 36525),
    metavar="DAYS",
    help="Stopped so many days ago or more; without it PARITRANA_KEEP_STOPPED_DAYS.",
)
@click.option("--dry-run", is_flag=True, help="Only say how many it would be.")
@click.option("--yes", is_flag=True, help="Do not ask again.")
def expire(older_than: int | None, dry_run: bool, yes: bool) -> None:
    """Erase the personal data of everybody who was stopped long ago, and of old requests and drafts."""
    site.prepare()
    from django.conf import settings

    from paritrana.apps.protection.commands import retention
    from paritrana.apps.protection.queries import retention as queries
    from paritrana.apps.protection.rules.rights import kept_until
    from paritrana.core.units import clock

    days = older_than or settings.KEEP_STOPPED_DAYS
    last = kept_until(clock.now().date(), days)
    count = queries.stopped_before(last).count() + queries.sponsors_left_before(last).count()
    click.echo(f"{count} people were stopped, or left as sponsors, on {last} or before", err=True)
    if dry_run:
        return
    if count and not yes:
        click.confirm("Erase their personal data for ever?", abort=True, err=True)
    done, held = retention.expire(days=days)
    lying = retention.work()
    click.echo(f"{done} people erased, {held} held back; {lying} old requests and drafts erased", err=True)


@people.command()
@click.argument("worker", type=int)
@click.option("--confirm", metavar="CODE", help="The code that the first call prints.")
def erase(worker: int, confirm: str | None) -> int:
    """Erase the personal data of one worker, by the number in the address of the record.

    The first call says what stands against it, or prints a code; the second, with the code, erases.
    """
    site.prepare()
    from paritrana.apps.protection.commands import retention
    from paritrana.apps.protection.queries.people import worker as find
    from paritrana.apps.protection.queries.retention import blockers
    from paritrana.ui import refusals

    try:
        person = find(worker).person
        if confirm is None:
            found = blockers(person)
            for one in found:
                click.echo(f"not yet: {one.told}", err=True)
            if not found:
                click.echo(f"{person.masked_nik}: to erase for ever add --confirm {_code(person)}", err=True)
            return 1
        if not hmac.compare_digest(confirm.upper(), _code(person)):
            raise click.UsageError("the code is not the one of this record; call without --confirm first")
        retention.erase(person=person, by=None)
    except ParitranaError as error:
        told = refusals.explain(error)
        raise click.UsageError(f"{told.sentence} {told.cure}") from error
    click.echo("erased", err=True)
    return 0


def _code(person: "Person") -> str:
    """Return what the second call must repeat: bound to this person and to this site."""
    from django.conf import settings

    text = f"erase/{person.pk}/{person.token}"
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()[:_CODE].upper()
