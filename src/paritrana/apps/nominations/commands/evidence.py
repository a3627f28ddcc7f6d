"""Files that prove something: kept byte for byte under their hash; a removed one keeps its row."""

from datetime import date
from typing import Any

from django.core.files import File
from django.db.models import Q

from paritrana.apps.accounts.models import User
from paritrana.apps.ledger import commands as ledger
from paritrana.apps.nominations import rules
from paritrana.apps.nominations.commands import pen
from paritrana.apps.nominations.models import Evidence, Nomination
from paritrana.apps.nominations.permissions import dossiers as permissions
from paritrana.apps.nominations.rules import files
from paritrana.core.units import clock
from paritrana.errors import BadInput, NotPermitted, RuleRefused

MOST_FILES = 200
VERIFIED = "verified."


@ledger.recorded
def add(
    *,
    nomination: Nomination,
    field: str,
    upload: Any,
    dated: date | None = None,
    made_up: bool = False,
    by: User,
) -> Evidence:
    """Keep a file for a field, after its content was checked; `upload` is Django's File or UploadedFile.

    field: of a section, `claim.ID` for a further claim, or `verified.CRITERION` when a verifier brings it.
    The same bytes a second time in one dossier are refused; `reuse` lets one file prove several things.
    """
    row = _open(nomination, field, by)
    checked = files.check(upload.file if isinstance(upload, File) else upload, name=upload.name)
    side = Q(field__startswith=VERIFIED)
    beside = row.evidence.filter(side if field.startswith(VERIFIED) else ~side, removed_at__isnull=True)
    twin = beside.filter(sha256=checked.sha256).first()
    if twin is not None:
        raise RuleRefused("nominations.file_twice", name=twin.name, field=twin.field)
    if beside.count() >= MOST_FILES:
        raise RuleRefused("nominations.too_many_files", limit=MOST_FILES)
    evidence = Evidence(
        nomination=row,
        field=field,
        name=checked.name,
        size=checked.size,
        sha256=checked.sha256,
        content_type=checked.content_type,
        dated=dated,
        made_up=made_up or row.edition.made_up,
        uploaded_by=by,
        uploaded_at=clock.now(),
    )
    ledger.keep_file(evidence.file, checked.name, File(upload))
    return _keep(evidence, by)


@ledger.recorded
def reuse(*, evidence: Evidence, field: str, by: User) -> Evidence:
    """Let a file of the dossier prove another thing too, without sending it again."""
    row = _open(evidence.nomination, field, by)
    if evidence.removed_at is not None:
        raise RuleRefused("nominations.file_removed", name=evidence.name)
    if row.evidence.filter(sha256=evidence.sha256, field=field, removed_at__isnull=True).exists():
        raise RuleRefused("nominations.file_twice", name=evidence.name, field=field)
    copy = Evidence(
        nomination=row,
        field=field,
        file=evidence.file.name,
        name=evidence.name,
        size=evidence.size,
        sha256=evidence.sha256,
        content_type=evidence.content_type,
        dated=evidence.dated,
        made_up=evidence.made_up,
        uploaded_by=by,
        uploaded_at=clock.now(),
    )
    return _keep(copy, by)


@ledger.recorded
def remove(*, evidence: Evidence, by: User) -> Evidence:
    """Take a file out of the dossier; its row and bytes stay, as earlier receipts name them."""
    row = _open(evidence.nomination, evidence.field, by)
    current = Evidence.objects.get(pk=evidence.pk)
    if current.removed_at is not None:
        raise RuleRefused("nominations.file_removed", name=current.name)
    if row.verified_figures.filter(evidence=current, superseded_at__isnull=True).exists():
        raise RuleRefused("nominations.file_in_use", name=current.name)
    current.removed_at = clock.now()
    current.save(update_fields=["removed_at"])
    pen.changed(row, at=current.removed_at)
    ledger.append("evidence.removed", subject=row, by=by, sha256=current.sha256, field=current.field)
    return current


def _open(nomination: Nomination, field: str, by: User) -> Nomination:
    if field.startswith(VERIFIED):
        row = pen.locked(nomination)
        if not permissions.is_verifier(by, row):
            raise NotPermitted("nominations.not_verifier", ask=row.edition.secretariat.name)
        return row
    row = pen.take(nomination, by)
    rules.section_of(row.edition.rulebook.category(row.category), field)
    if field.startswith("claim."):
        key = field.removeprefix("claim.")
        if not key.isdecimal() or not row.claims.filter(pk=key).exists():
            raise BadInput("nominations.unknown_field", field=field)
    return row


def _keep(evidence: Evidence, by: User) -> Evidence:
    evidence.save()
    if not evidence.field.startswith(VERIFIED):
        pen.changed(evidence.nomination, at=evidence.uploaded_at)
    ledger.append(
        "evidence.added",
        subject=evidence.nomination,
        by=by,
        field=evidence.field,
        sha256=evidence.sha256,
        size=evidence.size,
    )
    return evidence
