"""Every address of the nominations room: the entrant's and proposer's side, then the office's."""

from paritrana.apps.nominations.urls import entrant, office

app_name = "nominations"
urlpatterns = [*entrant.urlpatterns, *office.urlpatterns]
