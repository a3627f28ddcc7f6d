"""Sending a dossier: deadlines, what blocks, the receipt and its hashes, and sending again."""

import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest
from tests.factories import awards
from tests.factories import nominations as make

from paritrana.apps.ledger.models import Entry
from paritrana.apps.nominations.commands import dossiers, submissions
from paritrana.apps.nominations.models import Nomination, Receipt
from paritrana.apps.nominations.queries import dossiers as queries
from paritrana.apps.nominations.states import State
from paritrana.apps.notices.models import Message
from paritrana.core.units import clock
from paritrana.errors import NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db
CLOSES = datetime(2030, 2, 1, 9, tzinfo=UTC)


def ready(**options) -> tuple[Nomination, object]:
    answers = {"coverage": "0.457", "regulation": "perda"}
    nomination = make.make_nomination(State.DRAFT, answers=answers, **options)
    head = make.head_of(nomination.organisation)
    submissions.give_statement(nomination=nomination, by=head)
    return nomination, head


def test_the_receipt_names_every_answer_and_file_and_its_hash_can_be_recomputed():
    nomination, head = ready()
    receipt = submissions.submit(nomination=nomination, by=head)
    assert receipt.number == "KECIL-2023/RC/0001"
    stored = Receipt.objects.get(pk=receipt.pk)
    again = json.dumps(stored.manifest, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    assert hashlib.sha256(again).hexdigest() == stored.manifest_sha256
    kept = nomination.evidence.get()
    assert [one["sha256"] for one in stored.manifest["files"]] == [
        hashlib.sha256(make.bytes_of(kept)).hexdigest()
    ]
    said = {one["field"]: one["value"] for one in stored.manifest["answers"]}
    assert said == {
        "coverage": "0.457",
        "regulation": "perda",
        "profile.contact_office": "Dinas Tenaga Kerja",
    }
    assert stored.manifest["statement"]["office"] == "Penjabat Bupati"
    assert stored.manifest["rulebook_sha256"] == nomination.edition.rulebook.hash
    assert stored.manifest_sha256 in Entry.objects.get(event="nomination.submitted").leaf
    assert Message.objects.filter(to=head.email, kind="nomination.submitted").exists()
    nomination.refresh_from_db()
    assert nomination.state == State.SUBMITTED


def test_numbers_run_on_within_an_edition():
    edition = make.make_open_edition()
    numbers = []
    for _each in range(2):
        nomination, head = ready(edition=edition)
        numbers.append(submissions.submit(nomination=nomination, by=head).number)
    assert numbers == ["KECIL-2023/RC/0001", "KECIL-2023/RC/0002"]


@pytest.mark.parametrize(("seconds", "goes"), [(-1, True), (0, True), (1, False)])
def test_the_deadline_is_kept_to_the_second_by_server_time(seconds, goes):
    edition = make.make_open_edition(closes_at=CLOSES)
    with clock.at(CLOSES - timedelta(days=1)):
        nomination, head = ready(edition=edition)
    with clock.at(CLOSES + timedelta(seconds=seconds)):
        if goes:
            assert submissions.submit(nomination=nomination, by=head).at == CLOSES + timedelta(
                seconds=seconds
            )
            return
        with pytest.raises(RuleRefused) as refused:
            submissions.submit(nomination=nomination, by=head)
    assert refused.value.code == "nominations.phase_closed"
    assert refused.value.facts == {"phase": "Pengusulan", "ask": edition.secretariat.name}
    nomination.refresh_from_db()
    assert nomination.state == State.DRAFT


def test_a_closed_phase_still_lets_a_draft_be_saved():
    edition = make.make_open_edition(closes_at=CLOSES)
    nomination, head = ready(edition=edition)
    with clock.at(CLOSES + timedelta(days=1)):
        saved = dossiers.save_answer(
            nomination=nomination, field="coverage", value="0.5", seen_version=1, by=head
        )
    assert saved.version == 2


def test_what_is_missing_blocks_and_is_named():
    nomination = make.make_nomination(State.DRAFT)
    head = make.head_of(nomination.organisation)
    dossiers.save_answer(nomination=nomination, field="coverage", value="0.4", by=head)
    found = queries.check_of(nomination)
    assert found.blocking == [
        ("profile_missing", "profile.contact_office"),
        ("evidence_missing", "coverage"),
        ("statement_missing", ""),
    ]
    assert found.warnings == [("empty_zero", "regulation"), ("no_innovation", "innovation.problem")]
    with pytest.raises(RuleRefused) as refused:
        submissions.submit(nomination=nomination, by=head)
    assert refused.value.code == "nominations.not_complete"
    assert refused.value.facts["count"] == 3


def test_a_dossier_is_sent_once():
    nomination, head = ready()
    submissions.submit(nomination=nomination, by=head)
    with pytest.raises(RuleRefused, match="move"):
        submissions.submit(nomination=nomination, by=head)
    with pytest.raises(RuleRefused, match="not_editable"):
        submissions.give_statement(nomination=nomination, by=head)


def test_a_colleague_sends_once_the_head_has_stated_and_strangers_never():
    nomination, _head = ready()
    for stranger in (awards.secretary_of(nomination.edition), None):
        with pytest.raises(NotPermitted, match="not_entrant"):
            submissions.submit(nomination=nomination, by=stranger)
    colleague = make.join(nomination.organisation)
    assert submissions.submit(nomination=nomination, by=colleague).submitted_by == colleague


def test_a_returned_dossier_needs_a_new_statement_and_gets_a_new_receipt_after_the_deadline():
    edition = make.make_open_edition(closes_at=CLOSES)
    returned = make.make_nomination(State.RETURNED, edition=edition)
    head = make.head_of(returned.organisation)
    with clock.at(CLOSES + timedelta(days=3)):
        with pytest.raises(RuleRefused, match="not_complete"):
            submissions.submit(nomination=returned, by=head)
        submissions.give_statement(nomination=returned, by=head)
        with pytest.raises(RuleRefused, match="already_stated"):
            submissions.give_statement(nomination=returned, by=head)
        receipt = submissions.submit(nomination=returned, by=head)
    assert receipt.number.endswith("/0002")
    assert returned.receipts.count() == 2


def test_the_quota_is_checked_again_when_a_dossier_is_sent():
    branch, edition = make.make_branch(), make.make_open_edition()
    drafts = [ready(edition=edition, proposer=branch) for _each in range(2)]
    late = make.make_nomination(State.DECLINED, edition=edition, proposer=make.make_branch())
    for nomination, head in drafts:
        submissions.submit(nomination=nomination, by=head)
    Nomination.objects.filter(pk=late.pk).update(state=State.DRAFT, proposer=branch)
    late = Nomination.objects.get(pk=late.pk)
    head = make.head_of(late.organisation)
    make.fill(late, {"coverage": "0.4"}, by=head)
    submissions.give_statement(nomination=late, by=head)
    with pytest.raises(RuleRefused) as refused:
        submissions.submit(nomination=late, by=head)
    assert (refused.value.code, refused.value.facts["used"]) == ("nominations.quota_full", 2)
