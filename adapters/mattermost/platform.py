"""I/O. Mattermost as the outbox sees it: a digest posted once, looked for, and corrected in place.

A delivery's key stands in its post's props, by which the channel's own posts tell whether it is
there. For half a minute the server also knows a repeat by its `pending_post_id`.
"""

import hashlib
import re
from datetime import datetime
from pathlib import Path

from adapters.mattermost import rendering
from adapters.sending import EARLIER, OneWay, Place, TokenApi, quoted, text_of
from bot.errors import UsageError
from bot.models import Brief, Channel, Delivery, Digest, Post
from bot.ports import Found, Looked, Pace
from bot.settings.groups import ServerSettings
from bot.translation import translation

MOST_LISTED = 1_000  # posts that the server lists since a moment
MARK = "briefbot"  # among a post's props

_ID = re.compile(r"[a-z0-9]{26}")
_NAMED = re.compile(r"([a-z0-9-]{1,64}):~?([a-z0-9_-]{1,64})")
_ADVICE = {
    401: "Mattermost does not take BRIEFBOT_MATTERMOST_TOKEN. Make a new token for the bot account "
    "and set it.",
    403: "The bot may not do this in the channel. Add it to the team and the channel, then "
    "subscribe again.",
    404: "Mattermost has no such channel or post, or does not show it to the bot. Add the bot to "
    "the team and the channel, then subscribe again.",
}


class MattermostPlatform(OneWay):
    """A ports.Platform over the REST API, version 4."""

    name = "mattermost"
    pace = Pace(per_second=5.0)  # half of what a server takes by default, where it limits at all

    def __init__(self, settings: ServerSettings, ca: Path | None = None) -> None:
        self._token = settings.token.get_secret_value()
        self._api = TokenApi(
            f"{(settings.url or '').rstrip('/')}/api/v4", settings.token, _ADVICE, ca
        )
        super().__init__(self._api)
        self._me: tuple[str, str] | None = None

    async def publish(self, delivery: Delivery, digest: Digest, *, key: str, at: datetime) -> Post:
        """Posts the digest now, whatever `at` is."""
        del at
        channel = delivery.subscription.channel
        post = {
            "channel_id": channel.id,
            "message": rendering.digest_post(digest),
            "props": {MARK: key},
            "pending_post_id": self._nonce(key),
        }
        made = await self._api.write(str(channel), "POST", "/posts", post)
        return Post(channel, text_of(made, "id"), lang=digest.lang)

    async def look(self, delivery: Delivery, *, key: str, at: datetime) -> Looked:
        """Looks through what the channel got since a little before `at`, deleted posts too."""
        channel = delivery.subscription.channel
        me, _ = await self._known()
        since = int((at - EARLIER).timestamp() * 1_000)
        path = f"/channels/{quoted(channel.id)}/posts?since={since}&skipFetchThreads=true"
        found = (await self._api.read(str(channel), path)).get("posts")
        posts = found if isinstance(found, dict) else {}
        for one, post in posts.items():
            if post.get("user_id") == me and (post.get("props") or {}).get(MARK) == key:
                return Looked(Found.THERE, Post(channel, one))
        is_whole = isinstance(found, dict) and len(posts) < MOST_LISTED
        return Looked(Found.ABSENT if is_whole else Found.UNKNOWN)

    async def correct(self, post: Post, brief: Brief) -> None:
        """Edits a posted brief in place."""
        await self._edit(post, rendering.brief_post(brief, translation([post.lang])))

    async def correct_digest(self, post: Post, digest: Digest) -> None:
        """Edits a posted digest in place, which keeps its key."""
        await self._edit(post, rendering.digest_post(digest))

    async def known_as(self) -> str:
        """As whom Mattermost knows the bot; raises PostError."""
        return (await self._known())[1]

    async def find(self, name: str) -> Place:
        """The channel of this name or id, in which the bot may write. Raises PostError, and
        UsageError where it is neither."""
        if named := _NAMED.fullmatch(name):
            team, channel = named.groups()
            path = f"/teams/name/{team}/channels/name/{channel}"
        elif _ID.fullmatch(name):
            path = f"/channels/{name}"
        else:
            raise UsageError(
                f"no channel: {name!r}",
                advice="Name a Mattermost channel with its team: mattermost:team:channel.",
            )
        found = await self._api.read(name, path)
        where = Channel(self.name, "", text_of(found, "id"))
        await self._api.read(name, f"/channels/{quoted(where.id)}/members/me")
        return Place(where, name)

    async def _known(self) -> tuple[str, str]:
        if self._me is None:
            found = await self._api.read("mattermost", "/users/me")
            self._me = (text_of(found, "id"), text_of(found, "username"))
        return self._me

    async def _edit(self, post: Post, message: str) -> None:
        path = f"/posts/{quoted(post.message)}/patch"
        await self._api.write(str(post.channel), "PUT", path, {"message": message})

    def _nonce(self, key: str) -> str:
        """A delivery's name that nobody else can post under: the server asks for no owner."""
        return hashlib.blake2b(
            key.encode(), key=self._token.encode()[:64], digest_size=12
        ).hexdigest()
