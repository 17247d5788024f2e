"""Pure. What a language model may cost a day, and what it cost.

Money is counted in millionths of the operator's currency, whole, so that sums are exact.
"""

from dataclasses import dataclass

from bot.ports import Completion, Prompt

_MILLION = 1_000_000
_BYTES_A_TOKEN = 3  # fewer than any common tokenizer takes of news, so an estimate errs upwards


@dataclass(frozen=True, slots=True)
class Spent:
    """Tokens both ways, and millionths of the operator's currency."""

    tokens: int = 0
    millionths: int = 0

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(self.tokens + other.tokens, self.millionths + other.millionths)

    def __neg__(self) -> "Spent":
        return Spent(-self.tokens, -self.millionths)

    def __sub__(self, other: "Spent") -> "Spent":
        return self + -other


@dataclass(frozen=True, slots=True)
class Prices:
    """What a million tokens cost, of the question and of the answer; a local model costs 0."""

    question: float = 0.0
    answer: float = 0.0


@dataclass(frozen=True, slots=True)
class Caps:
    """The most a day (UTC) may cost, in tokens and in the operator's currency; None for no cap."""

    tokens: int | None = None
    money: float | None = None


def estimate(prompt: Prompt, prices: Prices) -> Spent:
    """The most that asking `prompt` can be expected to cost."""
    asked = len(f"{prompt.system}{prompt.user}".encode("utf-8", "replace")) // _BYTES_A_TOKEN + 1
    return _cost(asked, prompt.most_tokens, prices)


def cost(reply: Completion, prices: Prices, booked: Spent) -> Spent:
    """What an answer cost, by its server's own count; what was `booked` for it, if it has none."""
    if reply.tokens_in <= 0 or reply.tokens_out <= 0:
        return booked
    return _cost(reply.tokens_in, reply.tokens_out, prices)


def exceeds(spent: Spent, caps: Caps) -> bool:
    """Whether a day's sum is more than it may be."""
    if caps.tokens is not None and spent.tokens > caps.tokens:
        return True
    return caps.money is not None and spent.millionths > caps.money * _MILLION


def _cost(asked: int, answered: int, prices: Prices) -> Spent:
    # A price for a million tokens is as many millionths for one.
    return Spent(asked + answered, round(asked * prices.question + answered * prices.answer))
