from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "paritrana.apps.notices"
    label = "notices"
