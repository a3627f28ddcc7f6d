from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "paritrana.apps.organisations"
    label = "organisations"

    def ready(self) -> None:
        from paritrana.apps.accounts.queries import tells_roles
        from paritrana.apps.organisations import labels, queries  # noqa: F401  labels register the refusals

        tells_roles(queries.roles_told)
