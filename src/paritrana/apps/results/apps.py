from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "paritrana.apps.results"
    label = "results"
