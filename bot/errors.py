"""Pure. What can go wrong, each with a line for the log and one for the person in the channel."""

from datetime import timedelta


class BriefbotError(Exception):
    """Anything briefbot expects to go wrong.

    `log` is for the operator. `advice` is for the person who asked: it says what happened and what
    to do next, and holds nothing of the web's text, no path and no secret.
    """

    def __init__(self, log: str, *, advice: str) -> None:
        super().__init__(log)
        self.log = log
        self.advice = advice


class UsageError(BriefbotError):
    """The request itself makes no sense; `about` names the part of it, where that is known."""

    def __init__(self, log: str, *, advice: str, about: str = "") -> None:
        super().__init__(log, advice=advice)
        self.about = about


class _LaterError(BriefbotError):
    """What may go well later; `retry_after` is how long to wait, where that was said."""

    def __init__(self, log: str, *, advice: str, retry_after: timedelta | None = None) -> None:
        super().__init__(log, advice=advice)
        self.retry_after = retry_after


class UnreadableError(BriefbotError):
    """No article could be read from what was given."""


class EmptyPageError(UnreadableError):
    """Nothing, or nothing but furniture."""


class NotTextError(UnreadableError):
    """A PDF, an image, an archive, or noise."""


class TooLargeError(UnreadableError):
    """More than an article can be."""


class PaywallError(UnreadableError):
    """A stub that asks the reader to subscribe."""


class ConsentWallError(UnreadableError):
    """A page about cookies or consent instead of the article."""


class MissingPageError(UnreadableError):
    """A page that says, with a status of success, that the article is not there."""


class RobotCheckError(UnreadableError):
    """A page that asks its reader to show that they are no robot."""


class SignInError(UnreadableError):
    """A page to sign in at instead of the article."""


class FetchError(BriefbotError):
    """An address on the web gave nothing to read."""


class RefusedError(FetchError):
    """We don't ask there: a private network, an odd port or scheme, or robots.txt forbids it."""


class NoAnswerError(FetchError):
    """No such host, no connection, no certificate to trust, or an answer that breaks off."""


class NoWebError(NoAnswerError):
    """No host at all can be reached from here."""


class TooSlowError(FetchError):
    """It took longer than a fetch may."""


class TooBigError(FetchError):
    """It sent more than a fetch may."""


class RedirectError(FetchError):
    """Sent in a circle, too far, or nowhere."""


class GoneError(FetchError):
    """410: the server says that it will never come back."""


class RateLimitedError(_LaterError, FetchError):
    """The server asks to be left alone."""


class StatusError(FetchError):
    """The server answered with `status` instead of a page."""

    def __init__(self, log: str, *, advice: str, status: int) -> None:
        super().__init__(log, advice=advice)
        self.status = status


class FeedError(BriefbotError):
    """An answer came, but it is no list of feeds or entries that can be read."""


class NotAFeedError(FeedError):
    """A web page, or something else altogether."""


class BombError(FeedError):
    """Built to cost time or memory, so refused."""


class StoreError(BriefbotError):
    """What is kept can't be read or written."""


class StoreLockedError(StoreError):
    """Another process held the store for too long."""


class StoreAwayError(StoreError):
    """There is no connection to the database, or it ended."""


class StoreReadOnlyError(StoreError):
    """It can be read, but not written to."""


class StoreFullError(StoreError):
    """No room is left on the disk."""


class StoreCorruptError(StoreError):
    """The file is damaged, or is no store at all."""


class StoreNewerError(StoreError):
    """A later briefbot wrote it, with tables that this one doesn't know."""


class PostError(BriefbotError):
    """A platform did not take a post."""


class PostRefusedError(PostError):
    """It never will: the token, the channel or a permission is gone."""


class PostDelayedError(PostError):
    """Not sent; the platform asks to wait so long."""

    def __init__(self, log: str, *, advice: str, retry_after: timedelta) -> None:
        super().__init__(log, advice=advice)
        self.retry_after = retry_after


class PostUnknownError(PostError):
    """It may have been taken: the answer never came, or said nothing."""


class ModelError(BriefbotError):
    """The language model gave nothing of use."""


class ModelBusyError(_LaterError, ModelError):
    """It may answer if asked again."""


class ModelRefusedError(ModelError):
    """It answers no such question: the key, the model's name or the length is wrong."""


class ModelBudgetError(ModelError):
    """It is not asked again today: the budget is spent."""


class ModelPositionError(ModelError):
    """It gives the same numbers whatever stands behind them."""


class NotFoundError(BriefbotError):
    """No such story, brief, channel or subscription."""


class NotAllowedError(BriefbotError):
    """This person may not do that here."""


class NothingToBriefError(BriefbotError):
    """An article, but no sentence of it can stand alone in a brief."""
