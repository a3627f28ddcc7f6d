from django.apps import AppConfig


class RegionsConfig(AppConfig):
    name = "paritrana.apps.regions"
    label = "regions"

    def ready(self) -> None:
        from paritrana.apps.regions import labels
        from paritrana.ui import refusals

        refusals.register(labels.REFUSALS)
