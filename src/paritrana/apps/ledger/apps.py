from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "paritrana.apps.ledger"
    label = "ledger"

    def ready(self) -> None:
        from paritrana.apps.ledger import labels  # noqa: F401  registers the room's refusals
