from django.apps import AppConfig


class ServerConfig(AppConfig):
    name = "paritrana.server"
    label = "server"

    def ready(self) -> None:
        from paritrana.server import checks  # noqa: F401  registers the start-up checks
