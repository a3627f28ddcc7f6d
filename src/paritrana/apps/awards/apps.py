from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "paritrana.apps.awards"
    label = "awards"

    def ready(self) -> None:
        from paritrana.apps.accounts.queries import tells_roles
        from paritrana.apps.awards import queries
        from paritrana.apps.awards.labels import refusals
        from paritrana.apps.ledger.queries import tells_zone

        refusals.register()
        tells_roles(queries.seats_told)
        tells_zone("edition/", queries.zone_of_log)
