from django.apps import AppConfig


class NominationsConfig(AppConfig):
    name = "paritrana.apps.nominations"
    label = "nominations"

    def ready(self) -> None:
        from paritrana.apps.nominations import labels  # noqa: F401  registers the room's refusals
