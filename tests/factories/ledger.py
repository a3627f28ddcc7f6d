"""Subjects and logs for tests of the ledger."""

from types import SimpleNamespace

from paritrana.apps.ledger import commands as ledger


class Thing:
    """A row that belongs to one log; the ledger needs no more of it than this."""

    _meta = SimpleNamespace(label_lower="tests.thing")

    def __init__(self, pk=1, log="edition/test"):
        self.pk = pk
        self.ledger_log = log


@ledger.recorded
def noted(event="thing.noted", *, subject=None, by=None, **facts):
    """The smallest command: it does nothing but leave its mark."""
    return ledger.append(event, subject=subject or Thing(), by=by, **facts)


def filled_log(size, *, log="edition/test"):
    for number in range(size):
        noted("thing.noted" if number % 2 else "thing.seen", subject=Thing(number, log), number=number)
