from django.apps import AppConfig


class JudgingConfig(AppConfig):
    name = "paritrana.apps.judging"
    label = "judging"
