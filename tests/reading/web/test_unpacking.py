import gzip
import importlib.util
import sys
import tracemalloc
import zlib
from collections.abc import Callable
from types import ModuleType

import brotli
import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import NoAnswerError, TooBigError
from bot.reading.web import unpacking
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
    "br": brotli.compress,
    "zstd": zstd.compress,
    "deflate, gzip": lambda data: gzip.compress(zlib.compress(data)),
    "gzip, gzip": lambda data: gzip.compress(gzip.compress(data)),
    "gzip, br": lambda data: brotli.compress(gzip.compress(data)),
}


def unpacked(coding: str, packed: bytes, *cuts: int, limit: int = 10_000) -> bytes:
    body = Body(coding, limit)
    for start, end in zip([0, *cuts], [*cuts, len(packed)], strict=True):
        body.add(packed[start:end])
    return body.finish()


def not_packed_itself(data: bytes) -> bool:
    return not data.startswith((b"\x1f\x8b", b"\x28\xb5\x2f\xfd"))


@given(st.sampled_from(sorted(PACKED)), st.binary(max_size=300).filter(not_packed_itself),
       st.data())  # fmt: skip
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


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "gzip, gzip"])
def test_a_bomb_in_one_chunk_is_never_held(coding: str) -> None:
    packed = PACKED[coding](b" " * 20_000_000)
    body = Body(coding, 10_000)
    tracemalloc.start()
    with pytest.raises(TooBigError):
        body.add(packed)  # long enough that no decoder waits for more
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000


@pytest.mark.parametrize("pack", [gzip.compress, zstd.compress])
def test_streams_in_a_row_are_one_body_and_what_follows_is_ignored(
    pack: Callable[[bytes], bytes],
) -> None:
    packed = pack(b"one ") + pack(b"two")
    assert unpacked("gzip", packed) == b"one two"
    assert unpacked("gzip", packed, *range(1, len(packed))) == b"one two"
    assert unpacked("gzip", packed + b"\0\0\0") == b"one two"
    assert unpacked("deflate", zlib.compress(b"one") + zlib.compress(b"two")) == b"one"


PLAIN = b"<rss>not packed at all</rss>"


@pytest.mark.parametrize(
    "coding",
    ["", "identity", "none", "None", "utf-8", "UTF-8", "binary", "gzip", "deflate", "br", "zstd",
     "identity, gzip", "chunked", "8bit", ";", "x-gzip, none"],
)  # fmt: skip
@pytest.mark.parametrize("body", [PLAIN, b'{"version": 1}', b"\xef\xbb\xbf<a>b</a>", b"\n<a>b</a>"])
def test_a_plain_text_is_read_whatever_it_is_said_to_be_packed_with(
    coding: str, body: bytes
) -> None:
    assert unpacked(coding, body) == body
    assert unpacked(coding, body, *range(1, len(body))) == body


@pytest.mark.parametrize("coding", ["", "none", "utf-8", "gzip"])
def test_what_begins_as_gzip_does_is_unpacked_whatever_it_is_called(coding: str) -> None:
    assert unpacked(coding, gzip.compress(PLAIN)) == PLAIN


def test_a_packed_file_is_unpacked_as_well_as_its_transfer() -> None:
    assert unpacked("gzip", gzip.compress(gzip.compress(PLAIN))) == PLAIN
    with pytest.raises(TooBigError):
        unpacked("gzip", gzip.compress(gzip.compress(b" " * 20_000)))


@pytest.mark.parametrize("short", [b"", b"a", b"ab", b"abc", b"\x1f"])
def test_what_is_shorter_than_any_packing_is_left_as_it_is(short: bytes) -> None:
    assert unpacked("", short) == short
    assert unpacked("gzip", short) == short


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(b"words " * 50)[:-9]),
        ("deflate", zlib.compress(b"words " * 50)[:-5]),
        ("br", brotli.compress(b"words, other words " * 50)[:-2]),
        ("zstd", zstd.compress(b"words " * 50)[:-2]),
        ("deflate", b"\x78"),
        ("br", b"brotli"),
        ("gzip", gzip.compress(b"") * 500),
        ("gzip, deflate, gzip", b""),
        ("deflate", bytes(range(5, 255)) * 2),
        ("gzip", b"\x1f\x8b" + bytes(range(255))),
    ],
    ids=["cut gzip", "cut deflate", "cut br", "cut zstd", "one byte", "no brotli", "500 empty ones",
         "three times", "noise", "noise after the magic"],
)  # fmt: skip
def test_a_broken_body_is_said_to_be_broken(coding: str, packed: bytes) -> None:
    with pytest.raises(NoAnswerError, match="broken"):
        unpacked(coding, packed)


def test_a_hundred_pieces_are_unpacked_and_one_more_is_not() -> None:
    assert unpacked("gzip", gzip.compress(b"a") * 100) == b"a" * 100
    with pytest.raises(NoAnswerError):
        unpacked("gzip", gzip.compress(b"a") * 101)


def test_a_zstd_window_beyond_8_mebibytes_is_refused() -> None:
    options: dict[int, int] = {zstd.CompressionParameter.window_log: 25}
    packer = zstd.ZstdCompressor(options=options)
    packed = packer.compress(b"a" * 100) + packer.flush()
    with pytest.raises(NoAnswerError):
        unpacked("zstd", packed)


@pytest.fixture
def bare_install(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module as it is where no decoder beyond the standard library is installed."""
    for name in ("brotli", "backports", "backports.zstd", "compression", "compression.zstd"):
        monkeypatch.setitem(sys.modules, name, None)
    spec = importlib.util.spec_from_file_location("bare", unpacking.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["br", "zstd"])
def test_what_can_t_be_unpacked_is_named_together_with_its_cure(
    name: str, bare_install: ModuleType
) -> None:
    with pytest.raises(NoAnswerError) as refused:
        bare_install.Body(name, 100)
    assert name in refused.value.log
    assert name in refused.value.advice
    assert "briefbot[compression]" in refused.value.advice


def test_only_what_can_be_unpacked_is_asked_for(bare_install: ModuleType) -> None:
    assert unpacking.CODINGS == ("gzip", "deflate", "br", "zstd")
    assert bare_install.CODINGS == ("gzip", "deflate")
