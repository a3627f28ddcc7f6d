from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "paritrana.apps.organisations"
    label = "organisations"
