"""Probable duplicates in the register of Minahasa Tenggara: made-up people who were entered under two NIK.

The queue is filled by a real search; one pair is unsure, one is merged, one waits for a second office.
"""

from dataclasses import replace
from datetime import date

from paritrana.apps.protection.commands import same, same_work, workers
from paritrana.apps.protection.models import Enlistment, PersonLink
from paritrana.apps.protection.rules.workers import Worker
from paritrana.apps.protection.states import Verdict
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


def create(cast: Cast) -> None:
    """Enter five people twice, look for them, and judge two of the pairs."""
    office, village_officer = cast.people["mitra.program"], cast.people["desa.program"]
    villages = list(Region.objects.filter(parent=DISTRICT, kind="desa").order_by("code"))
    pairs = []
    for place, (name, born, differs) in enumerate(TWICE):
        home = villages[0 if place == 1 else 1].pk
        first = Worker(_nik(born, 2 * place), name, born, "L", home, "farmer")
        told = dict(differs)
        told["village"] = villages[told.get("village", 1)].pk
        second = replace(first, nik=_nik(told.get("born", born), 2 * place + 1), **told)
        with clock.at(moment(f"2024-05-{10 + place:02d}")):
            pairs.append(tuple(workers.add(worker=one, made_up=True, by=office) for one in (first, second)))
    with clock.at(moment("2024-05-20")):
        same_work.take(same.ask_search(by=office))
        same.judge(link=_link(pairs[UNSURE]), verdict=Verdict.UNSURE, by=office)
        same.judge(link=_link(pairs[MERGED]), verdict=Verdict.SAME, keep="first", by=office)
        same.judge(link=_link(pairs[1]), verdict=Verdict.SAME, keep="first", by=village_officer)


def _nik(born: date, number: int) -> str:
    return f"710703{born:%d%m%y}9{number:03d}"


def _link(pair: tuple[Enlistment, ...]) -> PersonLink:
    return PersonLink.objects.get(first=pair[0], second=pair[1])
