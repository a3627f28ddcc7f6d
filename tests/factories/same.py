"""Made-up people who stand in the register twice, and searches that find them."""

from datetime import date

from tests.factories import protection as make

from paritrana.apps.accounts.models import User
from paritrana.apps.protection.commands import same, same_work
from paritrana.apps.protection.models import DuplicateSearch, Enlistment, PersonLink
from paritrana.apps.protection.states import Verdict

NEAR = "71.07.03.2007"
BORN = date(1980, 2, 1)
NAME = "Siti Rekaan Contoh"


def make_twins(
    by: User | None = None, other: User | None = None, *, village: str = NEAR, name: str = NAME, **changes
) -> tuple[Enlistment, Enlistment]:
    """Return two records of one person, under two NIK; the second in another village."""
    officer = by or make.regency_officer()
    told = {"name": name, "born": changes.pop("born", BORN), "sex": "P"}
    first = make.make_worker(officer, **told)
    second = make.make_worker(other or officer, **told | {"village": village} | changes)
    return first, second


def search(by: User, *, whole: bool = False) -> DuplicateSearch:
    return same_work.take(same.ask_search(whole=whole, by=by))


def make_link(by: User | None = None, other: User | None = None, **changes) -> PersonLink:
    """Return the pair of two such records as a search would write it, without searching."""
    officer = by or make.regency_officer()
    first, second = make_twins(officer, other, **changes)
    return link_of(first, second, officer)


def link_of(first: Enlistment, second: Enlistment, by: User) -> PersonLink:
    asked = DuplicateSearch.objects.create(asked_by=by, asked_at=first.person.created_at, state="done")
    agreement = {"name": "equal", "birth_date": "equal", "sex": "equal", "village": "district"}
    given = {"rule": "weighed", "weight": 812, "agreement": agreement}
    return PersonLink.objects.create(search=asked, first=first, second=second, **given)


def make_merged(by: User) -> PersonLink:
    """Return the pair of two records of which the first one stayed."""
    link = make_link(by, village=make.VILLAGE, name="Lain Rekaan Contoh")
    return same.judge(link=link, verdict=Verdict.SAME, keep="first", by=by)
