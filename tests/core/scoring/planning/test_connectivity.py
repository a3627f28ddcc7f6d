"""Connection after the fact: parts, what holds them, and what is too thin, against removal one by one."""

from hypothesis import given
from hypothesis import strategies as st

from paritrana.core.scoring.planning import components, linkage
from paritrana.core.scoring.planning.telling import linkage_told

PAIRS = st.sets(st.tuples(st.sampled_from("abcde"), st.sampled_from("abcdef")), max_size=14)


def parts_of(pairs) -> list[set[str]]:
    """The entrants of each part, by joining sets until nothing changes."""
    by_juror: dict[str, set[str]] = {}
    for juror, entrant in pairs:
        by_juror.setdefault(juror, set()).add(entrant)
    parts: list[set[str]] = []
    for own in by_juror.values():
        touched = [part for part in parts if part & own]
        parts = [part for part in parts if not part & own] + [own.union(*touched)]
    return sorted(parts, key=lambda part: (-len(part), min(part)))


@given(PAIRS)
def test_parts_are_those_found_by_joining_panels(pairs):
    found = components(pairs)
    assert [set(entrants) for _, entrants in found] == parts_of(pairs)
    assert sum(len(jurors) for jurors, _ in found) == len({juror for juror, _ in pairs})


@given(PAIRS)
def test_what_is_weak_is_what_parts_the_entrants_when_it_goes(pairs):
    found = linkage("desa", {entrant for _, entrant in pairs}, pairs)
    entrants = {entrant for _, entrant in pairs}

    def pieces(left, without=frozenset()) -> int:
        """Parts among the entrants that stay; one nobody marks any more is a part of its own."""
        left = [pair for pair in left if pair[1] not in without]
        return len(parts_of(left)) + len(entrants - without - {entrant for _, entrant in left})

    whole = pieces(pairs)
    for juror in {juror for juror, _ in pairs}:
        goes = pieces({pair for pair in pairs if pair[0] != juror}) > whole
        assert goes == (juror in found.cut_jurors)
    for entrant in entrants:
        alone = {entrant} in parts_of(pairs)
        goes = pieces({pair for pair in pairs if pair[1] != entrant}, {entrant}) > whole - alone
        assert goes == (entrant in found.cut_entrants)
    assert set(found.bridges) == {pair for pair in pairs if pieces(pairs - {pair}) > whole}


def test_the_sentences_name_the_parts_the_weak_link_and_those_with_few():
    apart = linkage("desa", ["E1", "E2", "E3"], [("J1", "E1"), ("J1", "E2"), ("J2", "E3")])
    assert not apart.connected
    assert "2 parts that no juror links: E1, E2 | E3" in linkage_told(apart)[0]["en"]
    thin = linkage("desa", ["E1", "E2"], [("J1", "E1"), ("J1", "E2"), ("J2", "E2")])
    assert thin.weak
    told = [one["en"] for one in linkage_told(thin)]
    assert told[1].startswith("Weak: it holds only through juror J1 (single marks: J1 – E1, J1 – E2)")
    assert told[2].endswith("J1 (2), J2 (1).")


def test_an_entrant_nobody_marked_is_not_compared():
    found = linkage("desa", ["E1", "E2", "E3"], [("J1", "E1"), ("J1", "E2")])
    assert (found.connected, found.unmarked) == (False, ("E3",))
    assert not linkage("desa", ["E1"], []).parts
    assert linkage("desa", ["E1"], [("J1", "E1")]).connected
