from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    name = "paritrana.apps.protection"
    label = "protection"

    def ready(self) -> None:
        from paritrana.apps.protection.labels import ecosystem, imports, outreach, refusals, sponsors  # noqa: F401  they register the sentences
