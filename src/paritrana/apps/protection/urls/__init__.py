"""Every address of the protection room, by subject."""

from paritrana.apps.protection.urls import money, partners, register, rights

app_name = "protection"
urlpatterns = [
    *register.urlpatterns,
    *money.urlpatterns,
    *partners.urlpatterns,
    *rights.urlpatterns,
]
