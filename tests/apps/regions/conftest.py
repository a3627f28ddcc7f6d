import pytest
from tests.apps.regions.cut import cut_table

from paritrana.apps.regions.commands import load_table


@pytest.fixture
def regions(db, tmp_path):
    """Minahasa Tenggara with all its villages, the head of Ternate, and one district of Biak."""
    return load_table(path=cut_table(tmp_path, "71.07", "82.71", "91.06.01"))
