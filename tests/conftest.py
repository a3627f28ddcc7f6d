"""The tests' environment: a fixed secret, a data folder that is thrown away, no network."""

import gc
import os
import tempfile
from pathlib import Path

os.environ.setdefault("PARITRANA_SECRET_KEY", "only-for-tests-" + "x" * 40)
if "PARITRANA_DATA_DIR" not in os.environ:  # the workers of a parallel run inherit it
    _data = tempfile.TemporaryDirectory(prefix="paritrana-tests-", ignore_cleanup_errors=True)
    os.environ["PARITRANA_DATA_DIR"] = _data.name
(Path(os.environ["PARITRANA_DATA_DIR"]) / "static").mkdir(parents=True, exist_ok=True)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paritrana.server.settings")

import django
import pytest
from hypothesis import settings as hypothesis
from tests.journeys import site as sites
from tests.scheduling import Scheduler, heavy_first

django.setup()
hypothesis.register_profile("quick", deadline=None, max_examples=25)
hypothesis.register_profile("full", deadline=None, max_examples=300)
hypothesis.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return Scheduler(config, log)


def pytest_collection_modifyitems(items):
    heavy_first(items)
    # What was imported stays: looking through it for garbage again and again cost a tenth of the run.
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(autouse=True)
def _plain_storage(settings, tmp_path):
    """Static files by their plain names, uploads into the test's own folder, mail only in the outbox."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.LAKE_DIR = tmp_path / "lake"
    settings.NIK_KEY = "only-for-tests-a-key-for-tokens"
    settings.PERSON_KEYS = "uji:only-for-tests-a-key-to-seal-people"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def built_demo(tmp_path_factory) -> Path:
    """The demo, built once by the command itself; or the one in PARITRANA_BUILT_DEMO, to try again."""
    standing = os.environ.get("PARITRANA_BUILT_DEMO")
    return Path(standing) if standing else sites.build(tmp_path_factory.mktemp("demo") / "data")
