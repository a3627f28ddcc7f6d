from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "paritrana.ui"
    label = "ui"
