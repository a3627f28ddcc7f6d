"""The text of a checkpoint: written one way, read back, refused when it is none."""

import base64

import pytest

from paritrana.core.log import Checkpoint, leaf_hash
from paritrana.errors import BadInput

ROOT = leaf_hash(b"one")
GOOD = Checkpoint("example.invalid/edition/sulut-2023", 17, ROOT)


def test_the_text_is_origin_size_and_root_each_on_a_line():
    assert str(GOOD) == f"example.invalid/edition/sulut-2023\n17\n{base64.b64encode(ROOT).decode()}\n"


def test_what_was_written_is_read_back():
    assert Checkpoint.read(str(GOOD)) == GOOD
    assert Checkpoint.read(str(GOOD) + "\n— a signature line that we pass over\n") == GOOD


SIZE_LINES = ["", "-1", "+17", "017", "1_7", " 17", "17 ", "١٧", "x"]


@pytest.mark.parametrize("size", SIZE_LINES)
def test_a_size_that_is_not_plain_digits_is_refused(size):
    with pytest.raises(BadInput, match=r"log.checkpoint_unreadable"):
        Checkpoint.read(f"origin\n{size}\n{base64.b64encode(ROOT).decode()}\n")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "origin\n",
        "origin\n1\n",
        f"\n1\n{base64.b64encode(ROOT).decode()}\n",
        f"origin\n1\n{base64.b64encode(ROOT[:31]).decode()}\n",
        f"origin\n1\n{base64.b64encode(ROOT + b'x').decode()}\n",
        f"origin\n1\n{base64.b64encode(ROOT).decode()[:-2]}*=\n",
        f"origin\n1\n{base64.urlsafe_b64encode(bytes([255] * 32)).decode()}\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text):
    with pytest.raises(BadInput, match=r"log.checkpoint_unreadable"):
        Checkpoint.read(text)


def test_a_root_written_with_loose_bits_is_refused():
    """The last digit before the padding carries two unused bits; only zeros are canonical."""
    text = base64.b64encode(bytes(32)).decode()
    loose = text[:-2] + "B="
    assert base64.b64decode(loose) == bytes(32)
    with pytest.raises(BadInput):
        Checkpoint.read(f"origin\n1\n{loose}\n")
