"""Every address of the site: each room brings its own."""

from django.conf import settings
from django.urls import include, path
from django.views.i18n import set_language

ROOM_URLS = [
    *(f"paritrana.apps.{room}.urls" for room in settings.ROOMS),
    "paritrana.ui.urls",
    "paritrana.portal.urls",
    "paritrana.api.v1.urls",
]

urlpatterns = [
    path("bahasa", set_language, name="set_language"),
    path("akun/", include("paritrana.apps.accounts.urls.signing_in")),
    *(path("", include(room)) for room in ROOM_URLS),
]

handler400 = "paritrana.ui.views.bad_request"
handler403 = "paritrana.ui.views.permission_denied"
handler404 = "paritrana.ui.views.page_not_found"
handler500 = "paritrana.ui.views.server_error"
