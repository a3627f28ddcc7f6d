"""Keeping what an officer types about a worker, so that a lost line loses nothing; sealed at rest.

The ledger notes that a draft began and that it was thrown away, not every key that is pressed.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from paritrana.apps.ledger import commands as ledger
from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import people
from paritrana.apps.protection.models import WorkerDraft
from paritrana.apps.protection.queries import drafts as queries
from paritrana.apps.protection.queries.people import Opener, has_keys
from paritrana.apps.protection.rules import sealing
from paritrana.apps.regions.models import Region
from paritrana.core.units import clock
from paritrana.errors import BadInput

FIELDS = ("nik", "name", "born", "sex", "occupation", "fund", "service", "decile")
LONGEST = 120


@transaction.atomic
def keep(*, village: Region, typed: Mapping[str, str], by: Any) -> WorkerDraft:
    """Keep what was typed beside what was kept before; raises BadInput for what the form does not have."""
    permissions.check_village(permissions.desk_of(by), village.pk)
    if not has_keys():
        raise BadInput("person.no_keys")
    if not set(typed) <= set(FIELDS) or any(len(value) > LONGEST for value in typed.values()):
        raise BadInput("draft.field")
    row = WorkerDraft.objects.select_for_update(of=("self",)).filter(village=village, by=by).first()
    before = queries.opened(row, by) if row else {}
    data_key = people.current_data_key()
    text = json.dumps({**before, **typed})
    sealed = sealing.seal(text, Opener().key(data_key), queries.about(by, village.pk))
    given = {"sealed": sealed, "data_key": data_key, "saved_at": clock.now()}
    row, new = WorkerDraft.objects.update_or_create(village=village, by=by, defaults=given)
    if new:
        ledger.append("draft.saved", subject=row, by=by)
    return row


@transaction.atomic
def discard(*, village: Region, by: Any) -> bool:
    """Throw the officer's draft away; return whether there was one."""
    row = WorkerDraft.objects.filter(village=village, by=by).first()
    if row is None:
        return False
    ledger.append("draft.discarded", subject=row, by=by)
    row.delete()
    return True
