from django.apps import AppConfig


class NominationsConfig(AppConfig):
    name = "paritrana.apps.nominations"
    label = "nominations"
