"""Regions, organisations and the people who serve them, for tests."""

from datetime import date
from itertools import count

from tests.factories.accounts import make_operator, make_user

from paritrana.apps.accounts.models import User
from paritrana.apps.organisations.commands import invitations, memberships, organisations
from paritrana.apps.organisations.models import Invitation, Membership, Organisation
from paritrana.apps.organisations.states import Kind, Role, Standing
from paritrana.apps.regions.models import Region
from paritrana.core.regions import fold

LEVELS = ("province", "regency", "district", "village")
KINDS = ("province", "kabupaten", "kecamatan", "desa")
KIND_OF_ROLE = {
    Role.SECRETARIAT: Kind.SECRETARIAT,
    Role.PROPOSER: Kind.BPJS_OFFICE,
    Role.VERIFIER: Kind.BPJS_OFFICE,
    Role.ENTRANT: Kind.EMPLOYER,
    Role.JUROR: Kind.OFFICE,
    Role.AUDITOR: Kind.OFFICE,
}
_numbers = count(1)


def make_region(code: str, *, name: str = "", zone: str = "WITA") -> Region:
    """Return the region of a code, made with all regions above it where they are missing."""
    found = Region.objects.filter(pk=code).first()
    if found:
        return found
    above, _, _ = code.rpartition(".")
    depth = code.count(".")
    name = name or f"Wilayah {code}"
    return Region.objects.create(
        code=code,
        name=name,
        folded=fold(name),
        level=LEVELS[depth],
        kind=KINDS[depth],
        parent=make_region(above, zone=zone) if above else None,
        zone=zone,
    )


def make_organisation(
    *, kind: str = Kind.EMPLOYER, name: str = "", region: Region | str | None = None, **more: object
) -> Organisation:
    """Enter an organisation; `region` may be a code."""
    where = make_region(region) if isinstance(region, str) else region
    return organisations.create(
        kind=kind,
        name=name or f"Lembaga {next(_numbers)}",
        region=where,
        by=more.pop("by", None) or make_operator(),
        **more,
    )


def make_member(
    *,
    role: str = Role.ENTRANT,
    organisation: Organisation | None = None,
    user: User | None = None,
    office: str = "Kepala",
    standing: str = Standing.DEFINITIVE,
    mandate_start: date = date(2023, 1, 1),
    **more: object,
) -> Membership:
    """Let somebody serve an organisation; both are made where not given."""
    return memberships.grant(
        user=user or make_user(label=office),
        organisation=organisation or make_organisation(kind=KIND_OF_ROLE[Role(role)]),
        role=role,
        office=office,
        standing=standing,
        mandate_start=mandate_start,
        by=make_operator(),
        **more,
    )


def make_invitation(
    *, organisation: Organisation, by: User | None = None, **more: object
) -> tuple[Invitation, str]:
    """Send an invitation; return it with the secret of its link."""
    terms = {
        "email": f"undangan{next(_numbers)}@contoh.invalid",
        "role": Role.ENTRANT,
        "office": "Penjabat Bupati",
        "standing": Standing.ACTING_PJ,
        "mandate_start": date(2024, 1, 1),
    }
    return invitations.invite(organisation=organisation, by=by or make_operator(), **{**terms, **more})
