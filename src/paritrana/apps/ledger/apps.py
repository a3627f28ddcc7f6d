from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "paritrana.apps.ledger"
    label = "ledger"
