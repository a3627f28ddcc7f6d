from django.apps import AppConfig


class JudgingConfig(AppConfig):
    name = "paritrana.apps.judging"
    label = "judging"

    def ready(self) -> None:
        from paritrana.apps.judging import labels, permissions  # noqa: F401 - labels register their sentences
        from paritrana.apps.nominations.permissions import dossiers

        dossiers.ask_before_juror_reads(permissions.check_read_dossier)
