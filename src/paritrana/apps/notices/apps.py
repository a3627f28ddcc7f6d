from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "paritrana.apps.notices"
    label = "notices"

    def ready(self) -> None:
        from paritrana.apps.notices import labels  # noqa: F401  registers the room's refusals
