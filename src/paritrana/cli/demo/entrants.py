"""What the demo's entrants say and what was verified.  Everything without a named source is made up and says so."""

from collections.abc import Mapping

from paritrana.cli.demo.acts import Dossier, Rate

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
