"""Which tests share a worker: those that share a world, so that no world is built twice.

The marks of pytest-xdist cannot say it: its 3.8 writes the group into a field that pytest 9.2 no longer
reads, and every worker then builds every world.
"""

import pytest
from xdist.scheduler import LoadScopeScheduling

# What takes a worker longest, begun first so that the other one has enough to do beside it.
HEAVY = ("tests/journeys/", "tests/stories/", "tests/permissions/")
ONE_DEMO = HEAVY[:2]  # built once for both, and one browser at a time is enough
BY_STAGE = "tests/permissions/"  # one world a stage, the stage in brackets


def scope_of(nodeid: str) -> str:
    """Return the name under which tests are kept together: their file, mostly."""
    if nodeid.startswith(ONE_DEMO):
        return "the demo"
    file, _, test = nodeid.partition("::")
    return f"{file}[{test.partition('[')[2]}" if file.startswith(BY_STAGE) else file


def heavy_first(items: list[pytest.Item]) -> None:
    """Put the tests that share a big world before all others, otherwise in their order."""
    items.sort(key=lambda item: next((n for n, path in enumerate(HEAVY) if path in item.nodeid), len(HEAVY)))


class Scheduler(LoadScopeScheduling):
    """Hands out whole scopes in the order of the tests."""

    def _split_scope(self, nodeid: str) -> str:
        return scope_of(nodeid)

    def schedule(self) -> None:
        self.config.option.loadscopereorder = False
        super().schedule()
