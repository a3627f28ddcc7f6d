"""The keys of people come from a setting or from a file that the setting names."""

import pytest

from paritrana.server import env

KEYS = f"2026:{'s' * 40}"


def test_the_keys_are_read_from_a_file(monkeypatch, tmp_path):
    kept = tmp_path / "person-keys"
    kept.write_text(KEYS + "\n", "utf-8")
    monkeypatch.delenv("PARITRANA_PERSON_KEYS", raising=False)
    monkeypatch.setenv("PARITRANA_PERSON_KEYS_FILE", str(kept))
    assert env.read().person_keys.strip() == KEYS


def test_a_file_that_is_not_there_is_named_before_the_site_starts(monkeypatch, tmp_path):
    monkeypatch.delenv("PARITRANA_PERSON_KEYS", raising=False)
    monkeypatch.setenv("PARITRANA_PERSON_KEYS_FILE", str(tmp_path / "none"))
    with pytest.raises(env.EnvironmentFaulty, match="PARITRANA_PERSON_KEYS_FILE"):
        env.read()
