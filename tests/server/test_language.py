"""Pages are Indonesian unless somebody chose otherwise here."""

import pytest
from django.urls import reverse

from paritrana.apps.accounts.models import User
from paritrana.core.units import clock

pytestmark = pytest.mark.django_db


def language_of(response):
    return response["Content-Language"]


def test_a_first_visit_is_in_indonesian_whatever_the_browser_wants(client):
    assert language_of(client.get("/", headers={"accept-language": "en-US,en"})) == "id"


def test_the_switch_is_kept_in_a_cookie(client):
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    assert language_of(client.get("/")) == "en"


def test_a_persons_own_language_comes_before_the_default(client):
    user = User.objects.create(email="a@b.invalid", label="Operator", language="en", date_joined=clock.now())
    client.force_login(user)
    assert language_of(client.get("/")) == "en"


def test_a_language_that_is_not_ours_is_ignored(client):
    client.cookies["django_language"] = "xx"
    assert language_of(client.get("/")) == "id"
