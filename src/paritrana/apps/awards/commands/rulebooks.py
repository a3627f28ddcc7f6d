"""Rulebook versions: uploaded, approved by a second person once judging has begun, frozen."""

from paritrana.apps.accounts.models import User
from paritrana.apps.awards import permissions, queries
from paritrana.apps.awards.commands import seating
from paritrana.apps.awards.models import Edition, RulebookVersion
from paritrana.apps.awards.rules import rulebooks as rules
from paritrana.apps.ledger import commands as ledger
from paritrana.core import rulebook as method
from paritrana.core.rulebook import Rulebook
from paritrana.core.units import clock
from paritrana.errors import RuleRefused


@ledger.recorded
def upload(*, edition: Edition, text: str, reason: str = "", by: User) -> RulebookVersion:
    """Bring in a new text; raises RulebookFaults with every fault.

    Before the freeze it is in force at once.  After it, it waits for `approve`; a text that waits already is
    replaced by a newer one of the same version.
    """
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    permissions.check_manage(by, edition)
    new = method.read(text)
    now, frozen = edition.rulebook, queries.is_frozen(edition)
    rules.check_successor(now, new, slug=edition.slug, frozen=frozen, reason=reason)
    version = _stored(edition, new, reason=reason, frozen=frozen, by=by)
    if not frozen:
        _bring_into_force(edition, new)
    ledger.append(
        "rulebook.uploaded",
        subject=version,
        by=by,
        version=new.version,
        hash=new.hash,
        before=now.hash,
        in_force=not frozen,
        reason=reason,
    )
    return version


@ledger.recorded
def approve(*, version: RulebookVersion, by: User) -> RulebookVersion:
    """Bring a waiting version into force: frozen at once, approved by someone who did not upload it."""
    version = RulebookVersion.objects.select_for_update().get(pk=version.pk)
    edition = Edition.objects.select_for_update().get(pk=version.edition_id)
    permissions.check_approve(by, version)
    if version.approved_at is not None:
        raise RuleRefused("awards.rulebook_approved", version=version.version)
    rules.check_second_person(version.uploaded_by_id, by.pk)
    version.approved_by, version.approved_at = by, clock.now()
    version.frozen_at = version.approved_at
    version.save(update_fields=["approved_by", "approved_at", "frozen_at"])
    _bring_into_force(edition, version.rulebook)
    ledger.append("rulebook.approved", subject=version, by=by, version=version.version, hash=version.hash)
    return version


@ledger.recorded
def freeze(*, edition: Edition, by: User) -> RulebookVersion:
    """Fix the version in force as judging begins; a frozen one keeps its first moment."""
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    permissions.check_conclude(by, edition)
    version = edition.rulebook_version
    again = version.frozen_at is not None
    if version.frozen_at is None:
        version.frozen_at = clock.now()
        version.save(update_fields=["frozen_at"])
    facts = {"version": version.version, "hash": version.hash, "again": again}
    ledger.append("rulebook.frozen", subject=version, by=by, **facts)
    return version


def _stored(edition: Edition, new: Rulebook, *, reason: str, frozen: bool, by: User) -> RulebookVersion:
    now = clock.now()
    version = edition.rulebook_versions.filter(version=new.version).first()
    version = version or RulebookVersion(edition=edition, version=new.version)
    version.text, version.hash, version.reason = new.text, new.hash, reason.strip()
    version.uploaded_by, version.uploaded_at = by, now
    version.approved_by, version.approved_at = (None, None) if frozen else (by, now)
    version.save()
    return version


def _bring_into_force(edition: Edition, book: Rulebook) -> None:
    edition.title_id, edition.title_en = book.title["id"], book.title["en"]
    edition.period_start, edition.period_end = book.period.start, book.period.end
    edition.save(update_fields=["title_id", "title_en", "period_start", "period_end"])
    seating.arrange(edition, book)
