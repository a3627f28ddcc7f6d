"""The whole world of the demo, in the order in which things happened."""

from collections.abc import Callable

from paritrana.cli.demo import gorontalo, malut, national, sultra, sulut
from paritrana.cli.demo.acts import moment
from paritrana.cli.demo.cast import Cast, gather
from paritrana.core.units import clock


def create(*, say: Callable[[str], None] = lambda line: None) -> Cast:
    """Build the five editions; `say` is told each one as it is begun."""
    with clock.at(moment("2021-01-04", "08:00")):
        cast = gather()
    say("Gorontalo 2020–2021, open for nominations")
    gorontalo.create(cast)
    say("North Sulawesi, period 2023, in marking")
    north = sulut.create(cast)
    say("Southeast Sulawesi, period 2023, at its preparatory meeting")
    sultra.create(cast)
    say("the national edition of period 2023")
    national.create(cast, north)
    say("North Maluku, period 2024, published")
    malut.create(cast)
    return cast
