"""Pages travel compressed to whoever can read that; a bundle does not, it is a ZIP already."""

import gzip

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
