"""An officer's own draft of a worker; nobody else's is ever opened."""

import json
from datetime import datetime
from typing import Any

from paritrana.apps.protection.models import WorkerDraft
from paritrana.apps.protection.queries.people import Opener
from paritrana.apps.protection.rules import sealing
from paritrana.apps.regions.models import Region


def about(by: Any, village: str) -> str:
    """Return what the seal of a draft is bound to."""
    return f"draft/{by.pk}/{village}"


def find(village: Region, by: Any) -> WorkerDraft | None:
    """Return the officer's draft for a village, None without one."""
    return WorkerDraft.objects.select_related("data_key").filter(village=village, by=by).first()


def saved_at(village: Region, by: Any) -> datetime | None:
    """Return since when a draft of this officer waits, without opening it."""
    return WorkerDraft.objects.filter(village=village, by=by).values_list("saved_at", flat=True).first()


def opened(draft: WorkerDraft, by: Any) -> dict[str, str]:
    """Return what was typed, field by field, for the officer who typed it."""
    key = Opener().key(draft.data_key)
    typed: dict[str, str] = json.loads(sealing.unseal(draft.sealed, key, about(by, draft.village_id)))
    return typed
