"""I/O. One letter to one reader by SMTP, and what the server made of it."""

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from email.utils import parseaddr

import aiosmtplib
from aiosmtplib import SMTP, SMTPException, SMTPResponseException

from adapters.departing import Departure, departing
from adapters.mail.settings import MailSettings
from bot.errors import PostDelayedError, PostRefusedError, PostUnknownError

PERMANENT = 500  # codes from here on are final, by RFC 5321
PATIENCE = 20.0  # seconds for each step
SOON, LATER = timedelta(minutes=2), timedelta(minutes=15)  # until it is tried again
_DATA, _QUIT = b"DATA\r\n", b"QUIT\r\n"
GONE = "The mail server refuses that address for good, so no more digests are sent to it."


@dataclass(frozen=True, slots=True)
class Mailer:
    """Sends by the server that the operator chose; `tls` knows whom to trust."""

    chosen: MailSettings
    tls: ssl.SSLContext | None = None

    async def send(self, letter: EmailMessage) -> None:
        """Sends a letter once. Raises PostRefusedError where the reader's address or the letter is
        refused for good, PostDelayedError where it was not sent, PostUnknownError where the answer
        to the whole letter never came."""
        sender, to = (parseaddr(str(letter[name]))[1] for name in ("From", "To"))
        with departing("mail") as departure:
            async with self.connected() as server:
                try:
                    await server.mail(sender)
                    await server.rcpt(to)
                except aiosmtplib.SMTPRecipientRefused as error:
                    raise _answered(error) from error
                except (SMTPException, OSError) as error:
                    raise _not_sent(error) from error
                await _data(server, letter, departure)

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[SMTP]:
        """A server that knows us. Raises PostDelayedError."""
        server = SMTP(
            hostname=self.chosen.server,
            port=self.chosen.port,
            use_tls=self.chosen.security == "tls",
            start_tls=self.chosen.security == "starttls",
            username=self.chosen.user or None,
            password=self.chosen.password.get_secret_value() or None,
            timeout=PATIENCE,
            tls_context=self.tls,
        )
        try:
            await server.connect()
        except (SMTPException, OSError, ValueError) as error:
            server.close()
            raise _not_sent(error) from error
        try:
            yield server
        finally:
            _leave(server)


def _leave(server: SMTP) -> None:
    """Waits for no answer to QUIT: whoever gave up during that would not know of a letter taken."""
    with suppress(SMTPException, OSError):
        if server.protocol is not None:
            server.protocol.write(_QUIT)
    server.close()


async def _data(server: SMTP, letter: EmailMessage, departure: Departure) -> None:
    """From the first byte of the letter on, an answer that is lost leaves it unknown."""
    _note_letter(server, departure)
    try:
        await server.data(letter.as_bytes())
    except aiosmtplib.SMTPDataError as error:
        raise _answered(error) from error
    except (SMTPException, OSError) as error:
        if not departure.has_left:
            raise _not_sent(error) from error
        raise PostUnknownError(
            f"mail: the answer to a letter was lost: {error}",
            advice="Nobody can tell whether that letter was sent.",
        ) from error


def _note_letter(server: SMTP, departure: Departure) -> None:
    """Has it noted when the letter itself is written, after the server has answered to DATA."""
    protocol = server.protocol
    if protocol is None:
        return
    write = protocol.write

    def noted(data: bytes) -> None:
        departure.has_left |= data != _DATA
        write(data)

    protocol.write = noted  # type: ignore[method-assign]  # aiosmtplib does both in one call


def _answered(error: SMTPResponseException) -> PostRefusedError | PostDelayedError:
    log = f"mail: {error.code} {error.message[:200]}"
    if error.code >= PERMANENT:
        return PostRefusedError(log, advice=GONE)
    return PostDelayedError(log, advice="The mail server wants it later.", retry_after=SOON)


def _not_sent(error: Exception) -> PostDelayedError:
    is_ours = isinstance(error, aiosmtplib.SMTPAuthenticationError | ssl.SSLError | ValueError)
    return PostDelayedError(
        f"mail: {type(error).__name__}: {error}",
        advice="The mail server can't be reached, or lets us send nothing. Run `briefbot doctor`.",
        retry_after=LATER if is_ours else SOON,
    )
