"""Pages of the office: screening, verification, forwarding."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
