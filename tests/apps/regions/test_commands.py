"""Loading the region table."""

import json

import pytest
from tests.apps.regions.cut import cut_table

from paritrana.apps.ledger.models import Entry
from paritrana.apps.regions.commands import load_table
from paritrana.apps.regions.models import Region, TableLoad
from paritrana.errors import DataFaults, NotPermitted

pytestmark = pytest.mark.django_db


def test_second_loading_changes_nothing(tmp_path):
    path = cut_table(tmp_path, "71.07")
    load_table(path=path)
    before = list(Region.objects.values())

    loaded = load_table(path=path)

    assert (loaded.added, loaded.changed, loaded.absent) == (0, 0, 0)
    assert list(Region.objects.values()) == before


def test_changed_name_and_local_word_are_updated_and_the_end_date_is_kept(tmp_path):
    path = cut_table(tmp_path, "71.07")
    load_table(path=path)
    Region.objects.filter(code="71.07.03.2006").update(valid_to="2030-01-01")
    for file, old, new in [
        (path, "Tababo,", "Tababo Baru,"),
        (path.with_name("local_words.csv"), "71.07,desa,desa,hukum tua", "71.07,desa,wanua,hukum tua"),
    ]:
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    loaded = load_table(path=path)

    village = Region.objects.get(code="71.07.03.2006")
    assert loaded.added == 0
    assert loaded.changed == Region.objects.filter(kind="desa").count()
    assert (village.name, village.folded, village.unit) == ("Tababo Baru", "tababo baru", "wanua")
    assert village.valid_to is not None


def test_region_no_longer_in_the_table_is_kept_and_counted(tmp_path):
    load_table(path=cut_table(tmp_path, "71.07"))
    there = Region.objects.count()

    loaded = load_table(path=cut_table(tmp_path, "82.71"))

    assert loaded.absent == there
    assert Region.objects.filter(code="71.07").exists()


def test_loading_is_one_event_of_the_house_log_with_counts_and_digest(tmp_path):
    loaded = load_table(path=cut_table(tmp_path, "71.07.01"))

    entry = Entry.objects.get()
    facts = json.loads(entry.leaf)["facts"]
    assert (entry.log, entry.event, entry.actor) == ("house", "regions.loaded", "system")
    assert facts["sha256"] == loaded.sha256 == TableLoad.objects.get().sha256
    assert facts["levels"] == {"province": 1, "regency": 1, "district": 1, "village": loaded.total - 3}
    assert (facts["added"], facts["changed"], facts["absent"]) == (loaded.total, 0, 0)


def test_faulty_table_leaves_nothing_behind(tmp_path):
    path = cut_table(tmp_path, "71.07.01")
    path.write_text(path.read_text(encoding="utf-8") + "71.07.01.2001x,A,village,desa,71.07.01,WITA,,\n")

    with pytest.raises(DataFaults, match=r"region\.bad_code"):
        load_table(path=path)

    assert not Region.objects.exists()
    assert not Entry.objects.exists()


class Person:
    pk = 7

    def __init__(self, *, is_operator):
        self.is_operator = is_operator


def test_only_an_operator_loads(tmp_path):
    path = cut_table(tmp_path, "71.07.01")

    with pytest.raises(NotPermitted, match=r"regions\.not_operator"):
        load_table(path=path, by=Person(is_operator=False))

    load_table(path=path, by=Person(is_operator=True))
    assert Entry.objects.get().actor == "user:7"
