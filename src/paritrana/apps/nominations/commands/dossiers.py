"""Filling a dossier: answers saved field by field, further claims, sections shared among colleagues."""

from datetime import date

from django.urls import reverse

from paritrana.apps.accounts.models import User
from paritrana.apps.ledger import commands as ledger
from paritrana.apps.nominations import rules
from paritrana.apps.nominations.commands import pen
from paritrana.apps.nominations.models import Answer, Claim, Nomination, Section
from paritrana.apps.nominations.permissions import dossiers as permissions
from paritrana.apps.notices import commands as notices
from paritrana.apps.organisations import queries as organisations
from paritrana.apps.organisations.states import Role
from paritrana.core.units import clock
from paritrana.errors import BadInput, NotFound, RuleRefused


def save_answer(
    *,
    nomination: Nomination,
    field: str,
    value: str,
    last_year: str = "",
    note: str = "",
    seen_version: int = 0,
    by: User,
) -> Answer:
    """Save one field of the dossier and return it; what is already saved in the same words stays as it is.

    seen_version: the version that the writer saw, 0 when the field was empty.  A colleague's version in
    between is refused with `nominations.answer_changed`, and both stay: this one unsaved, theirs saved.
    """
    words = {"value": value.strip(), "last_year": last_year.strip(), "note": note.strip()}
    saved = Answer.objects.filter(nomination=nomination, field=field).first()
    if saved is not None and all(getattr(saved, name) == word for name, word in words.items()):
        permissions.check_fill(by, nomination)
        return saved
    return _save(nomination=nomination, field=field, words=words, seen_version=seen_version, by=by)


@ledger.recorded
def _save(
    *, nomination: Nomination, field: str, words: dict[str, str], seen_version: int, by: User
) -> Answer:
    row = pen.take(nomination, by)
    rules.check_answer(row.edition.rulebook.category(row.category), field=field, **words)
    answer = Answer.objects.filter(nomination=row, field=field).first()
    if answer is not None and answer.version != seen_version:
        raise RuleRefused("nominations.answer_changed", field=field, version=answer.version)
    at = clock.now()
    if answer is None:
        answer = Answer(nomination=row, field=field, version=0)
    for name, word in words.items():
        setattr(answer, name, word)
    answer.version, answer.saved_by, answer.saved_at = answer.version + 1, by, at
    answer.save()
    pen.changed(row, at=at)
    ledger.append("answer.saved", subject=row, by=by, field=field, version=answer.version)
    return answer


@ledger.recorded
def add_claim(
    *,
    nomination: Nomination,
    label: str,
    value: str = "",
    unit: str = "",
    as_of: date | None = None,
    source: str = "",
    by: User,
) -> Claim:
    """State a further figure or fact, with its date and source; it is shown and checked, never scored."""
    row = pen.take(nomination, by)
    if not label.strip():
        raise BadInput("nominations.claim_label_needed")
    at = clock.now()
    claim = Claim.objects.create(
        nomination=row,
        label=label.strip(),
        value=value.strip(),
        unit=unit.strip(),
        as_of=as_of,
        source=source.strip(),
        saved_by=by,
        saved_at=at,
    )
    pen.changed(row, at=at)
    ledger.append("claim.added", subject=row, by=by, claim=claim)
    return claim


@ledger.recorded
def remove_claim(*, claim: Claim, by: User) -> None:
    """Take a further claim out; the files that proved it are marked as removed."""
    row = pen.take(claim.nomination, by)
    current = Claim.objects.filter(pk=claim.pk, nomination=row).first()
    if current is None:
        raise NotFound("nominations.no_claim")
    at, key = clock.now(), current.pk
    row.evidence.filter(field=f"claim.{key}", removed_at__isnull=True).update(removed_at=at)
    current.delete()
    pen.changed(row, at=at)
    ledger.append("claim.removed", subject=row, by=by, claim=str(key))


@ledger.recorded
def assign_section(
    *, nomination: Nomination, code: str, owner: User | None, due: date | None = None, by: User
) -> Section:
    """Give a section to a colleague of the entrant, with a day until which it is due; None takes it back."""
    row = pen.take(nomination, by)
    section = _section(row, code)
    if owner is not None and not organisations.has_role(owner, Role.ENTRANT, row.organisation):
        raise RuleRefused("nominations.owner_not_member", organisation=row.organisation.name)
    told_before = section.owner_id
    section.owner, section.due = owner, due
    section.save(update_fields=["owner", "due"])
    ledger.append("section.assigned", subject=row, by=by, code=code, owner=owner, due=due)
    if owner is not None and owner.pk not in {told_before, by.pk}:
        notices.send(
            to=owner.email,
            kind="section.assigned",
            subject=f"Bagian berkas untuk Anda / A section for you: {row.organisation.name}",
            body=f"{row.edition.title_id}\n{row.organisation.name}: {code}\n{due or ''}",
            page=reverse("nominations:dossier-section", args=[row.pk, code]),
        )
    return section


@ledger.recorded
def finish_section(*, nomination: Nomination, code: str, by: User) -> Section:
    """Mark a section as done; it stays open to changes."""
    return _mark(nomination, code, done=True, by=by)


@ledger.recorded
def reopen_section(*, nomination: Nomination, code: str, by: User) -> Section:
    """Take the mark of being done off a section."""
    return _mark(nomination, code, done=False, by=by)


def _mark(nomination: Nomination, code: str, *, done: bool, by: User) -> Section:
    row = pen.take(nomination, by)
    section = _section(row, code)
    section.done_at = clock.now() if done else None
    section.save(update_fields=["done_at"])
    ledger.append("section.finished" if done else "section.reopened", subject=row, by=by, code=code)
    return section


def _section(nomination: Nomination, code: str) -> Section:
    rules.check_section(nomination.edition.rulebook.category(nomination.category), code)
    return Section.objects.get_or_create(nomination=nomination, code=code)[0]
