"""The environment, read once and typed; every missing or faulty variable is named in one message."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from environs import Env, EnvError, EnvValidationError, ValidationError, validate

REPOSITORY = Path(__file__).resolve().parents[3]


class EnvironmentFaulty(Exception):
    """The environment lacks variables or has unusable ones; the message lists them all."""


@dataclass(frozen=True)
class Environment:
    """What the site is told from outside."""

    secret_key: str
    data_dir: Path
    samples_dir: Path
    database: dict[str, Any]
    demo: bool
    debug: bool
    allowed_hosts: list[str]
    https: bool
    email: dict[str, Any]
    contact: str
    origin: str
    nik_key: str
    person_keys: str
    reveals_a_day: int
    lists_a_day: int
    oldest_age: int
    lapse_after: int
    duplicate_weight: int
    duplicate_block: int
    duplicate_pairs: int
    keep_stopped_days: int
    keep_requests_days: int
    keep_drafts_days: int
    site_url: str


def _is_site(address: str) -> None:
    found = urlsplit(address)
    if found.scheme not in ("http", "https") or not found.hostname or found.path.strip("/") or found.query:
        raise ValidationError("give scheme and name only, like https://paritrana.example.go.id")


def read() -> Environment:
    """Return the typed environment; raises EnvironmentFaulty naming every variable at fault."""
    env = Env(eager=False)
    data_dir = env.path("PARITRANA_DATA_DIR", Path("var/site"))
    values = {
        "secret_key": env.str("PARITRANA_SECRET_KEY"),
        "data_dir": data_dir,
        "samples_dir": env.path("PARITRANA_SAMPLES_DIR", REPOSITORY / "samples"),
        "database": env.dj_db_url("DATABASE_URL", f"sqlite:///{Path(data_dir).resolve() / 'site.sqlite3'}"),
        "demo": env.bool("PARITRANA_DEMO", False),
        "debug": env.bool("PARITRANA_DEBUG", False),
        "allowed_hosts": env.list("PARITRANA_ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"]),
        "https": env.bool("PARITRANA_HTTPS", False),
        "email": env.dj_email_url("PARITRANA_EMAIL_URL", "dummymail://"),
        "contact": env.str("PARITRANA_CONTACT", ""),
        "origin": env.str("PARITRANA_ORIGIN", "paritrana.invalid"),
        "nik_key": env.str("PARITRANA_NIK_KEY", ""),
        "person_keys": env.str("PARITRANA_PERSON_KEYS", ""),
        "person_keys_file": env.path("PARITRANA_PERSON_KEYS_FILE", None),
        "reveals_a_day": env.int("PARITRANA_REVEALS_A_DAY", 50),
        "lists_a_day": env.int("PARITRANA_LISTS_A_DAY", 10),
        "oldest_age": env.int("PARITRANA_OLDEST_AGE", 65),
        "lapse_after": env.int("PARITRANA_LAPSE_AFTER", 3, validate=validate.Range(1, 24)),
        "duplicate_weight": env.int("PARITRANA_DUPLICATE_WEIGHT", 0),
        "duplicate_block": env.int("PARITRANA_DUPLICATE_BLOCK", 500),
        "duplicate_pairs": env.int("PARITRANA_DUPLICATE_PAIRS", 20_000),
        "keep_stopped_days": env.int("PARITRANA_KEEP_STOPPED_DAYS", 1826),
        "keep_requests_days": env.int("PARITRANA_KEEP_REQUESTS_DAYS", 90),
        "keep_drafts_days": env.int("PARITRANA_KEEP_DRAFTS_DAYS", 7),
        "site_url": env.str("PARITRANA_SITE_URL", "http://127.0.0.1:8000", validate=_is_site),
    }
    try:
        env.seal()
    except EnvValidationError as fault:
        named = "; ".join(f"{name}: {', '.join(map(str, why))}" for name, why in fault.error_messages.items())
        raise EnvironmentFaulty(f"environment at fault: {named} (see .env.example)") from fault
    except EnvError as fault:
        raise EnvironmentFaulty(str(fault)) from fault
    keys_file = values.pop("person_keys_file")
    if keys_file and not values["person_keys"]:
        values["person_keys"] = _text_of(keys_file)
    return Environment(**values)


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as fault:
        raise EnvironmentFaulty(f"PARITRANA_PERSON_KEYS_FILE cannot be read: {fault.strerror}") from fault
