"""Forwarding upwards: what goes along, what is refused, taking in and sending back."""

import json
from datetime import date

import pytest
from tests.factories import awards, offices
from tests.factories import nominations as make

from paritrana.apps.ledger.models import Entry
from paritrana.apps.nominations.commands import dossiers, evidence, forwarding, proposals
from paritrana.apps.nominations.models import Nomination
from paritrana.apps.nominations.queries import office as queries
from paritrana.apps.nominations.states import State
from paritrana.apps.notices.models import Message
from paritrana.apps.organisations.states import Kind, Role
from paritrana.errors import BadInput, NotFound, NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def rich():
    """A complete dossier with a claim and its file, and a verified figure with the verifier's file."""
    draft = make.make_nomination(State.DRAFT, answers={"coverage": "0.457", "regulation": "perda"})
    head = make.head_of(draft.organisation)
    claim = dossiers.add_claim(
        nomination=draft,
        label="Pekerja rentan",
        value="27.752",
        unit="orang",
        as_of=date(2023, 12, 31),
        source="Dinas",
        by=head,
    )
    evidence.add(nomination=draft, field=f"claim.{claim.pk}", upload=make.a_pdf(), made_up=True, by=head)
    nomination = make._sent(draft, State.COMPLETE, head=head)
    offices.enter(nomination, upload=make.a_pdf("verifikasi.pdf"))
    return nomination


def take_in(nomination):
    return forwarding.take_in(nomination=nomination, by=awards.secretary_of(nomination.edition))


def test_the_dossier_goes_along_with_where_it_came_from(rich):
    there = offices.forward(rich)
    assert (there.state, there.from_edition, there.forwarded_from) == (State.FORWARDED, rich.edition, rich)
    assert (there.forward_basis, there.reason) == (offices.BASIS, rich.reason)
    answers = dict(there.answers.values_list("field", "value"))
    assert answers == dict(rich.answers.values_list("field", "value"))
    assert there.claims.get().value == "27.752"
    assert set(there.sections.values_list("code", flat=True)) == {"profile", "data", "claims", "innovation"}
    assert offices.fresh(rich).state == State.COMPLETE


def test_files_stay_readable_at_their_place_and_keep_their_labels(rich):
    there = offices.forward(rich)
    before = {one.sha256: one for one in rich.evidence.all()}
    assert there.evidence.count() == len(before) == 3
    for copied in there.evidence.all():
        original = before[copied.sha256]
        assert copied.file.name == original.file.name
        assert make.bytes_of(copied) == make.bytes_of(original)
        assert (copied.made_up, copied.uploaded_by, copied.uploaded_at) == (
            original.made_up,
            original.uploaded_by,
            original.uploaded_at,
        )
    stated = there.evidence.get(field__startswith="claim.")
    assert stated.field == f"claim.{there.claims.get().pk}"
    assert stated.made_up


def test_verified_figures_keep_who_found_them_and_when_and_their_own_file(rich):
    there = offices.forward(rich)
    below, above = rich.verified_figures.get(), there.verified_figures.get()
    for name in (
        "value",
        "numerator",
        "denominator",
        "as_of",
        "source",
        "verifier",
        "entered_by",
        "entered_at",
    ):
        assert getattr(above, name) == getattr(below, name)
    assert above.evidence.nomination == there
    assert above.evidence.sha256 == below.evidence.sha256


def test_figures_that_a_newer_one_replaced_stay_below(rich):
    offices.enter(rich, numerator=1, denominator=2)
    assert offices.forward(rich).verified_figures.get().value == "0.5"


def test_what_means_something_else_above_stays_below(rich):
    """The national book asks the coverage in percent and knows no such level."""
    changed = {
        'goalposts = ["0", "1"]\nevidence': 'goalposts = ["0", "100"]\nunit = "percent"\nevidence',
        'id = "perda", points': 'id = "local_law", points',
    }
    there = offices.forward(rich, to=offices.make_national(**changed))
    assert set(there.answers.values_list("field", flat=True)) == {"profile.contact_office"}
    assert not there.verified_figures.exists()
    assert there.claims.exists()


