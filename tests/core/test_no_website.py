"""The method stands without the website: nothing of it loads Django."""

import subprocess
import sys

import pytest

MODULES = [
    "paritrana.core.bundle",
    "paritrana.core.claims",
    "paritrana.core.programmes",
    "paritrana.core.ranking",
    "paritrana.core.regions.boundaries",
    "paritrana.core.rulebook",
    "paritrana.core.scoring",
    "paritrana.core.scoring.planning",
    "paritrana.core.units",
    "paritrana.cli",
    "paritrana.cli.benefits",
    "paritrana.cli.boundaries",
    "paritrana.cli.claims",
    "paritrana.cli.method",
    "paritrana.cli.plan",
    "paritrana.cli.programmes",
]
RUN = """
import sys
from paritrana.cli import run
{act}
assert not [name for name in sys.modules if name.split('.')[0] in ('django', 'allauth')], 'django loaded'
"""


HELP = ["run(['--help'])", "run(['rank', '-h'])", "run(['claims', 'check', '-h'])", "run(['premium', '-h'])"]
ACTS = [*(f"import {name}" for name in MODULES), *HELP]


@pytest.mark.parametrize("act", ACTS)
def test_no_django(act: str):
    command = [sys.executable, "-c", RUN.format(act=act)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
