from django.apps import AppConfig


class RegionsConfig(AppConfig):
    name = "paritrana.apps.regions"
    label = "regions"