def test_a_province_never_stands_in_its_own_edition_and_goes_up_without_a_dossier():
    edition = make.make_open_edition()
    province, branch = offices.make_province(), make.make_branch()
    with pytest.raises(RuleRefused) as refused:
        proposals.propose(
            edition=edition,
            category="regency-city",
            organisation=province,
            proposer=branch,
            reason="Pantas",
            by=make.person_of(branch, Role.PROPOSER),
        )
    assert refused.value.code == "nominations.own_province"
    there = up_without_dossier(edition, province)
    assert (there.state, there.forwarded_from, there.from_edition) == (State.FORWARDED, None, edition)
    there = take_in(there)
    assert there.state == State.DRAFT
    assert there.started_at is None


def up_without_dossier(edition, organisation, category="province", to=None):
    return forwarding.forward(
        to=to or offices.make_national(),
        category=category,
        organisation=organisation,
        from_edition=edition,
        basis=offices.BASIS,
        by=awards.secretary_of(edition),
    )


def test_another_province_and_other_entrants_do_not_go_up_without_a_dossier():
    edition, national = make.make_open_edition(), offices.make_national()
    with pytest.raises(RuleRefused) as refused:
        up_without_dossier(edition, offices.make_province("74"), to=national)
    assert refused.value.code == "nominations.source_elsewhere"
    regency = make.make_organisation(Kind.REGENCY_CITY, "71.88")
    with pytest.raises(RuleRefused) as needed:
        up_without_dossier(edition, regency, "regency-city", to=national)
    assert needed.value.code == "nominations.source_needed"


@pytest.mark.parametrize("state", [State.PROPOSED, State.DRAFT, State.RETURNED, State.REFUSED])
def test_only_a_sent_dossier_goes_up(state):
    with pytest.raises(RuleRefused) as refused:
        offices.forward(make.make_nomination(state))
    assert refused.value.code == "nominations.source_not_submitted"


def test_another_period_another_direction_and_anothers_dossier_are_refused():
    nomination = offices.sent()
    later = {'start = "2023-01-01"': 'start = "2024-01-01"', 'end = "2023-12-31"': 'end = "2024-12-31"'}
    cases = [
        ({"to": offices.make_national(**later)}, "nominations.other_period"),
        ({"to": nomination.edition}, "nominations.not_upward"),
    ]
    for changes, code in cases:
        with pytest.raises(RuleRefused) as refused:
            offices.forward(nomination, **changes)
        assert refused.value.code == code


def test_a_dossier_of_another_organisation_is_refused():
    nomination = offices.sent()
    other = make.make_organisation(Kind.REGENCY_CITY, "71.77")
    with pytest.raises(RuleRefused) as refused:
        offices.forward(nomination, organisation=other)
    assert refused.value.code == "nominations.source_elsewhere"


def test_forwarding_needs_its_basis_the_right_kind_and_a_known_category():
    nomination, national = offices.sent(), offices.make_national()
    with pytest.raises(BadInput, match="basis_needed"):
        offices.forward(nomination, to=national, basis=" ")
    with pytest.raises(RuleRefused, match="wrong_kind"):
        offices.forward(nomination, to=national, category="province")
    with pytest.raises(NotFound):
        offices.forward(nomination, to=national, category="unknown")
    assert not national.nominations.exists()


def test_nobody_goes_up_twice_until_sent_back():
    nomination, national = offices.sent(), offices.make_national()
    there = offices.forward(nomination, to=national)
    assert list(queries.forwardable(nomination.edition)) == []
    with pytest.raises(RuleRefused) as refused:
        offices.forward(nomination, to=national)
    assert refused.value.code == "nominations.already_proposed"
    forwarding.send_back(nomination=there, reason="Surat belum ada", by=awards.secretary_of(national))
    assert list(queries.forwardable(nomination.edition)) == [nomination]
    assert offices.forward(nomination, to=national).pk != there.pk


