from django.urls import path

from paritrana.ui import views

app_name = "ui"
urlpatterns = [path("gaya", views.styleguide, name="styleguide")]
