"""Mail as the outbox sees it: a digest is a letter, a correction is one more in its thread."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage

from adapters.mail import letters
from adapters.mail.letters import Envelope
from adapters.mail.links import ReaderLinks, Wish
from bot.models import Brief, Channel, Delivery, Digest, Post, Subscription
from bot.ports import Found, Looked, Pace

log = logging.getLogger("briefbot.mail")

PACE = Pace(per_second=2)


@dataclass(slots=True)
class MailPlatform:
    """Sends by `send`, from `sender`; nobody can look into a reader's mailbox."""

    send: Callable[[EmailMessage], Awaitable[None]]
    sender: str
    links: ReaderLinks
    clock: Callable[[], datetime]
    name: str = "mail"
    pace: Pace = PACE

    async def publish(self, delivery: Delivery, digest: Digest, *, key: str, at: datetime) -> Post:
        channel = delivery.subscription.channel
        letter = letters.digest(digest, self._envelope(channel, key, at))
        await self.send(letter)
        return Post(channel, str(letter["Message-ID"]))

    async def look(self, delivery: Delivery, *, key: str, at: datetime) -> Looked:  # noqa: ARG002  the port's
        return Looked(Found.UNKNOWN)

    async def withdraw(self, delivery: Delivery, *, at: datetime) -> bool:  # noqa: ARG002  the port's
        """A letter that was sent is not taken back."""
        return False

    async def correct(self, post: Post, brief: Brief) -> None:
        """No brief is mailed by itself."""

    async def correct_digest(self, post: Post, digest: Digest) -> None:
        """Tells the reader what was wrong; a second letter of the same correction has its name, so
        that a mailbox knows it for the same."""
        corrected = [one.brief.corrected for one in digest.items if one.brief.corrected]
        if not corrected:
            return
        when = max(corrected)
        key = f"{post.message.strip('<>').partition('.')[0]}.{when:%Y%m%d%H%M%S}"
        envelope = self._envelope(post.channel, key, self.clock(), answers=post.message)
        await self.send(letters.correction(digest, envelope))

    async def tell_stopped(self, subscription: Subscription, reason: str) -> None:
        """The reader's address takes no letter that could say so; the operator's log does."""
        log.warning("%s: %s", subscription.channel, reason)

    def _envelope(self, channel: Channel, key: str, date: datetime, answers: str = "") -> Envelope:
        name = letters.message_id(key, self.sender)
        stop = self.links.link(Wish.STOP, channel.workspace)
        return Envelope(self.sender, channel.workspace, name, date, stop, answers)
