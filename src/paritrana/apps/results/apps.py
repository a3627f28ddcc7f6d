from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "paritrana.apps.results"
    label = "results"

    def ready(self) -> None:
        from paritrana.apps.ledger import permissions as ledger
        from paritrana.apps.results import labels, permissions  # noqa: F401  (labels registers its sentences)

        ledger.let_read("edition/", permissions.check_read_edition_log)
        ledger.let_read("house", permissions.check_read_house_log)
