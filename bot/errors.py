"""Pure. What can go wrong, each with a sentence for the log and one for the person in the channel.

BriefbotError
├── UsageError            the request itself makes no sense
├── UnreadableError       no article could be read from what was given
│   ├── EmptyPageError        nothing, or nothing but furniture
│   ├── NotTextError          a PDF, an image, an archive, noise
│   ├── TooLargeError         more than an article can be
│   ├── PaywallError          a stub that asks the reader to subscribe
│   └── ConsentWallError      a page about cookies instead of the article
└── NothingToBriefError   an article, but no sentence that can stand alone in a brief
"""


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
    """The request itself makes no sense."""


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


class NothingToBriefError(BriefbotError):
    """An article, but no sentence of it can stand alone in a brief."""
