"""The whole world of the demo, in the order in which things happened."""

from collections.abc import Callable

from paritrana.cli.demo import (
    coverage,
    gorontalo,
    malut,
    national,
    protection,
    protection_rights,
    protection_same,
    sultra,
    sulut,
)
from paritrana.cli.demo.acts import moment
from paritrana.cli.demo.cast import Cast, gather
from paritrana.core.units import clock

BEGINNING = moment("2021-01-04", "07:00")


def create(*, say: Callable[[str], None] = lambda line: None) -> Cast:
    """Build the five editions and the figures of coverage; `say` is told each one as it is begun."""
    with clock.at(BEGINNING):
        cast = gather()
    say("Gorontalo 2020–2021, open for nominations")
    gorontalo.create(cast)
    say("coverage of North Sulawesi in 2023, from a made-up roll to a snapshot")
    coverage.publish(cast)
    say("North Sulawesi, period 2023, its dossiers complete")
    north = sulut.nominate(cast)
    say("Southeast Sulawesi, period 2023, at its preparatory meeting")
    sultra.create(cast)
    say("the national edition of period 2023")
    national.create(cast, north.edition)
    say("the register of Minahasa Tenggara, its agreement and funds")
    protection.create(cast)
    say("North Sulawesi again, in marking")
    sulut.mark(cast, north)
    say("North Maluku, period 2024, published")
    malut.create(cast)
    say("figures that others printed, with their sources")
    coverage.print_figures(cast)
    say("what people ask of the register these days")
    protection_rights.create(cast)
    protection_same.compare(cast)
    return cast
