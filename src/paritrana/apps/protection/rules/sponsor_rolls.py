"""What an uploaded list of civil servants may say: counts office by office, or people by office."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from paritrana.apps.protection.rules import sponsors
from paritrana.apps.protection.states import Association
from paritrana.errors import BadInput, DataFaults, Fault

COUNTS, PERSONS = "counts", "persons"
COLUMNS = {COUNTS: sponsors.COUNTS, PERSONS: sponsors.PERSONS}
LARGEST = 5 * 1024 * 1024
MOST_FAULTS = 100

Row = Mapping[str, str]


@dataclass(frozen=True)
class Counted:
    """One office with its counts."""

    name: str
    association: Association
    servants: int
    stated: int


@dataclass(frozen=True)
class Listed:
    """One office with the names of its civil servants; the repr shows none of them."""

    name: str
    association: Association
    names: tuple[str, ...]

    def __repr__(self) -> str:
        return f"Listed({self.name!r}, {len(self.names)})"


SENTENCES = {
    "roll.no_office": (
        "the office is empty",
        "write the office in every row",
        "kantor kosong",
        "tulis kantor pada setiap baris",
    ),
    "roll.association": (
        "the association is neither KORPRI nor PGRI nor empty",
        "write one of them",
        "organisasi bukan KORPRI, PGRI, atau kosong",
        "tulis salah satunya",
    ),
    "roll.count": (
        "a count is no whole number, or more sponsor than there are",
        "write digits only",
        "jumlah bukan bilangan bulat, atau yang mengasuh lebih banyak daripada jumlah ASN",
        "tulis angka saja",
    ),
    "roll.name": (
        "the name is empty, too long or holds a number",
        "write the name alone",
        "nama kosong, terlalu panjang, atau memuat nomor",
        "tulis nama saja",
    ),
}


def read_counts(rows: Iterable[Row]) -> list[Counted]:
    """Return the offices of a list of counts; raises DataFaults with every faulty row."""
    return _each(rows, _count)


def read_people(rows: Iterable[Row]) -> list[Listed]:
    """Return the people by office, the offices in the order of the file; raises DataFaults."""
    found: dict[tuple[str, Association], list[str]] = {}
    for name, association, person in _each(rows, _person):
        found.setdefault((name, association), []).append(person)
    if sum(map(len, found.values())) > sponsors.MOST_NAMES:
        raise BadInput("sponsor.too_many", most=sponsors.MOST_NAMES)
    return [Listed(*office, tuple(names)) for office, names in found.items()]


def _each[Read](rows: Iterable[Row], read: Callable[[Row], Read]) -> list[Read]:
    found: list[Read] = []
    faults: list[Fault] = []
    for row in rows:
        try:
            found.append(read(row))
        except BadInput as error:
            sentence, cure, kalimat, perbaikan = SENTENCES[error.code]
            faults.append(Fault(int(row["row"]), error.code, sentence, cure, indonesian=(kalimat, perbaikan)))
    if faults:
        raise DataFaults(faults[:MOST_FAULTS], "sponsor.faults")
    return found


def _office(row: Row) -> tuple[str, Association]:
    name = " ".join(row["kantor"].split())
    if not name or len(name) > 160:
        raise BadInput("roll.no_office")
    try:
        return name, sponsors.association_of(row["organisasi"])
    except ValueError:
        raise BadInput("roll.association") from None


def _count(row: Row) -> Counted:
    name, association = _office(row)
    cells = [row["jumlah_asn"], row["sudah_mengasuh"] or "0"]
    if not all(one.isascii() and one.isdigit() and len(one) < 8 for one in cells):
        raise BadInput("roll.count")
    servants, stated = map(int, cells)
    if stated > servants or servants > sponsors.MOST_SERVANTS:
        raise BadInput("roll.count")
    return Counted(name, association, servants, stated)


def _person(row: Row) -> tuple[str, Association, str]:
    try:
        return *_office(row), sponsors.plain_name(row["nama"])
    except BadInput as error:
        raise BadInput("roll.name" if error.code == "sponsor.bad_name" else error.code) from None
