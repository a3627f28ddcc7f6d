"""The office side of dossiers for tests: verifiers, verified figures, a national edition, forwarding."""

from datetime import date

from tests.factories import awards
from tests.factories import nominations as make

from paritrana.apps.accounts.models import User
from paritrana.apps.awards.commands import rulebooks
from paritrana.apps.awards.models import Edition
from paritrana.apps.nominations.commands import forwarding, verification
from paritrana.apps.nominations.models import Nomination, VerifiedFigure
from paritrana.apps.nominations.states import State
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.organisations.states import Kind, Role

AS_OF = date(2023, 12, 31)
BASIS = "Surat sekretariat nomor 12 tanggal 4 Maret 2024"
PROVINCE = """
[[category]]
id = "province"
title = { id = "Pemerintah Provinsi", en = "Provincial governments" }
entrant = "province"
winners = 3
[[category.stage]]
id = "data"
weight_bp = 10000
[[category.stage.criterion]]
id = "coverage"
title = { id = "Cakupan pekerja", en = "Worker coverage" }
kind = "measure"
weight_bp = 10000
goalposts = ["0", "1"]
"""
NATIONAL = {
    'id = "kecil-2023"': 'id = "kecil-nasional-2023"',
    'level = "province"\nregion = "71"\n': 'level = "national"\n',
    "aturan kecil": "aturan kecil nasional",
    "small rulebook": "small national rulebook",
}


def make_verifier(office: Organisation | None = None) -> tuple[Organisation, User]:
    """Return a BPJS office (of province 71 unless given) and somebody who verifies for it."""
    office = office or make.make_branch()
    return office, make.person_of(office, Role.VERIFIER)


def enter(
    nomination: Nomination, *, verifier: tuple[Organisation, User] | None = None, **given
) -> VerifiedFigure:
    """Enter a verified figure: 1 of 3 for the coverage, unless told otherwise."""
    office, person = verifier or make_verifier()
    counts = {} if "value" in given else {"numerator": 1, "denominator": 3}
    rest = {
        "criterion": "coverage",
        "as_of": AS_OF,
        "definition": "Pekerja terdaftar dibagi angkatan kerja",
        "source": "Laporan bulanan, tabel 2",
    }
    return verification.enter(
        nomination=nomination, verifier=office, by=person, **{**rest, **counts, **given}
    )


def freeze(edition: Edition) -> None:
    """Let marking begin, as far as dossiers are concerned."""
    rulebooks.freeze(edition=edition, by=awards.secretary_of(edition))


def make_national(**changes: str) -> Edition:
    """Return an open national edition of the small rulebook's period, with a category for provinces too."""
    return make.make_open_edition(text=awards.small(**{**NATIONAL, **changes}) + PROVINCE)


def make_province(code: str = "71") -> Organisation:
    return make.make_organisation(Kind.PROVINCE, code, region_kind="province")


def forward(source: Nomination, *, to: Edition | None = None, **changes) -> Nomination:
    """Forward a sent dossier to a national edition, on the basis of a letter."""
    given = {
        "to": to or make_national(),
        "category": source.category,
        "organisation": source.organisation,
        "from_edition": source.edition,
        "source": source,
        "basis": BASIS,
        "by": awards.secretary_of(source.edition),
    }
    return forwarding.forward(**{**given, **changes})


def fresh(nomination: Nomination) -> Nomination:
    """Return the nomination as it stands in the database, with nothing remembered of its edition."""
    return Nomination.objects.get(pk=nomination.pk)


def sent(**options) -> Nomination:
    """Return a dossier that waits for screening."""
    return make.make_nomination(State.SUBMITTED, **options)
