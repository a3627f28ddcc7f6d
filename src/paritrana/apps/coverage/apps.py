from django.apps import AppConfig


class CoverageConfig(AppConfig):
    name = "paritrana.apps.coverage"
    label = "coverage"

    def ready(self) -> None:
        from paritrana.apps.coverage.labels import refusals  # noqa: F401  registers the sentences
