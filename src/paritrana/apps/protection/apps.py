from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    name = "paritrana.apps.protection"
    label = "protection"

    def ready(self) -> None:
        from paritrana.apps.protection.labels import (  # noqa: F401  they register the sentences
            batches,
            comparisons,
            ecosystem,
            employers,
            errands,
            imports,
            outreach,
            plan_refusals,
            refusals,
            rights_refusals,
            same,
            sponsors,
        )
