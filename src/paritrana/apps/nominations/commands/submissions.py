"""The head's statement, and sending the dossier: the receipt with its manifest."""

import hashlib
import json
from datetime import datetime

from django.urls import reverse
from django.utils import translation

from paritrana.apps.accounts.models import User
from paritrana.apps.awards.models import Edition
from paritrana.apps.ledger import commands as ledger
from paritrana.apps.nominations import rules
from paritrana.apps.nominations.commands import pen
from paritrana.apps.nominations.labels.dossiers import STATEMENT_TEXT
from paritrana.apps.nominations.models import Nomination, Receipt, Statement
from paritrana.apps.nominations.permissions import dossiers as permissions
from paritrana.apps.nominations.queries import dossiers as queries
from paritrana.apps.nominations.queries import proposals
from paritrana.apps.nominations.states import Pen, State
from paritrana.apps.organisations.states import Role
from paritrana.core.units import clock, moment_text
from paritrana.errors import RuleRefused
from paritrana.ui.formats import title_of

MANIFEST_FORMAT = "paritrana-receipt/1"


@ledger.recorded
def give_statement(*, nomination: Nomination, by: User) -> Statement:
    """The head or the deputy says that the dossier is true; office and standing are kept as they are now."""
    permissions.check_sign(by, nomination)
    row = pen.take(nomination, by)
    if queries.live_statement(row) is not None:
        raise RuleRefused("nominations.already_stated")
    membership = permissions.signing_membership(by, row)
    with translation.override("id"):
        text = str(STATEMENT_TEXT)
    statement = Statement.objects.create(
        nomination=row,
        given_by=by,
        office=membership.office,
        standing=membership.standing,
        text=text,
        given_at=clock.now(),
    )
    ledger.append("statement.given", subject=row, by=by, standing=membership.standing)
    return statement


@ledger.recorded
def submit(*, nomination: Nomination, by: User) -> Receipt:
    """Send the dossier as it stands and return the receipt, whose manifest names every answer and file."""
    edition = pen.locked_edition(nomination.edition)
    row = pen.locked(nomination)
    row.edition = edition
    permissions.check_submit(by, row)
    rules.check_move(row.state, State.SUBMITTED, Pen.ENTRANT)
    _check_quota(row, edition)
    blocking = queries.check_of(row).blocking
    if blocking:
        raise RuleRefused("nominations.not_complete", count=len(blocking))
    at = clock.now()
    row.state, row.submitted_at = State.SUBMITTED, at
    row.started_at = row.started_at or at
    row.save(update_fields=["state", "submitted_at", "started_at"])
    receipt = _receipt(row, edition, at=at, by=by)
    ledger.append(
        "nomination.submitted",
        subject=row,
        by=by,
        number=receipt.number,
        manifest_sha256=receipt.manifest_sha256,
        files=len(receipt.manifest["files"]),
    )
    _tell(row, receipt)
    return receipt


def _check_quota(row: Nomination, edition: Edition) -> None:
    if row.proposer is None or row.state == State.RETURNED:
        return
    category = queries.category_of(row)
    sent = proposals.sent_by(edition, row.proposer, row.category)
    rules.check_quota(quota=category.quota, used=sent, category=title_of(category.title))


def _receipt(row: Nomination, edition: Edition, *, at: datetime, by: User) -> Receipt:
    statement = queries.live_statement(row)
    count = Receipt.objects.filter(nomination__edition=edition).count()
    number = f"{edition.slug.upper()}/RC/{count + 1:04d}"
    manifest = manifest_of(row, number=number, at=at, statement=statement)
    return Receipt.objects.create(
        nomination=row,
        number=number,
        at=at,
        statement=statement,
        manifest=manifest,
        manifest_sha256=hashlib.sha256(manifest_bytes(manifest)).hexdigest(),
        submitted_by=by,
    )


def manifest_of(
    row: Nomination, *, number: str, at: datetime, statement: Statement | None
) -> dict[str, object]:
    """Return what was sent, as plain texts and whole numbers: answers, claims, files with their SHA-256."""
    edition = row.edition
    return {
        "format": MANIFEST_FORMAT,
        "number": number,
        "at": at.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "zone": edition.zone,
        "edition": edition.slug,
        "rulebook_sha256": edition.rulebook_version.hash,
        "category": row.category,
        "entrant": row.entrant_id,
        "organisation": row.organisation.name,
        "answers": [
            {
                "field": answer.field,
                "value": answer.value,
                "last_year": answer.last_year,
                "note": answer.note,
                "version": answer.version,
            }
            for answer in row.answers.order_by("field")
        ],
        "claims": [
            {
                "id": str(claim.pk),
                "label": claim.label,
                "value": claim.value,
                "unit": claim.unit,
                "as_of": claim.as_of.isoformat() if claim.as_of else "",
                "source": claim.source,
            }
            for claim in row.claims.order_by("pk")
        ],
        "files": [
            {
                "field": one.field,
                "name": one.name,
                "size": one.size,
                "sha256": one.sha256,
                "made_up": one.made_up,
            }
            for one in row.evidence.filter(removed_at__isnull=True).order_by("field", "pk")
        ],
        "statement": {
            "office": statement.office if statement else "",
            "standing": statement.standing if statement else "",
            "text": statement.text if statement else "",
        },
    }


def manifest_bytes(manifest: dict[str, object]) -> bytes:
    """Return a manifest as it is hashed and handed out: JSON, sorted keys, no spaces, UTF-8."""
    return json.dumps(manifest, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _tell(row: Nomination, receipt: Receipt) -> None:
    body = (
        f"{receipt.number}\n{row.organisation.name}\n"
        f"{moment_text(receipt.at, row.edition.zone)}\nSHA-256: {receipt.manifest_sha256}\n"
    )
    office = reverse("nominations:screening-desk", args=[row.edition.slug, row.pk])
    for organisation, role, page in (
        (row.organisation, Role.ENTRANT, reverse("nominations:receipt", args=[row.pk, receipt.number])),
        (row.edition.secretariat, Role.SECRETARIAT, office),
    ):
        pen.tell(
            organisation,
            role,
            kind="nomination.submitted",
            subject=f"Berkas terkirim / Dossier sent: {row.edition.title_id}",
            body=body,
            page=page,
        )
