import gzip
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import NoAnswerError, TooBigError
from bot.reading.web.unpacking import Body


def bare(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACKED: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "Deflate": bare,
}


def unpacked(coding: str, packed: bytes, *cuts: int, limit: int = 10_000) -> bytes:
    body = Body(coding, limit)
    for start, end in zip([0, *cuts], [*cuts, len(packed)], strict=True):
        body.add(packed[start:end])
    return body.finish()


@given(st.sampled_from(sorted(PACKED)), st.binary(max_size=300), st.data())
def test_a_body_is_the_same_however_it_is_packed_and_cut(
    coding: str, data: bytes, draws: st.DataObject
) -> None:
    packed = PACKED[coding](data)
    cuts = draws.draw(st.lists(st.integers(0, len(packed)), max_size=5).map(sorted))
    assert unpacked(coding, packed, *cuts) == data


@pytest.mark.parametrize("coding", PACKED)
def test_a_body_of_the_limit_passes_and_one_byte_more_does_not(coding: str) -> None:
    packed = PACKED[coding](b"a" * 101)
    assert len(unpacked(coding, packed, limit=101)) == 101
    with pytest.raises(TooBigError):
        unpacked(coding, packed, limit=100)


def test_gzip_streams_in_a_row_are_one_body_and_what_follows_is_ignored() -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two")
    assert unpacked("gzip", packed) == b"one two"
    assert unpacked("gzip", packed + b"\0\0\0") == b"one two"


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(b"words " * 50)[:-9]),
        ("deflate", b"\x78"),
        ("gzip", b"<html>not packed at all"),
        ("br", b"brotli"),
        ("gzip, gzip", gzip.compress(gzip.compress(b"a"))),
        ("gzip", gzip.compress(b"") * 500),
        ("gzip", bytes(range(255)) * 2),
    ],
    ids=["cut", "one byte", "plain", "not asked for", "twice", "500 empty ones", "noise"],
)
def test_a_broken_body_is_said_to_be_broken(coding: str, packed: bytes) -> None:
    with pytest.raises(NoAnswerError):
        unpacked(coding, packed)
