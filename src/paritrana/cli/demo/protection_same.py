"""Probable duplicates in the register of Minahasa Tenggara: made-up people who were entered under two NIK.

The queue is filled by a real search; one pair is unsure, one is merged, one is proposed by the village.  Beside it
a made-up list of poor households that is compared with the register.
"""

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from paritrana.apps.protection.commands import import_work, imports, same, same_work, workers
from paritrana.apps.protection.models import Enlistment, PersonLink
from paritrana.apps.protection.rules.workers import Worker
from paritrana.apps.protection.states import ImportKind, Verdict
from paritrana.apps.regions.models import Region
from paritrana.cli.demo.acts import moment
from paritrana.cli.demo.cast import Cast
from paritrana.core.units import clock

DISTRICT = "71.07.03"
# The number in the NIK of both, the name, the birth date, and what the second record says otherwise: a village by place.
TWICE = (
    ("Satu Ganda Rekaan", date(1980, 2, 1), {"name": "SATU GANDA REKAAN"}),
    ("Rekaan Kembar Dua", date(1975, 6, 9), {"name": "Rekaan Kembr Dua", "village": 2}),
    ("Muhammad Tiga Contoh", date(1988, 4, 11), {"name": "Moh. Tiga Contoh", "born": date(1988, 11, 4)}),
    ("Contoh Empat Ganda", date(1969, 9, 21), {"name": "Ganda Contoh Empat", "village": 3}),
    ("Lima Contoh Kembar", date(1992, 12, 5), {"born": date(1993, 12, 5)}),
)
UNSURE, MERGED = 4, 0  # places in the list above
# NIK, name, birth date, sex and what the line is to the register.
POOR = (
    ("7107030102809000", "Satu Ganda Rekaan", "01-02-1980", "L"),  # stands there
    ("7107031505859901", "Warga Rekaan Miskin Satu", "15-05-1985", "L"),
    ("7107035605909902", "Warga Rekaan Miskin Dua", "16-05-1990", "P"),
    ("7107030101409903", "Warga Rekaan Miskin Tiga", "01-01-1940", "L"),  # too old
    ("7107030101959904", "Warga Rekaan Miskin Empat", "", "L"),  # nobody knows
    ("710703010195", "Warga Rekaan Miskin Lima", "01-01-1995", "L"),  # no NIK
)


def create(cast: Cast) -> None:
    """Enter five people twice, look for them, and judge three of the pairs."""
    office, village_officer = cast.people["mitra.program"], cast.people["desa.program"]
    villages = list(Region.objects.filter(parent=DISTRICT, kind="desa").order_by("code"))
    pairs = []
    for place, (name, born, differs) in enumerate(TWICE):
        home = villages[0 if place == 1 else 1].pk
        first = Worker(_nik(born, 2 * place), name, born, "L", home, "farmer")
        told = dict(differs)
        told["village"] = villages[told.get("village", 1)].pk
        second = replace(first, nik=_nik(told.get("born", born), 2 * place + 1), **told)
        with clock.at(moment(f"2024-05-{15 + place:02d}")):
            pairs.append(tuple(workers.add(worker=one, made_up=True, by=office) for one in (first, second)))
    with clock.at(moment("2024-05-20")):
        same_work.take(same.ask_search(by=office))
        same.judge(link=_link(pairs[UNSURE]), verdict=Verdict.UNSURE, by=office)
        same.judge(link=_link(pairs[MERGED]), verdict=Verdict.SAME, keep="first", by=office)
        same.judge(link=_link(pairs[1]), verdict=Verdict.SAME, keep="first", by=village_officer)


def compare(cast: Cast) -> None:
    """Hand a list in now, not in the past of the demo: its file is kept for a day only."""
    by, village = cast.people["mitra.program"], Region.objects.filter(parent=DISTRICT, kind="desa").first()
    assert village is not None
    lines = ["NIK;Nama;Tanggal Lahir;Jenis Kelamin;Kode Desa"]
    lines += [";".join((*one, village.pk)) for one in POOR]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dtks-rekaan.csv"
        path.write_text("\n".join(lines) + "\n", "utf-8")
        handed_in = imports.upload(
            office=cast.organisations["pemda-71.07"],
            region=Region.objects.get(pk="71.07"),
            as_of=date(2024, 6, 3),
            path=path,
            kind=ImportKind.COMPARISON,
            made_up=True,
            by=by,
        )
    import_work.take(handed_in)


def _nik(born: date, number: int) -> str:
    return f"710703{born:%d%m%y}9{number:03d}"


def _link(pair: tuple[Enlistment, ...]) -> PersonLink:
    return PersonLink.objects.get(first=pair[0], second=pair[1])
