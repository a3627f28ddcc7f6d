from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "paritrana.apps.awards"
    label = "awards"

    def ready(self) -> None:
        from paritrana.apps.awards.labels import refusals

        refusals.register()
