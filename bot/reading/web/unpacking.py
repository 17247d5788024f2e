"""Pure. The bytes of a response's body, unpacked without ever holding more than the limit.

Each decoder is given the most it may return: whoever asks for a whole chunk gets a thousandfold of
it. What a header says about packing is a hint only, since servers name codings that are none
(`none`, `utf-8`), call plain text gzip, and serve files that are packed themselves (`.xml.gz`).
"""

import re
import zlib
from collections.abc import Callable
from typing import Any, Protocol

from bot.errors import NoAnswerError, TooBigError
from bot.translation import translatable

try:
    import brotli
except ImportError:
    brotli = None
try:
    from compression import zstd  # Python 3.14 brings it
except ImportError:
    try:
        from backports import zstd
    except ImportError:
        zstd = None

_GZIP = 16 + zlib.MAX_WBITS
_RAW = -zlib.MAX_WBITS
_MEMBERS = 100  # streams in a row; a body of empty ones would cost time and give nothing
_MOST_CODINGS = 2  # one around the other, in the header
_GZIP_MAGIC = b"\x1f\x8b"
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
_LOOKED_AT = 8  # bytes; so many of a text don't come up in a packed body by chance
_TEXT = re.compile(rb"(?=[\xef\xbb\xbf\s<{\[])[\xef\xbb\xbf\s\x20-\x7e]{8}")
_WINDOW_LOG = 23  # 8 MiB, the most that a zstd answer may need (RFC 9659)


def too_big(limit: int) -> TooBigError:
    """What to say when a body is longer than `limit` bytes."""
    return TooBigError(
        f"the body is longer than {limit} bytes",
        advice=translatable(
            "That address sends more than {size} MB. Check that it is a page "
            "or a feed; the operator can raise the limit with BRIEFBOT_LARGEST_ANSWER_MB.",
            size=f"{limit / 1_000_000:.0f}",
        ),
    )


def broken(trouble: str) -> NoAnswerError:
    """What to say when a body can't be read to its end."""
    return NoAnswerError(
        f"the answer is broken: {trouble}",
        advice="The site's answer broke off or is garbled. Try again later.",
    )


class _Decoder(Protocol):
    """Unpacks one layer; NoAnswerError comes from both."""

    def add(self, chunk: bytes, room: int) -> bytes:
        """What one more chunk gives; more than `room` bytes only to show that there are more."""

    def finish(self, room: int) -> bytes:
        """What is left at the end."""


class Body:
    """A body that grows by the chunks as they were sent, up to `limit` bytes unpacked.

    `coding` is the Content-Encoding header; TooBigError and NoAnswerError come from `add` and
    `finish`.
    """

    def __init__(self, coding: str, limit: int) -> None:
        self._limit = limit
        self._body = bytearray()
        self._layers = [_Bounded(decoder, limit) for decoder in _decoders(coding)]

    def add(self, chunk: bytes) -> None:
        """Unpacks one more chunk."""
        self._through(chunk, self._layers)

    def finish(self) -> bytes:
        """The whole body."""
        for place, layer in enumerate(self._layers, start=1):
            self._through(layer.finish(), self._layers[place:])
        return bytes(self._body)

    def _through(self, data: bytes, layers: "list[_Bounded]") -> None:
        for layer in layers:
            data = layer.add(data)
        self._body += data


class _Bounded:
    """A decoder that may give so many bytes in all."""

    def __init__(self, decoder: _Decoder, limit: int) -> None:
        self._decoder = decoder
        self._limit = limit
        self._given = 0

    def add(self, chunk: bytes) -> bytes:
        return self._within(self._decoder.add(chunk, self._limit - self._given + 1))

    def finish(self) -> bytes:
        return self._within(self._decoder.finish(self._limit - self._given + 1))

    def _within(self, data: bytes) -> bytes:
        self._given += len(data)
        if self._given > self._limit:
            raise too_big(self._limit)
        return data


def _decoders(coding: str) -> list[_Decoder]:
    """What undoes a Content-Encoding, the outermost first, and then a file that is packed."""
    named = [name.strip().removeprefix("x-") for name in coding.lower().split(",")]
    known = [_BY_NAME[name]() for name in reversed(named) if name in _BY_NAME]
    if len(known) > _MOST_CODINGS:
        raise broken(f"packed {len(known)} times over")
    return [*known, _Sniffed()]


def _refused(name: str) -> Callable[[], _Decoder]:
    def refuse() -> _Decoder:
        raise NoAnswerError(
            f"packed with {name}, which is not installed and was not asked for",
            advice=f"The site packs its answers with {name}, which this briefbot can't unpack. The "
            "operator can install it: pip install 'briefbot[compression]'.",
        )

    return refuse


