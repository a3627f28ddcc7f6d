"""Who appears: organisations and people, by office only; addresses end in .invalid."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from paritrana.apps.accounts import commands as accounts
from paritrana.apps.accounts.models import User
from paritrana.apps.organisations.commands import memberships, organisations
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.organisations.states import Kind, Role, Standing
from paritrana.apps.regions.models import Region

# The nine seats of a provincial committee (story 001): seat, office, lending organisation (none: the BPJS office).
SEATS = {
    "chair": ("Sekretaris Daerah Provinsi", "Sekretariat Daerah"),
    "secretary": ("Kepala Kantor BPJS Ketenagakerjaan", ""),
    "manpower": ("Kepala Dinas Tenaga Kerja", "Dinas Tenaga Kerja"),
    "employers": ("Juri, unsur pengusaha", "Unsur pengusaha"),
    "unions": ("Juri, unsur serikat pekerja/buruh", "Unsur serikat pekerja/buruh"),
    "expert-social-security": ("Juri, ahli jaminan sosial", "Ahli jaminan sosial"),
    "expert-economics": ("Juri, ahli ekonomi", "Ahli ekonomi"),
    "expert-law": ("Juri, ahli hukum", "Ahli hukum"),
    "expert-public-policy": ("Juri, ahli kebijakan publik", "Ahli kebijakan publik"),
}
# The committee as it was before the nine seats (2018 to 2021).
SEATS_OF_2018 = {key: SEATS[key] for key in ("chair", "secretary", "manpower", "employers", "unions")} | {
    "statistics": ("Juri, Badan Pusat Statistik", "Badan Pusat Statistik"),
    "small-business": ("Juri, Dinas Koperasi dan UMKM", "Dinas Koperasi dan UMKM"),
}


@dataclass
class Cast:
    """Everyone of the demo, found by a short name."""

    operator: User
    people: dict[str, User] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)

    def organisation(
        self, key: str, *, kind: Kind, name: str, region: str | None = None, **more: object
    ) -> Organisation:
        """Create an organisation once and keep it under `key`."""
        if key not in self.organisations:
            self.organisations[key] = organisations.create(
                kind=kind,
                name=name,
                region=Region.objects.get(pk=region) if region else None,
                by=self.operator,
                **more,
            )
        return self.organisations[key]

    def person(
        self,
        key: str,
        *,
        office: str,
        organisation: str,
        role: Role,
        standing: Standing = Standing.DEFINITIVE,
        since: date = date(2020, 1, 1),
        may_sign: bool = False,
        label: str = "",
    ) -> User:
        """Create a person once, and give them a role in an organisation."""
        if key not in self.people:
            self.people[key] = accounts.create_user(
                email=f"{key}@peragaan.invalid", label=label or office, is_demo=True, by=self.operator
            )
        memberships.grant(
            user=self.people[key],
            organisation=self.organisations[organisation],
            role=role,
            office=office,
            standing=standing,
            mandate_start=since,
            may_sign=may_sign,
            by=self.operator,
        )
        return self.people[key]


def gather() -> Cast:
    """Create the operator, the tree of BPJS offices and the secretariats."""
    operator = accounts.create_user(
        email="operator@peragaan.invalid", label="Operator sistem", is_demo=True, is_operator=True, by=None
    )
    cast = Cast(operator)
    area = list(Region.objects.filter(pk__in=["71", "72", "73", "74", "75", "76", "81", "82"]))
    regional = cast.organisation(
        "bpjs-sulama",
        kind=Kind.BPJS_OFFICE,
        name="BPJS Ketenagakerjaan Kantor Wilayah Sulawesi Maluku",
        service_area=area,
    )
    for key, name, codes in [
        ("bpjs-sulut", "BPJS Ketenagakerjaan Sulawesi Utara", ["71"]),
        ("bpjs-tondano", "BPJS Ketenagakerjaan Tondano", ["71.02", "71.07"]),
        ("bpjs-kendari", "BPJS Ketenagakerjaan Kantor Cabang Kendari", ["74"]),
        ("bpjs-ternate", "BPJS Ketenagakerjaan Kantor Cabang Ternate", ["82"]),
        ("bpjs-gorontalo", "BPJS Ketenagakerjaan Kantor Cabang Gorontalo", ["75"]),
    ]:
        cast.organisation(
            key,
            kind=Kind.BPJS_OFFICE,
            name=name,
            region=codes[0],
            parent=regional,
            service_area=list(Region.objects.filter(pk__in=codes)),
        )
    cast.organisation(
        "secretariat-national",
        kind=Kind.SECRETARIAT,
        name="Sekretariat Panitia Paritrana Award Tingkat Nasional",
    )
    cast.person(
        "nasional.sekretariat",
        office="Sekretariat panitia nasional",
        organisation="secretariat-national",
        role=Role.SECRETARIAT,
    )
    return cast


def provincial_committee(
    cast: Cast, *, key: str, region: str, bpjs: str, seats: Mapping[str, tuple[str, str]] = SEATS
) -> dict[str, User]:
    """Create a province's secretariat and the holders of its seats; returns them by seat code."""
    province = Region.objects.get(pk=region)
    cast.organisation(
        f"secretariat-{key}",
        kind=Kind.SECRETARIAT,
        name=f"Sekretariat Panitia Paritrana Award Provinsi {province.name}",
        region=region,
    )
    cast.person(
        f"{key}.sekretariat",
        office=f"Sekretariat panitia, Provinsi {province.name}",
        organisation=f"secretariat-{key}",
        role=Role.SECRETARIAT,
    )
    holders = {}
    for code, (office, lender) in seats.items():
        organisation = bpjs
        if lender:
            organisation = f"{key}-{code}"
            cast.organisation(
                organisation, kind=Kind.OFFICE, name=f"{lender}, Provinsi {province.name}", region=region
            )
        holders[code] = cast.person(
            f"{key}.{code}",
            office=f"{office}, Provinsi {province.name}",
            organisation=organisation,
            role=Role.JUROR,
            label=f"{office} ({province.name})",
        )
    return holders
