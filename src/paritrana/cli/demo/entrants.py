"""What the demo's entrants say and what was verified.  Everything without a named source is made up and says so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from paritrana.apps.organisations.states import Kind, Role, Size
from paritrana.apps.regions.models import Region
from paritrana.cli.demo.acts import Dossier, Entry, Rate
from paritrana.cli.demo.cast import Cast

BUDGET = "Anggaran daerah bagi pekerja rentan, dibayar tiap bulan (isian rekaan)."


def government(
    *,
    claimed: str,
    verified: str | Rate,
    vulnerable: str,
    growth: str = "3",
    regulation: str = "circular",
    agreement: str = "yes",
    innovation: Mapping[str, str] | None = None,
) -> Dossier:
    """A regency, city or province: coverage, rise in percent points, vulnerable workers, papers."""
    given = {
        "growth": growth,
        "vulnerable-workers": vulnerable,
        "village-officials": "0.9",
        "regulation": regulation,
        "budget": "yes",
        "agreement": agreement,
        "head-attends": "yes",
    }
    return Dossier(
        answers={"coverage": claimed, **given},
        verified={
            "coverage": verified,
            **{key: value for key, value in given.items() if key != "head-attends"},
        },
        profile={"profile.contact_office": "Dinas Tenaga Kerja"},
        innovation=innovation or {"innovation.what": BUDGET},
        notes={"coverage": "Angka klaim rekaan untuk peragaan"},
    )


def village(*, coverage: str, funded: str, funding: str, regulation: str) -> Dossier:
    """A village: residents protected, officials, where the premiums come from."""
    given = {
        "coverage": coverage,
        "village-officials": "1",
        "funded-residents": funded,
        "regulation": regulation,
        "funding": funding,
    }
    return Dossier(
        answers=given,
        verified=given,
        profile={"profile.contact_office": "Kantor desa"},
        innovation={"innovation.what": "Iuran warga dari anggaran desa (isian rekaan)."},
    )


def business(
    *, registered: str, months: str, programmes: str, administration: str, sponsored: str
) -> Dossier:
    """A company: workers registered, months paid in time, programmes joined, people it pays for."""
    given = {
        "coverage": registered,
        "punctual-months": months,
        "programmes": programmes,
        "accident-rate": "",
        "administration": administration,
        "sponsored-workers": sponsored,
        "sponsorship": "yes" if int(sponsored) else "no",
    }
    return Dossier(
        answers=given,
        verified=given,
        profile={"profile.contact_office": "Bagian personalia"},
        innovation={"innovation.what": "Membiayai pekerja rentan di sekitar tempat usaha (isian rekaan)."},
    )


@dataclass(frozen=True)
class Company:
    """One line of a table of companies, with the short name under which the cast knows it."""

    key: str
    name: str
    size: Size
    sector: str
    category: str
    registered: str
    months: str
    sponsored: str


def companies(table: str) -> list[Company]:
    """Read companies line by line, their fields between bars in the order of Company."""
    rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return [Company(key, name, Size(size), *more) for key, name, size, *more in rows]


def bring_companies(cast: Cast, listed: Iterable[Company], *, region: str) -> None:
    """Create companies of a province and the director of each."""
    for one in listed:
        cast.organisation(
            one.key,
            kind=Kind.EMPLOYER,
            name=one.name,
            region=region,
            size=one.size,
            sector=one.sector,
            made_up=True,
        )
        _head(cast, f"{one.key}.direktur", f"Direktur, {one.name}", one.key)


def enter_companies(listed: Iterable[Company], *, office: str) -> list[Entry]:
    """Return companies as they stand, proposed by an office."""
    return [
        Entry(
            one.category,
            one.key,
            f"{one.key}.direktur",
            office,
            business(
                registered=one.registered,
                months=one.months,
                programmes="4",
                administration="complete",
                sponsored=one.sponsored,
            ),
        )
        for one in listed
    ]


def villages_in(regency: str) -> list[Region]:
    """Return the first three villages of a regency by code."""
    within = Region.objects.filter(level="village", kind="desa", pk__startswith=f"{regency}.")
    return list(within.order_by("pk")[:3])


def bring_villages(cast: Cast, listed: Iterable[Region], *, head: str) -> None:
    """Create villages and the head of each, by the local word."""
    for one in listed:
        key = f"desa-{one.pk}"
        cast.organisation(key, kind=Kind.VILLAGE, name=f"Pemerintah Desa {one.name}", region=one.pk)
        _head(cast, f"desa.{one.pk}", f"{head} {one.name}", key)


def enter_villages(listed: Iterable[Region], dossiers: Iterable[Dossier], *, office: str) -> list[Entry]:
    """Return villages as they stand, each with its dossier, proposed by an office."""
    return [
        Entry("village", f"desa-{one.pk}", f"desa.{one.pk}", office, dossier)
        for one, dossier in zip(listed, dossiers, strict=True)
    ]


def _head(cast: Cast, key: str, office: str, organisation: str) -> None:
    cast.person(key, office=office, organisation=organisation, role=Role.ENTRANT, may_sign=True)
