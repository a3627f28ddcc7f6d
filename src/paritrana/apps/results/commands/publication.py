"""Publishing: the bundle, its leaf in the ledger, the recipients, and the word to every entrant."""

import csv
import hashlib
import io
import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.text import slugify

from paritrana.apps.accounts.models import User
from paritrana.apps.awards.commands import editions
from paritrana.apps.awards.models import Edition
from paritrana.apps.awards.states import EditionState
from paritrana.apps.judging.queries import opened
from paritrana.apps.ledger import commands as ledger
from paritrana.apps.ledger import queries as ledger_queries
from paritrana.apps.nominations.models import Nomination
from paritrana.apps.nominations.states import State
from paritrana.apps.notices import commands as notices
from paritrana.apps.organisations import queries as organisations
from paritrana.apps.organisations.states import Role
from paritrana.apps.results import permissions, rules
from paritrana.apps.results.models import Decision, Publication, RankingRun, Recipient
from paritrana.apps.results.queries import runs
from paritrana.apps.results.queries.inputs import is_current
from paritrana.core import bundle
from paritrana.core.scoring import read_entrants, read_marks, read_values
from paritrana.core.units import clock
from paritrana.errors import RuleRefused


@ledger.recorded
def publish(*, edition: Edition, by: User) -> Publication:
    """Make the newest run public; every ranked category must be decided on and confirmed.

    Order: the bundle's contents are made, the leaf `result.published` names their digest, the checkpoint is
    taken with that leaf in it, and the bundle is written with leaves and checkpoint.  So a checkpoint kept
    elsewhere that is as new as the one in the bundle vouches for every name, mark and weight in it.
    """
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    permissions.check_publish(by, edition)
    run = runs.latest_run(edition)
    ranked = runs.ranked_ids(run) if run else []
    decisions = list(run.decisions.order_by("decided_at", "pk")) if run else []
    rules.check_publishable(
        published=edition.state == EditionState.PUBLISHED,
        ranked=ranked,
        confirmed={one.category: one.confirms for one in decisions},
    )
    if run is None or not is_current(run):
        raise RuleRefused("results.inputs_changed")
    contents = _contents(run, decisions)
    digest = bundle.digest(contents)
    ledger.append(
        "result.published",
        subject=run,
        by=by,
        run=run.number,
        rulebook=run.rulebook_hash,
        result_sha256=run.result_sha256,
        content_sha256=digest,
    )
    log = edition.ledger_log
    checkpoint, leaves = str(ledger_queries.checkpoint_of(log)), ledger_queries.leaves_text(log)
    _award(edition, run)
    editions.mark_published(edition=edition, by=by)
    data = _written(contents, checkpoint, leaves)
    publication = Publication(
        edition=edition,
        run=run,
        bundle_sha256=hashlib.sha256(data).hexdigest(),
        content_sha256=digest,
        checkpoint=checkpoint,
        published_by=by,
        published_at=clock.now(),
    )
    ledger.keep_file(publication.bundle, f"{edition.slug}-{digest[:12]}.zip", ContentFile(data))
    publication.save()
    _tell(edition)
    return publication


def _contents(run: RankingRun, decisions: Sequence[Decision]) -> dict[str, bytes]:
    """Return the files of the bundle; the tables made anew must be those that were decided on."""
    contents = bundle.contents(
        rulebook_text=run.rulebook_version.text,
        values=read_values(run.values_csv.encode()).cells,
        marks=read_marks(run.marks_csv.encode()).cells,
        entrants=read_entrants(run.entrants_csv.encode()).cells if run.entrants_csv else None,
        seed=run.seed or None,
        extra={
            "names.csv": _names(run),
            "decisions.csv": _decisions(decisions),
            "openings.jsonl": _openings(run.edition),
            **_reports(run),
        },
    )
    decided_on = {
        "ranking.csv": run.ranking_csv,
        "contributions.csv": run.contributions_csv,
        "excluded.csv": run.excluded_csv,
        "awards.csv": run.awards_csv,
    }
    for name, text in decided_on.items():
        if contents.get(name, b"") != text.encode():
            raise RuleRefused("results.inputs_changed")
    return contents


def _reports(run: RankingRun) -> dict[str, bytes]:
    """Return the reports that were made of a run, jurors by pseudonym; none is needed."""
    texts = {
        "robustness.json": run.robustness_json,
        "severity.csv": run.severity_csv,
        "fair.csv": run.fair_csv,
        "record.json": run.record_json,
    }
    return {name: text.encode() for name, text in texts.items() if text}


def _names(run: RankingRun) -> bytes:
    names = runs.names_of(run.edition)
    entrants = sorted({row["entrant"] for row in runs.table(run.values_csv)})
    return _csv(("entrant", "name"), ((entrant, names[entrant]) for entrant in entrants))


def _decisions(decisions: Iterable[Decision]) -> bytes:
    rows = (
        (
            one.category,
            "confirmed" if one.confirms else "not_confirmed",
            one.decided_at.isoformat(timespec="seconds").replace("+00:00", "Z"),
            one.minutes_number,
            one.reason.replace("\r\n", "\n"),
        )
        for one in decisions
    )
    return _csv(("category", "decision", "decided_at", "minutes", "reason"), rows)


def _openings(edition: Edition) -> bytes:
    """Return nonce and sealed text of every sheet, one JSON object a line: each can be held to its seal."""
    lines = (
        json.dumps(asdict(one), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        for one in opened.openings_of(edition)
    )
    return "".join(f"{line}\n" for line in lines).encode()


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()


def _written(contents: dict[str, bytes], checkpoint: str, leaves: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return bundle.write(
            Path(folder) / "bundle.zip", contents, checkpoint=checkpoint, leaves=leaves
        ).read_bytes()


def _award(edition: Edition, run: RankingRun) -> None:
    standing = {
        one.entrant_id: one
        for one in Nomination.objects.filter(edition=edition).select_related("organisation")
    }
    taken: set[str] = set()
    for ranked in runs.categories_of(run):
        for row in ranked.recipients:
            slug = slugify(row.name)[:80] or row.entrant
            if slug in taken:
                slug = f"{slug}-{row.entrant}"
            taken.add(slug)
            Recipient.objects.create(
                edition=edition,
                nomination=standing[row.entrant],
                category=ranked.category.id,
                rank=row.rank,
                award=row.award or "prize",
                place=row.place or 0,
                score=row.score,
                slug=slug,
            )


def _tell(edition: Edition) -> None:
    """Tell every entrant that the result is public; the message itself names no rank."""
    entered = Nomination.objects.filter(edition=edition, state=State.COMPLETE).select_related("organisation")
    for nomination in entered:
        feedback = reverse("results:feedback", args=[nomination.pk])
        for membership in organisations.members_of(nomination.organisation, Role.ENTRANT):
            notices.send(
                to=membership.user.email,
                kind="result.published",
                subject=f"Hasil diumumkan / Results are public: {edition.title_id}"[:200],
                body=(
                    f"{nomination.organisation.name}\n\n"
                    "Hasil penilaian telah diumumkan. / The results are public.\n\n"
                    f"Umpan balik bagi Anda / The feedback for you: {notices.full_address(feedback)}\n"
                ),
                page=reverse("results:edition", args=[edition.slug]),
            )
