from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    name = "paritrana.apps.protection"
    label = "protection"

    def ready(self) -> None:
        from paritrana.apps.protection.labels import imports, refusals, rights_refusals  # noqa: F401  they register the sentences
