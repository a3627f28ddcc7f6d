from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "paritrana.apps.accounts"
    label = "accounts"
