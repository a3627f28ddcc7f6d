"""What may become of an account."""

from paritrana.errors import BadInput, RuleRefused

LANGUAGES = ("id", "en")


def check_language(language: str) -> None:
    """Refuse a language the pages are not written in."""
    if language not in LANGUAGES:
        raise BadInput("accounts.unknown_language", language=language)


def check_label(label: str) -> str:
    """Return the office by which pages name a person, or refuse an empty one."""
    label = " ".join(label.split())
    if not label:
        raise BadInput("accounts.label_missing")
    return label[:160]


def check_demo(*, is_demo: bool, demo_runs: bool) -> None:
    """Refuse a demo account outside the demo."""
    if is_demo and not demo_runs:
        raise RuleRefused("accounts.demo_only")


def check_still_active(is_active: bool) -> None:
    """Refuse to close an account twice."""
    if not is_active:
        raise RuleRefused("accounts.closed_already")


def check_closed(is_active: bool) -> None:
    """Refuse to open an account that is open."""
    if is_active:
        raise RuleRefused("accounts.open_already")


def check_not_oneself(is_own: bool) -> None:
    """Refuse to close one's own account: an operator would lock the site's last door behind them."""
    if is_own:
        raise RuleRefused("accounts.not_oneself")
