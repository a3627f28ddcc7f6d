from django.urls import path, register_converter
from django.urls.converters import PathConverter

from paritrana.apps.ledger import views


class LogName(PathConverter):
    """The name of a log: the house's, or one edition's. Anything else is no address at all."""

    regex = r"house|edition/[a-z0-9][a-z0-9_-]*"


register_converter(LogName, "log")

app_name = "ledger"
urlpatterns = [
    path("jejak/<log:log>", views.log, name="log"),
    path("jejak/<log:log>/<int:seq>", views.leaf, name="leaf"),
]
