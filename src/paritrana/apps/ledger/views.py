"""Pages of a log: its entries, and the proof of one."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from paritrana.apps.ledger import labels, permissions, queries, tables
from paritrana.ui.tables import respond


@require_safe
def log(request: HttpRequest, log: str) -> HttpResponse:
    """The entries of a log; `?peristiwa=` narrows to one event, `?periksa=1` hashes everything anew."""
    permissions.check_read(request.user, log)
    chosen = request.GET.get("peristiwa", "")
    context = {
        "log": log,
        "checkpoint": queries.stored_checkpoint(log),
        "events": [(event, labels.sentence(event)) for event in queries.events_of(log)],
        "chosen": chosen,
        "examined": _examined(log) if request.GET.get("periksa") else None,
    }
    rows = queries.entries_of(log, event=chosen)
    return respond(request, tables.entries(log, rows, zone=queries.zone_of(log)), "ledger/log.html", context)


@require_safe
def leaf(request: HttpRequest, log: str, seq: int) -> HttpResponse:
    """One entry with the hashes that lead from it to the checkpoint."""
    permissions.check_read(request.user, log)
    inclusion = queries.inclusion_of(log, seq)
    entry = inclusion.entry
    context = {
        "log": log,
        "inclusion": inclusion,
        "entry": entry,
        "zone": queries.zone_of(log),
        "sentence": labels.sentence(entry.event),
        "actor": labels.actor(entry.actor),
        "facts": _facts(entry.leaf),
        "earlier": seq - 1 if seq else None,
        "later": seq + 1 if queries.entries_of(log).filter(seq=seq + 1).exists() else None,
    }
    return render(request, "ledger/leaf.html", context)


def _examined(log: str) -> dict[str, object]:
    examined = queries.examine(log)
    return {
        "holds": examined.holds,
        "recomputed": examined.recomputed,
        "faults": [(seq if seq >= 0 else None, labels.FAULTS[code]) for seq, code in examined.faults[:50]],
        "count": len(examined.faults),
    }


def _facts(leaf: str) -> list[tuple[str, str]]:
    try:
        facts = json.loads(leaf)["facts"]
    except (ValueError, KeyError, TypeError):
        return []
    return [
        (name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        for name, value in facts.items()
    ]
