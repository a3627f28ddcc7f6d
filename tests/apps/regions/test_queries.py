"""Finding regions."""

import pytest

from paritrana.apps.regions import queries
from paritrana.apps.regions.models import Region
from paritrana.core.regions import Level
from paritrana.errors import NotFound

pytestmark = pytest.mark.usefixtures("regions")


def test_path_leads_from_the_province_in_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        path = queries.path_of("71.07.03.2006")

    assert [region.code for region in path] == ["71", "71.07", "71.07.03", "71.07.03.2006"]


@pytest.mark.parametrize("code", ["71.08", "99", "no-code", ""])
def test_unknown_region_is_not_found(code):
    for find in (queries.by_code, queries.path_of):
        with pytest.raises(NotFound) as refused:
            find(code)
        assert refused.value.code == "regions.no_region"


def test_children_come_by_code_with_what_lies_below_them():
    districts = list(queries.children_of("71.07"))

    assert [one.code for one in districts][:2] == ["71.07.01", "71.07.02"]
    assert districts[0].below == Region.objects.filter(parent_id="71.07.01").count() > 0
    assert [one.code for one in queries.regencies_in("71")] == ["71.07"]


def test_counts_below_name_only_lower_levels():
    counts = queries.counts_below("71.07")

    assert list(counts) == [Level.DISTRICT, Level.VILLAGE]
    assert counts[Level.DISTRICT] == 12
    assert sum(counts.values()) == Region.objects.filter(code__startswith="71.07.").count()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("minahasa tenggara", "71.07"),
        ("Kab. Minahasa Tenggara", "71.07"),
        ("TERNATE", "82.71"),
        ("kec. ratahan", "71.07.01"),
        ("Desa Tababo", "71.07.03.2006"),
        ("7107", "71.07"),
        ("71.07.03.2006", "71.07.03.2006"),
    ],
)
def test_search_puts_the_nearest_first(typed, first):
    assert queries.search(typed)[0].code == first


def test_search_narrows_to_a_level_and_a_place():
    assert {one.level for one in queries.search("tababo", level="village")} == {"village"}
    assert not queries.search("tababo", level="district").exists()
    assert not queries.search("ratahan", inside="82").exists()
    assert queries.search("ratahan", inside="71.07").exists()


@pytest.mark.parametrize("typed", ["", "a", "%", "__", "'"])
def test_too_little_to_look_for_finds_nothing(typed):
    assert not queries.search(typed).exists()


def test_full_name_uses_the_local_word_only_where_checked():
    assert queries.by_code("71.07.03.2006").full_name == "Desa Tababo"
    checked = Region.objects.filter(kind="desa", code__startswith="91.06").first()
    assert checked.full_name.startswith("Kampung ")