class _Unpacked:
    def add(self, chunk: bytes, room: int) -> bytes:  # noqa: ARG002 — a decoder's signature
        return chunk

    def finish(self, room: int) -> bytes:  # noqa: ARG002 — a decoder's signature
        return b""


class _Sniffed:
    """Looks at what a body begins with before it is unpacked as its header says."""

    def __init__(self, named: Callable[[], _Decoder] = _Unpacked) -> None:
        self._named = named
        self._start = b""
        self._decoder: _Decoder | None = None

    def add(self, chunk: bytes, room: int) -> bytes:
        if self._decoder is None:
            chunk, self._start = self._start + chunk, b""
            if len(chunk) < _LOOKED_AT:
                self._start = chunk
                return b""
            self._decoder = self._chosen(chunk)
        return self._decoder.add(chunk, room)

    def finish(self, room: int) -> bytes:
        rest = b""
        if self._decoder is None and self._start:
            self._decoder = self._chosen(self._start)
            rest = self._decoder.add(self._start, room)
        return rest + self._decoder.finish(room) if self._decoder else rest

    def _chosen(self, start: bytes) -> _Decoder:
        if start.startswith(_GZIP_MAGIC):
            return _Streams(lambda _: zlib.decompressobj(_GZIP), _GZIP_MAGIC[:1])
        if start.startswith(_ZSTD_MAGIC) and zstd:
            return _Streams(_zstd_stream, _ZSTD_MAGIC[:1])
        return _Unpacked() if _TEXT.match(start) else self._named()


class _Streams:
    """A stream, and those after it that begin with the byte `again`; anything else is ignored."""

    def __init__(self, begin: Callable[[bytes], Any], again: bytes | None = None) -> None:
        self._begin = begin
        self._again = again
        self._stream: Any = None
        self._members = 0

    def add(self, chunk: bytes, room: int) -> bytes:
        given = bytearray()
        try:
            while chunk and len(given) < room:
                if self._stream is None or self._stream.eof:
                    if self._members and chunk[:1] != self._again:
                        break
                    self._next(chunk)
                given += self._stream.decompress(chunk, room - len(given))
                chunk = self._stream.unused_data
        except Exception as error:  # the decoders' own, which share no kind
            raise broken(f"it can't be unpacked ({error})") from error
        return bytes(given)

    def finish(self, room: int) -> bytes:  # noqa: ARG002 — a decoder's signature
        if self._stream is not None and not self._stream.eof:
            raise broken("it ends before its end")
        return b""

    def _next(self, chunk: bytes) -> None:
        self._members += 1
        if self._members > _MEMBERS:
            raise ValueError("too many pieces")
        self._stream = self._begin(chunk)


class _Brotli:
    def __init__(self) -> None:
        self._stream = brotli.Decompressor()
        self._begun = False

    def add(self, chunk: bytes, room: int) -> bytes:
        self._begun = self._begun or bool(chunk)
        given = bytearray()
        try:
            if not self._stream.is_finished():
                given += self._stream.process(chunk, output_buffer_limit=room)
            while not self._stream.can_accept_more_data() and len(given) < room:
                given += self._stream.process(b"", output_buffer_limit=room)
        except brotli.error as error:
            raise broken(f"it can't be unpacked ({error})") from error
        return bytes(given)

    def finish(self, room: int) -> bytes:  # noqa: ARG002 — a decoder's signature
        if self._begun and not self._stream.is_finished():
            raise broken("it ends before its end")
        return b""


def _deflate_stream(start: bytes) -> Any:  # noqa: ANN401 — zlib's class has no public name
    wrapped = start[0] & 15 == zlib.DEFLATED and int.from_bytes(start[:2]) % 31 == 0
    return zlib.decompressobj(zlib.MAX_WBITS if wrapped else _RAW)


def _zstd_stream(_: bytes) -> Any:  # noqa: ANN401 — of a package that may be missing
    return zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: _WINDOW_LOG})


_BY_NAME: dict[str, Callable[[], _Decoder]] = {
    "gzip": _Sniffed,
    "deflate": lambda: _Sniffed(lambda: _Streams(_deflate_stream)),
    "br": (lambda: _Sniffed(_Brotli)) if brotli else _refused("br"),
    "zstd": _Sniffed if zstd else _refused("zstd"),
}
# What is asked for: all of them can be bounded.
CODINGS = ("gzip", "deflate", *(["br"] if brotli else []), *(["zstd"] if zstd else []))
