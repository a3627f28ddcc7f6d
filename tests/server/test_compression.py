"""Pages travel compressed to whoever can read that; a bundle does not, it is a ZIP already."""

import gzip

import brotli
import pytest
from django.http import HttpResponse

from paritrana.server.middleware.compression import Compress

ACCEPTS = {"accept-encoding": "gzip"}


@pytest.mark.django_db
def test_a_page_is_less_than_half_its_size_on_the_way(client):
    plain = client.get("/tentang")
    packed = client.get("/tentang", headers=ACCEPTS)
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) * 2 < len(plain.content)
    assert gzip.decompress(packed.content)[:15] == plain.content[:15]


@pytest.mark.parametrize(
    ("kind", "packed"), [("text/csv; charset=utf-8", True), ("application/zip", False), ("image/png", False)]
)
def test_only_texts_are_compressed(rf, kind, packed):
    compress = Compress(lambda request: HttpResponse("1,2,3\n" * 200, content_type=kind))
    assert compress(rf.get("/", headers=ACCEPTS)).has_header("Content-Encoding") is packed


@pytest.mark.django_db
def test_a_first_visit_gets_the_smaller_form_if_the_browser_reads_it(client):
    plain = client.get("/tentang")
    client.cookies.clear()
    both = client.get("/tentang", headers={"accept-encoding": "gzip, deflate, br"})
    assert both["Content-Encoding"] == "br"
    assert "Accept-Encoding" in both["Vary"]
    assert int(both["Content-Length"]) == len(both.content)
    assert brotli.decompress(both.content)[:15] == plain.content[:15]
    client.cookies.clear()
    refused = client.get("/tentang", headers={"accept-encoding": "gzip, br;q=0"})
    assert refused["Content-Encoding"] == "gzip"


def test_who_has_a_cookie_gets_a_page_whose_length_tells_no_secret(rf):
    answers = [Compress(lambda request: HttpResponse("token " * 100)) for _ in range(2)]
    request = rf.get("/", headers={"accept-encoding": "gzip, br"})
    assert answers[0](request)["Content-Encoding"] == "br"
    request.COOKIES["sessionid"] = "one"
    packed = [answers[1](request) for _ in range(20)]
    assert {one["Content-Encoding"] for one in packed} == {"gzip"}
    assert len({one["Content-Length"] for one in packed}) > 1