def test_what_was_sent_below_counts_as_sent_above_once_taken_in():
    there = take_in(offices.forward(offices.sent()))
    assert there.state == State.SUBMITTED
    assert there.submitted_at is not None
    with pytest.raises(RuleRefused, match="move"):
        take_in(there)
    assert queries.screening_check(offices.fresh(there)).blocking == []


def test_sending_back_needs_a_reason_and_ends_it():
    there = offices.forward(offices.sent())
    by = awards.secretary_of(there.edition)
    with pytest.raises(BadInput, match="reason_needed"):
        forwarding.send_back(nomination=there, reason=" ", by=by)
    done = forwarding.send_back(nomination=there, reason="Surat belum ada", by=by)
    assert (done.state, done.decline_reason) == (State.SENT_BACK, "Surat belum ada")
    with pytest.raises(RuleRefused, match="move"):
        take_in(done)


def test_the_lower_secretariat_forwards_and_the_upper_one_takes_in():
    nomination, national = offices.sent(), offices.make_national()
    upper, lower = awards.secretary_of(national), awards.secretary_of(nomination.edition)
    for stranger in (upper, make.head_of(nomination.organisation), None):
        with pytest.raises(NotPermitted) as refused:
            offices.forward(nomination, to=national, by=stranger)
        assert refused.value.code == "nominations.not_secretariat"
    there = offices.forward(nomination, to=national)
    for act in (
        lambda: forwarding.take_in(nomination=there, by=lower),
        lambda: forwarding.send_back(nomination=there, reason="Tidak", by=lower),
    ):
        with pytest.raises(NotPermitted, match="not_secretariat"):
            act()
    assert offices.fresh(there).state == State.FORWARDED


def test_everyone_concerned_is_told():
    nomination = offices.sent()
    there = offices.forward(nomination)
    told = Message.objects.get(kind="nomination.forwarded")
    assert told.to == awards.secretary_of(there.edition).email
    assert offices.BASIS in told.body
    by = awards.secretary_of(there.edition)
    forwarding.send_back(nomination=there, reason="Surat belum ada", by=by)
    answers = Message.objects.filter(kind="nomination.forwarding")
    assert set(answers.values_list("to", flat=True)) == {
        make.head_of(nomination.organisation).email,
        awards.secretary_of(nomination.edition).email,
    }
    assert all("Surat belum ada" in one.body for one in answers)


def test_the_ledger_of_the_upper_edition_has_provenance_and_counts_but_no_people(rich):
    there = offices.forward(rich)
    forwarding.send_back(nomination=there, reason="Alasan", by=awards.secretary_of(there.edition))
    entries = {one.event: one for one in Entry.objects.filter(log=there.ledger_log)}
    facts = json.loads(entries["nomination.forwarded"].leaf)["facts"]
    assert facts == {
        "source": rich.pk,
        "from_edition": "kecil-2023",
        "basis": offices.BASIS,
        "answers": 3,
        "claims": 1,
        "files": 3,
        "figures": 1,
    }
    leaves = entries["nomination.forwarded"].leaf + entries["nomination.sent_back"].leaf
    assert "contoh.invalid" not in leaves
    assert "Alasan" not in leaves


def test_the_own_province_is_offered_until_it_has_gone_up():
    edition = make.make_open_edition()
    province = offices.make_province()
    assert list(queries.own_province(edition)) == [province]
    up_without_dossier(edition, province)
    assert list(queries.own_province(edition)) == []
    assert Nomination.objects.get().organisation == province


def test_nothing_is_forwarded_to_or_taken_into_an_edition_whose_marking_has_begun(rich):
    there = offices.forward(rich)
    offices.freeze(there.edition)
    with pytest.raises(RuleRefused) as refused:
        take_in(offices.fresh(there))
    assert refused.value.code == "nominations.too_late_above"
    by = awards.secretary_of(there.edition)
    assert forwarding.send_back(nomination=there, reason="terlambat", by=by).state == State.SENT_BACK
    with pytest.raises(RuleRefused) as refused:
        offices.forward(rich, to=offices.fresh(there).edition)
    assert refused.value.code == "nominations.too_late_above"
