"""Pure. The bytes of a response's body, unpacked without ever holding more than the limit.

zlib's own `max_length` is the bound: whoever asks for a whole chunk gets a thousandfold of it.
"""

import zlib

from bot.errors import NoAnswerError, TooBigError

CODINGS = ("gzip", "deflate")  # the ones that can be bounded, and so the ones we ask for
_GZIP = 16 + zlib.MAX_WBITS
_RAW = -zlib.MAX_WBITS
_MEMBERS = 100  # gzip streams in a row; a body of empty ones would cost time and give nothing


def too_big(limit: int) -> TooBigError:
    """What to say when a body is longer than `limit` bytes."""
    return TooBigError(
        f"the body is longer than {limit} bytes",
        advice="That address sends more than a page or a feed can be. Check that it is one.",
    )


def broken(trouble: str) -> NoAnswerError:
    """What to say when a body can't be read to its end."""
    return NoAnswerError(
        f"the answer is broken: {trouble}",
        advice="The site's answer broke off or is garbled. Try again later.",
    )


class Body:
    """A body that grows by the chunks as they were sent, up to `limit` bytes unpacked.

    `coding` is the Content-Encoding header; TooBigError and NoAnswerError come from `add` and
    `finish`.
    """

    def __init__(self, coding: str, limit: int) -> None:
        self._coding = coding.strip().lower().removeprefix("x-") or "identity"
        self._limit = limit
        self._body = bytearray()
        self._stream: zlib._Decompress | None = None
        self._members = 0
        self._start = b""
        if self._coding not in {*CODINGS, "identity"}:
            raise broken(f"packed as {coding[:50]!r}, which we did not ask for")

    def add(self, chunk: bytes) -> None:
        """Unpacks one more chunk."""
        if self._coding == "identity":
            self._keep(chunk)
        elif self._stream is None and len(self._start + chunk) < 2:  # noqa: PLR2004 — zlib's header
            self._start += chunk
        else:
            try:
                self._unpack(self._start + chunk)
            except zlib.error as error:
                raise broken(f"it can't be unpacked ({error})") from error
            self._start = b""

    def finish(self) -> bytes:
        """The whole body."""
        if self._start or (self._stream and not self._stream.eof):
            raise broken("it ends before its end")
        return bytes(self._body)

    def _unpack(self, packed: bytes) -> None:
        while packed:
            if self._stream is None:
                self._stream = zlib.decompressobj(self._window(packed))
            elif self._stream.eof:
                if not self._follows(packed):
                    return
                self._stream = zlib.decompressobj(_GZIP)
            self._keep(self._stream.decompress(packed, self._limit - len(self._body) + 1))
            packed = self._stream.unused_data

    def _follows(self, rest: bytes) -> bool:
        """Whether another gzip stream follows the last; anything else after it is ignored."""
        self._members += 1
        if self._members > _MEMBERS:
            raise broken("it is packed in too many pieces")
        return self._coding == "gzip" and rest[:1] == b"\x1f"

    def _window(self, start: bytes) -> int:
        if self._coding == "gzip":
            return _GZIP
        wrapped = start[0] & 15 == zlib.DEFLATED and int.from_bytes(start[:2]) % 31 == 0
        return zlib.MAX_WBITS if wrapped else _RAW  # RFC 9110 8.4.1.2: some send it bare

    def _keep(self, data: bytes) -> None:
        if len(self._body) + len(data) > self._limit:
            raise too_big(self._limit)
        self._body += data
