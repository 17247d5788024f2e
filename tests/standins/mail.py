"""A real SMTP server on this machine, that does to letters what a test says.

    with receiving() as server:
        server.chosen                   # settings that lead to it
        server.faults.append("550")     # what becomes of the next letter

Faults: "451" and "550" are said to the address, "452" and "554" to the whole letter; "lost" takes
the letter and ends the connection without an answer, "cut" ends it before the letter, "cut at DATA"
when the letter was announced, "silent at QUIT" never answers to that.
"""

import asyncio
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Thread

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from pydantic import SecretStr

from adapters.mail.settings import MailSettings

TO_ADDRESS, TO_LETTER = {"451", "550"}, {"452", "554"}
SAID = {
    "451": "451 4.7.1 greylisted", "550": "550 5.1.1 no such user", "452": "452 4.2.2 full",
    "554": "554 5.7.1 refused",
}  # fmt: skip


@dataclass
class MailServer:
    """What it was sent, and what it is to do; the first fault is the next letter's."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    tries: int = 0  # letters that were begun

    @property
    def chosen(self) -> MailSettings:
        """Settings of an operator who sends by it."""
        return MailSettings(
            server="127.0.0.1",
            port=self.port,
            security="none",
            sender="Briefbot <news@news.example>",
            user="briefbot",
            password=SecretStr("hush"),
        )

    def _fault(self, kinds: set[str]) -> str | None:
        return self.faults.pop(0) if self.faults and self.faults[0] in kinds else None

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name
        self, server: SMTP, _: Session, envelope: Envelope, address: str, __: list[str]
    ) -> str:
        if self._fault({"cut"}):
            _hang_up(server)
            return "421 going"
        if fault := self._fault(TO_ADDRESS):
            return SAID[fault]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _: Session, envelope: Envelope) -> str:  # noqa: N802  likewise
        self.tries += 1
        if fault := self._fault(TO_LETTER):
            return SAID[fault]
        assert isinstance(envelope.content, bytes)
        letter = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        if self._fault({"lost"}):
            _hang_up(server)
        return "250 OK"


def _hang_up(server: SMTP) -> None:
    assert server.transport is not None
    server.transport.close()


def _knows(_: object, __: object, ___: object, ____: str, given: LoginPassword) -> AuthResult:
    is_right = (given.login, given.password) == (b"briefbot", b"hush")
    return AuthResult(success=is_right, handled=False)


@contextmanager
def receiving() -> Iterator[MailServer]:
    """A server, on a loop and a thread of its own, that takes letters."""
    server = MailServer()
    loop: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = Future()
    thread = Thread(target=asyncio.run, args=(_serve(server, loop),))
    thread.start()
    running, end = loop.result()
    try:
        yield server
    finally:
        running.call_soon_threadsafe(end.set)
        thread.join()


async def _serve(
    server: MailServer, started: "Future[tuple[asyncio.AbstractEventLoop, asyncio.Event]]"
) -> None:
    """Until the end; whoever still talks then is cut off."""
    loop, end = asyncio.get_running_loop(), asyncio.Event()

    class Faulty(SMTP):
        async def smtp_DATA(self, arg: str) -> None:  # noqa: N802  aiosmtpd's name
            if server._fault({"cut at DATA"}):  # noqa: SLF001  its own
                _hang_up(self)
            else:
                await super().smtp_DATA(arg)

        async def smtp_QUIT(self, arg: str) -> None:  # noqa: N802  aiosmtpd's name
            if not server._fault({"silent at QUIT"}):  # noqa: SLF001  its own
                await super().smtp_QUIT(arg)

    def protocol() -> SMTP:
        return Faulty(
            server, hostname="mail.example", authenticator=_knows, auth_require_tls=False, loop=loop
        )

    async with await loop.create_server(protocol, "127.0.0.1", 0) as listening:
        server.port = listening.sockets[0].getsockname()[1]
        started.set_result((loop, end))
        await end.wait()
        listening.close()
    talking = asyncio.all_tasks() - {asyncio.current_task()}
    for one in talking:
        one.cancel()
    await asyncio.gather(*talking, return_exceptions=True)
