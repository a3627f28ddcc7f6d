"""Proposing within the rules, and the entrant's answer."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.factories import awards
from tests.factories import nominations as make

from paritrana.apps.awards.models import Edition
from paritrana.apps.ledger.models import Entry
from paritrana.apps.nominations import queries
from paritrana.apps.nominations.commands import proposals
from paritrana.apps.nominations.queries import proposals as proposal_queries
from paritrana.apps.nominations.states import MOVES, State
from paritrana.apps.notices.models import Message
from paritrana.apps.organisations.states import Kind, Role, Size
from paritrana.core.units import clock
from paritrana.errors import BadInput, NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db

EMPLOYERS = """
[[category]]
id = "medium"
title = { id = "Perusahaan menengah", en = "Medium firms" }
entrant = "employer"
sizes = ["medium"]
sectors = ["mining"]
quota = 3
winners = 3
[[category.stage]]
id = "data"
weight_bp = 10000
[[category.stage.criterion]]
id = "coverage"
kind = "measure"
weight_bp = 10000
goalposts = ["0", "1"]
[[category]]
id = "village"
title = { id = "Desa", en = "Villages" }
entrant = "village"
village_kinds = ["desa"]
winners = 3
[[category.stage]]
id = "data"
weight_bp = 10000
[[category.stage.criterion]]
id = "coverage"
kind = "measure"
weight_bp = 10000
goalposts = ["0", "1"]
"""


@pytest.fixture
def edition() -> Edition:
    return make.make_open_edition(text=awards.SMALL + EMPLOYERS)


@pytest.fixture
def branch():
    return make.make_branch("71")


def propose(edition, branch, organisation, *, category="regency-city", by=None, reason="Cakupan naik"):
    return proposals.propose(
        edition=edition,
        category=category,
        organisation=organisation,
        proposer=branch,
        reason=reason,
        by=by or make.person_of(branch, Role.PROPOSER),
    )


def test_a_proposal_stands_is_recorded_and_tells_the_entrant(edition, branch):
    organisation = make.make_organisation()
    head = make.head_of(organisation)
    nomination = propose(edition, branch, organisation)
    assert nomination.state == State.PROPOSED
    entry = Entry.objects.get(log=edition.ledger_log, event="nomination.proposed")
    assert entry.subject == f"nominations.nomination:{nomination.pk}"
    assert Message.objects.filter(to=head.email, kind="nomination.proposed").count() == 1


def test_the_proposal_over_the_quota_is_refused_with_the_rules_words(edition, branch):
    for code in ("71.01", "71.02"):
        propose(edition, branch, make.make_organisation(code=code))
    with pytest.raises(RuleRefused) as refused:
        propose(edition, branch, make.make_organisation(code="71.03"))
    assert refused.value.code == "nominations.quota_full"
    assert refused.value.facts == {"category": "Pemerintah Kabupaten/Kota", "quota": 2, "used": 2}


def test_each_proposer_has_a_quota_of_its_own(edition, branch):
    for code in ("71.01", "71.02"):
        propose(edition, branch, make.make_organisation(code=code))
    other = make.make_branch("71")
    assert propose(edition, other, make.make_organisation(code="71.03")).state == State.PROPOSED


@pytest.mark.parametrize("ended", ["withdrawn", "declined"])
def test_a_withdrawn_or_declined_proposal_frees_its_place(edition, branch, ended):
    organisation = make.make_organisation(code="71.01")
    head = make.head_of(organisation)
    nomination = propose(edition, branch, organisation)
    propose(edition, branch, make.make_organisation(code="71.02"))
    if ended == "withdrawn":
        by = make.person_of(branch, Role.PROPOSER)
        proposals.withdraw(nomination=nomination, reason="Salah", by=by)
    else:
        proposals.decline(nomination=nomination, reason="Belum siap", by=head)
    assert propose(edition, branch, make.make_organisation(code="71.03")).state == State.PROPOSED
    use = queries.quota_use(edition, branch)[0]
    assert (use.quota, use.used, use.left) == (2, 2, 0)


def test_a_province_never_stands_in_its_own_provincial_edition(edition, branch):
    province = make.make_organisation(Kind.PROVINCE, "71")
    with pytest.raises(RuleRefused, match="own_province"):
        propose(edition, branch, province)


@pytest.mark.parametrize(
    ("category", "kind", "code", "changes", "refused"),
    [
        ("regency-city", Kind.EMPLOYER, "71.01", {}, "wrong_kind"),
        ("medium", Kind.EMPLOYER, "71.01", {"size": Size.LARGE, "sector": "mining"}, "wrong_size"),
        ("medium", Kind.EMPLOYER, "71.01", {"size": Size.MEDIUM, "sector": "finance"}, "wrong_sector"),
        ("village", Kind.VILLAGE, "71.01.01.1001", {"region_kind": "kelurahan"}, "wrong_village_kind"),
        ("medium", Kind.EMPLOYER, "", {"size": Size.MEDIUM, "sector": "mining"}, "no_region"),
        ("regency-city", Kind.REGENCY_CITY, "74.01", {}, "outside_edition"),
    ],
)
def test_an_organisation_that_does_not_fit_is_refused(
    edition, branch, category, kind, code, changes, refused
):
    organisation = make.make_organisation(kind, code, **changes)
    with pytest.raises(RuleRefused, match=refused):
        propose(edition, branch, organisation, category=category)


def test_an_entrant_outside_the_service_area_is_refused_and_one_of_an_office_below_is_not(edition):
    regional = make.make_branch("74")
    below = make.make_branch("71.07", parent=regional)
    organisation = make.make_organisation(code="71.07")
    with pytest.raises(RuleRefused, match="not_served"):
        propose(edition, make.make_branch("71.01"), organisation)
    assert propose(edition, regional, organisation).proposer == regional
    assert below.parent == regional


def test_one_nomination_for_each_category_and_organisation(edition, branch):
    organisation = make.make_organisation()
    propose(edition, branch, organisation)
    with pytest.raises(RuleRefused, match="already_proposed"):
        propose(edition, make.make_branch("71"), organisation)


def test_only_a_proposer_of_that_office_proposes(edition, branch):
    organisation = make.make_organisation()
    for stranger in (
        make.person_of(make.make_branch("71"), Role.PROPOSER),
        make.head_of(organisation),
        awards.secretary_of(edition),
        make.person_of(branch, Role.VERIFIER),
        None,
    ):
        with pytest.raises(NotPermitted, match="not_proposer"):
            proposals.propose(
                edition=edition,
                category="regency-city",
                organisation=organisation,
                proposer=branch,
                reason="Baik",
                by=stranger,
            )


def test_a_proposal_needs_its_reason(edition, branch):
    with pytest.raises(BadInput, match="proposal_reason_needed"):
        propose(edition, branch, make.make_organisation(), reason="  ")


@pytest.mark.parametrize(("seconds", "goes"), [(-1, True), (0, True), (1, False)])
def test_proposals_go_until_the_deadline_by_server_time(branch, seconds, goes):
    closes = datetime(2030, 2, 1, 9, tzinfo=UTC)
    edition = make.make_open_edition(closes_at=closes)
    organisation = make.make_organisation()
    with clock.at(closes + timedelta(seconds=seconds)):
        if goes:
            assert propose(edition, branch, organisation).state == State.PROPOSED
            return
        with pytest.raises(RuleRefused) as refused:
            propose(edition, branch, organisation)
    assert refused.value.code == "nominations.phase_closed"
    assert refused.value.facts == {"phase": "Pengusulan", "ask": edition.secretariat.name}


def test_an_edition_without_a_nomination_phase_takes_no_proposal(branch):
    edition = awards.make_edition(filled=False)
    with pytest.raises(RuleRefused, match="no_phase"):
        propose(edition, branch, make.make_organisation())


def test_the_link_lets_the_head_in_once(edition, branch):
    organisation = make.make_organisation()
    nomination = propose(edition, branch, organisation)
    invitation, token = proposals.invite_entrant(
        nomination=nomination,
        email="bupati@contoh.invalid",
        office="Penjabat Bupati",
        standing="acting_pj",
        mandate_start=clock.now().date(),
        link_prefix="https://contoh.invalid/undangan/",
        by=make.person_of(branch, Role.PROPOSER),
    )
    assert invitation.organisation == organisation
    assert invitation.role == Role.ENTRANT
    assert invitation.may_sign
    assert token
    assert Message.objects.filter(to="bupati@contoh.invalid").exists()


def test_only_the_proposer_takes_an_unanswered_proposal_back(edition, branch):
    nomination = propose(edition, branch, make.make_organisation())
    stranger = make.person_of(make.make_branch("71"), Role.PROPOSER)
    with pytest.raises(NotPermitted, match="not_your_proposal"):
        proposals.withdraw(nomination=nomination, reason="x", by=stranger)
    accepted = make.make_nomination(State.DRAFT, edition=edition, proposer=branch)
    with pytest.raises(NotPermitted, match="not_entrant"):
        proposals.withdraw(nomination=accepted, reason="x", by=make.person_of(branch, Role.PROPOSER))


def test_accepting_opens_every_section(edition):
    nomination = make.make_nomination(State.DRAFT, edition=edition)
    codes = [task.code for task in queries.tasks_of(nomination)]
    assert codes == ["profile", "data", "claims", "innovation"]
    assert nomination.sections.count() == 4
    assert queries.progress(nomination) == (0, 5)


def test_an_answer_is_given_once_and_by_the_entrant(edition, branch):
    nomination = propose(edition, branch, make.make_organisation())
    with pytest.raises(NotPermitted, match="not_entrant"):
        proposals.accept(nomination=nomination, by=make.person_of(branch, Role.PROPOSER))
    head = make.head_of(nomination.organisation)
    proposals.accept(nomination=nomination, by=head)
    with pytest.raises(RuleRefused, match="move"):
        proposals.decline(nomination=nomination, reason="Terlambat", by=head)
    clerk = make.person_of(branch, Role.PROPOSER)
    assert Message.objects.filter(to=clerk.email, kind="nomination.accepted").exists()


def test_the_funnel_counts_each_step_once(edition, branch):
    make.make_nomination(State.PROPOSED, edition=edition, proposer=make.make_branch())
    make.make_nomination(State.DECLINED, edition=edition, organisation=make.make_organisation(code="71.01"))
    started = make.make_nomination(
        State.DRAFT, edition=edition, organisation=make.make_organisation(code="71.02")
    )
    make.fill(started, {"coverage": "0.5"}, by=make.head_of(started.organisation))
    make.make_nomination(State.SUBMITTED, edition=edition, organisation=make.make_organisation(code="71.03"))
    make.make_nomination(State.COMPLETE, edition=edition, organisation=make.make_organisation(code="71.04"))
    assert queries.funnel(edition) == {"invited": 5, "started": 3, "submitted": 2, "complete": 1}
    assert [one.state for one in queries.standing(edition, "regency-city")] == [State.COMPLETE]


def test_candidates_are_of_the_right_kind_in_edition_and_area_and_not_yet_standing(edition):
    branch = make.make_branch("71.07")
    fits = make.make_organisation(code="71.07", name="Minahasa Tenggara")
    make.make_organisation(code="71.01", name="Minahasa Lain")
    make.make_organisation(Kind.EMPLOYER, "71.07", name="PT Minahasa")
    category = edition.rulebook.category("regency-city")

    def found(search: str = "") -> list[str]:
        listed = proposal_queries.candidates(
            edition=edition, category=category, proposer=branch, search=search
        )
        return [one.name for one in listed]

    assert found() == ["Minahasa Tenggara"]
    assert found("tenggara minahasa") == ["Minahasa Tenggara"]
    assert found("bitung") == []
    propose(edition, branch, fits)
    assert found() == []


def test_every_state_has_its_moves_or_is_final():
    from paritrana.apps.nominations.states import FINAL

    assert set(MOVES) | FINAL == set(State)
    assert not set(MOVES) & FINAL
