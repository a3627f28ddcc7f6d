from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "paritrana.apps.awards"
    label = "awards"
