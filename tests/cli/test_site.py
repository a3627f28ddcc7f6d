"""Starting the site from the command line: refusals are one sentence and exit code 2."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PARITRANA = Path(sys.executable).with_name("paritrana")


def run(*words, folder, **environment):
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("PARITRANA", "DATABASE", "DJANGO"))
    }
    return subprocess.run(
        [PARITRANA, *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={**kept, **environment},
    )


@pytest.mark.parametrize(
    ("words", "environment", "told"),
    [
        (["serve"], {}, "PARITRANA_SECRET_KEY"),
        (["serve"], {"PARITRANA_SECRET_KEY": "x" * 50}, "collectstatic"),
        (
            ["serve"],
            {
                "PARITRANA_SECRET_KEY": "x" * 50,
                "PARITRANA_DEMO": "1",
                "DATABASE_URL": "postgres://someone@database.example.org/site",
            },
            "Unset DATABASE_URL or PARITRANA_DEMO",
        ),
        (["demo"], {"DATABASE_URL": "postgres://someone@database.example.org/site"}, "unset DATABASE_URL"),
        (["serve", "--port", "0"], {}, "--port"),
        (
            ["manage", "check"],
            {"PARITRANA_SECRET_KEY": "x", "PARITRANA_SITE_URL": "paritrana.example.go.id/depan"},
            "PARITRANA_SITE_URL",
        ),
        (["manage", "check"], {"PARITRANA_SECRET_KEY": "x", "PARITRANA_DEMO": "perhaps"}, "PARITRANA_DEMO"),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(tmp_path, words, environment, told):
    done = run(*words, folder=tmp_path, **environment)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.long
def test_the_first_operator_is_created_once(tmp_path):
    site = {"PARITRANA_SECRET_KEY": "x" * 50, "PARITRANA_DATA_DIR": str(tmp_path / "site")}
    assert run("manage", "migrate", "-v", "0", folder=tmp_path, **site).returncode == 0
    words = ["operator", "operator@contoh.invalid", "--label", "Operator sistem", "--password"]
    assert run(*words, "kata-sandi-panjang-29", folder=tmp_path, **site).returncode == 0
    again = run(*words, "kata-sandi-panjang-29", folder=tmp_path, **site)
    assert (again.returncode, "Traceback" in again.stderr) == (2, False)
    short = run(
        "operator", "b@contoh.invalid", "--label", "B", "--password", "pendek", folder=tmp_path, **site
    )
    assert short.returncode == 2
