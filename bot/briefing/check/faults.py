"""Pure. What a language model's sentence may do wrong with the sentences that it cites."""

from enum import StrEnum


class Fault(StrEnum):
    """What a sentence does with its sources that it may not."""

    NUMBER = "a number or its unit is not theirs"
    MISPLACED = "a number counts something else than there"
    BOUND = "an “about”, “at least” or “up to” is lost or made up"
    NAME = "a name is not theirs"
    DATE = "a day or month is not theirs"
    QUOTATION = "a quotation is not word for word theirs"
    SPEAKER = "somebody else says it there"
    NEGATION = "a “not” is lost or made up"
    OPPOSITE = "a word says the opposite of theirs"
    HEDGE = "a “may” or “reportedly” is lost or made up"
    TENSE = "what is to come has happened, or the other way round"
    SWEEPING = "an “all” or “only” is made up"
    ORDER = "who did it and to whom is the other way round"
    MIXED = "it puts a part of one statement into another"
    CHANGED = "it repeats a sentence of theirs with another word in it"
    CAUSE = "a “because” or “after” is made up"
    ATTRIBUTION = "who says so is lost"
    QUALIFIER = "a word that limits or qualifies it is lost or made up"
    NEW = "too much of it is not theirs"
    LOOSE = "several of its words are not theirs"
    LINK = "it holds a link or a mention"
    INSTRUCTION = "it tells the reader what to do"
