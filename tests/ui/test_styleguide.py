"""The style guide answers in every state; no page brings style or script of its own."""

import re

import pytest

pytestmark = pytest.mark.django_db
PAGE = "/gaya"


@pytest.mark.parametrize("query", ["", "?cari=zzz", "?urut=-workers&hal=2", "?bagian=konfirmasi"])
def test_it_answers_without_inline_style_or_script(client, query):
    response = client.get(PAGE + query)
    assert response.status_code == 200
    page = response.content.decode()
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]* src=)", page)
    assert page.count("<h1") == 1
    assert len(re.findall(r'\sid="([^"]+)"', page)) == len(set(re.findall(r'\sid="([^"]+)"', page)))


def test_a_broken_form_answers_422_with_its_errors(client):
    response = client.post(PAGE, {"name": ""})
    assert response.status_code == 422
    assert b"error-summary" in response.content


def test_a_wrong_address_says_so(client, settings):
    settings.DEBUG = False
    response = client.get("/tidak-ada")
    assert response.status_code == 404
    assert b"http.404" in response.content


def test_the_language_switch_comes_back_to_the_same_page(client):
    page = client.get(PAGE + "?hal=2").content.decode()
    assert 'name="next" value="/gaya?hal=2"' in page
