"""What a language's file in `bot/text/languages/` may hold: its sections and their lists."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

Words = tuple[str, ...]
Rows = tuple[tuple[str, ...], ...]
Values = Mapping[str, float]
_NONE: Values = MappingProxyType({})


class Speech(NamedTuple):
    """How it is told that somebody says something.

    Verbs, in every form, that mostly do, and the like ("according"), are `saying`. `reporting`
    verbs do so too, or have a thing for their object ("added"); `judging` words may ("called",
    "view"). Of the forms that stand beside a speaker, all tags, `deed_tags` are thoughts or acts,
    and loose ones may mean something else ("added"); minor ones are neither `saying` nor
    `reporting`, `plain_tags` most common. Behind `telling` ones stands who is told. `owning` words
    show whose knowledge or view it is.

    In other languages, `quoting` words stand beside a quotation, `quoting_signs` where words are
    not parted, and `as_said` before the name of who said it. In German, `reported` verbs are in
    the mood of what somebody said, `telling_sign` words show who; `common` words show that a text
    is German.

    `before_saying` ones may stand between a speaker and the verb. It matters whom somebody is
    `addressing` so ("accused"). A name beside one of `beside_names` is a person's, not a place's.
    """

    tags: Words = ()
    deed_tags: Words = ()
    loose_tags: Words = ()
    other_saying: Words = ()
    reporting_tags: Words = ()
    loose_reporting_tags: Words = ()
    other_reporting: Words = ()
    minor_tags: Words = ()
    loose_minor_tags: Words = ()
    plain_tags: Words = ()
    judging: Words = ()
    telling: Words = ()
    owning: Words = ()
    quoting: Words = ()
    quoting_signs: Words = ()
    as_said: Words = ()
    reported: Words = ()
    telling_sign: Words = ()
    common: Words = ()
    addressing: Words = ()
    before_saying: Words = ()
    beside_names: Words = ()

    @property
    def saying(self) -> Words:
        return self.tags + self.deed_tags + self.loose_tags + self.other_saying

    @property
    def reporting(self) -> Words:
        return self.reporting_tags + self.loose_reporting_tags + self.other_reporting

    @property
    def firm_tags(self) -> Words:
        return self.tags + self.deed_tags + self.reporting_tags + self.minor_tags

    @property
    def all_loose_tags(self) -> Words:
        return self.loose_tags + self.loose_reporting_tags + self.loose_minor_tags

    @property
    def all_tags(self) -> Words:
        return self.firm_tags + self.all_loose_tags


class Speakers(NamedTuple):
    """What stands around a speaker, and what is none.

    Between a name and its verb stand `before_saying` words or adverbs in "ly" (but no
    `nouns_in_ly`); behind a loose tag, `stating` words show that it says something. A clause begins
    with one of `clause_starts`. `bodies` speak without an article, others behind `before_body`, and
    end before `behind_body`. Who has no name opens with `unnamed_openings`, and `behind_unnamed`
    words tell of whom it is. A loose tag is sure `before_day` or `before_occasion` words.

    A speaker's noun phrase has no `no_phrase` or `no_phrase_either` words in it, and none of
    `not_first`, `not_last` there; a name's description none of `not_describing`. `writings` (with
    `behind_writings` or nothing behind them), and what ends in `nobody`, do not speak.
    Behind a name that is whole stands `behind_speaker` or `behind_name`.
    """

    before_saying: Words = ()
    nouns_in_ly: Words = ()
    stating: Words = ()
    according: Words = ()
    clause_starts: Words = ()
    bodies: Words = ()
    before_body: Words = ()
    behind_body: Words = ()
    unnamed_openings: Words = ()
    behind_unnamed: Words = ()
    before_occasion: Words = ()
    before_day: Words = ()
    no_phrase: Words = ()
    no_phrase_either: Words = ()
    not_first: Words = ()
    not_last: Words = ()
    not_describing: Words = ()
    writings: Words = ()
    behind_writings: Words = ()
    nobody: Words = ()
    behind_speaker: Words = ()
    behind_name: Words = ()
    stances: Words = ()
    loose_stances: Words = ()
    answers: Words = ()
    belonging: Words = ()
    kinds_of_body: Words = ()
    participles: Words = ()
    no_speech: Words = ()
    said_things: Words = ()
    nouns: Words = ()
    times: Words = ()
    before_time: Words = ()
    phrase_openings: Words = ()
    no_aside: Words = ()
    before_speakers_name: Words = ()
    on_behalf: Words = ()
    inside_body: Words = ()
    police: Words = ()
    not_opening_body: Words = ()
    documents: Words = ()
    person_endings: Words = ()


class Polarity(NamedTuple):
    """What turns or weakens a statement.

    `negating` words deny by grammar ("not"), `denying` ones by their meaning ("refused"),
    `retracting` ones take back what was said ("untrue"). `hedging` words leave open whether it is
    so, as `modal` ones may ("should"); `conditions` say on what it hangs, `limiting` and
    `contrasting` words for what it does not hold. `coming` words tell of what has not happened
    yet; `sweeping` ones claim a whole ("all"). A condition behind a `restricting` word ("only") is
    the only one.

    No clause is cut that has one of these in it: `overturning` words say that something was not
    so, or is so no more, `believing` ones that it is believed, feared or planned, `narrowing` ones
    leave some of it out.
    """

    negating: Words = ()
    denying: Words = ()
    retracting: Words = ()
    hedging: Words = ()
    modal: Words = ()
    conditions: Words = ()
    limiting: Words = ()
    contrasting: Words = ()
    restricting: Words = ()
    coming: Words = ()
    sweeping: Words = ()
    overturning: Words = ()
    believing: Words = ()
    narrowing: Words = ()


class Numbers(NamedTuple):
    """Numbers in words, and what bounds them.

    `cardinals` count from nought, `tens` from twenty, `ordinals` from the first, all without a gap.
    `scales` multiply what stands before them (in languages other than English, they are beginnings
    of words), `scale_signs` do so right behind digits. `shares` are
    in percent. `vague` words mean a number between two others.

    A row of `units` holds how a unit is compared and then how it is written. `at_least`, `at_most`
    and `about` stand before a number; so do `above` and `below`, which mean a place elsewhere
    ("over"); `or_more` stands behind one, and so does `of_age`; `all_of` before one claims nothing
    more than it does. `share_joints`: nine "out of" ten.

    A change is from the number behind `origin` to the one behind `outcome`. What a number counts
    ends before `behind_counted`.
    """

    cardinals: Words = ()
    tens: Words = ()
    ordinals: Words = ()
    scales: Values = _NONE
    scale_signs: Values = _NONE
    shares: Values = _NONE
    multiples: Values = _NONE
    vague: Rows = ()
    dozen: Words = ()
    percent: Words = ()
    units: Rows = ()
    or_more: Words = ()
    all_of: Words = ()
    share_joints: Words = ()
    of_age: Words = ()
    at_least: Words = ()
    at_most: Words = ()
    about: Words = ()
    above: Words = ()
    below: Words = ()
    origin: Words = ()
    outcome: Words = ()
    behind_counted: Words = ()


class Calendar(NamedTuple):
    """Months, weekdays, relative days, and what stands around a date.

    A row of `months` (January first) or `weekdays` (Monday first) holds the spellings of one, the
    full name first; a row of `other_months` those of languages of which nothing else is known here,
    as they stand in dates; `printed_months` are as newspapers abbreviate them. `days` are so many
    days ahead. A weekday stands behind one of `before_weekday`, where there are any, and behind
    none of `not_before_weekday`; a day behind none of `not_before_day`; neither before what
    `not_after_…`
    has. `before_date` may stand between a day and its date, `day_endings` behind its number, and
    `date_joints` before its month or year. `past` and `future` are verbs.

    A day has `day_parts`, of which `late_parts` are to come when news is written; `spans` are so
    many `steps` away, but behind none of `not_before_period`. Beside one of `other_times` days are
    not counted from the day of the news, but where they are `said_on`. "Yesterday's" is a day
    before `events`; in a phrase with `during` the verb before it tells its tense. Behind `until` a
    weekday is not past. Behind `clause_joints` another clause begins, whose verbs tell nothing of
    this day; `general` words behind "today" tell of our times, as do words in "s" but `not_general`
    ones. `before_clock` and `behind_clock`: beside a time of day. `zone_hours`: how far east of UTC
    the zones of clocks are; a row of `zone_places` has those that change with the season, and last
    the IANA name of their place. `…_signs` stand behind the numbers of a date or time, `forenoon`
    and `afternoon` before an hour, where these languages write them so.
    """

    months: Rows = ()
    other_months: Rows = ()
    weekdays: Rows = ()
    printed_months: Words = ()
    periods: Words = ()
    days: Values = _NONE
    before_weekday: Words = ()
    not_before_weekday: Words = ()
    not_before_day: Words = ()
    before_date: Words = ()
    day_endings: Words = ()
    date_joints: Words = ()
    past: Words = ()
    future: Words = ()
    day_parts: Words = ()
    late_parts: Words = ()
    spans: Words = ()
    steps: Values = _NONE
    not_after_weekday: Words = ()
    not_after_day: Words = ()
    not_before_period: Words = ()
    other_times: Words = ()
    events: Words = ()
    said_on: Words = ()
    until: Words = ()
    during: Words = ()
    clause_joints: Words = ()
    general: Words = ()
    not_general: Words = ()
    before_clock: Words = ()
    behind_clock: Words = ()
    zone_hours: Values = _NONE
    zone_places: Rows = ()
    year_signs: Words = ()
    month_signs: Words = ()
    day_signs: Words = ()
    hour_signs: Words = ()
    minute_signs: Words = ()
    forenoon: Words = ()
    afternoon: Words = ()


class TenseWords(NamedTuple):
    """Whether a day is past or to come, by the words around it.

    `past` verbs (and all in "-ed" but `no_past` ones) and `future` words tell; `open` ones leave it
    open, as "to" does, but not before `owners`, nor behind `before_no_verb`; with a `likely` one a
    day is to come. What "was" one of `was_planned` may not have been; what "is" (and `still` is)
    one of `is_planned` will be. Of what is `fixed`, or after `present_have` or `having` words
    `other_fixed`, the day may be either's. `past_be`, `present_be` and `bare_be` are forms of one
    verb; what "has" a word with `participle_endings` is past. A weekday has one of
    `weekday_endings`. `closing` verbs begin another clause; so do `clause_before` behind a comma,
    and `clause_after`.

    An insertion between commas has `adverbs` and a verb in "-ed" or one of `participles`, without
    one of `objects`; with `reporting` verbs it is the sentence's own.

    Where a `planned` verb with an "s" stands nearer to a day, or behind `joints` or a comma one
    without it or another verb in "s" (but no `no_present` word), the day is not the past verb's. A
    date opens a sentence behind a preposition or an `early` word.

    A verb behind an `infinitive` mark has not happened, but behind a `factual` word and one or two
    others ("the first to win", "forced them to leave").
    """

    past: Words = ()
    no_past: Words = ()
    future: Words = ()
    past_be: Words = ()
    present_be: Words = ()
    present_have: Words = ()
    having: Words = ()
    bare_be: Words = ()
    participle_endings: Words = ()
    weekday_endings: Words = ()
    was_planned: Words = ()
    is_planned: Words = ()
    still: Words = ()
    fixed: Words = ()
    other_fixed: Words = ()
    open: Words = ()
    likely: Words = ()
    before_no_verb: Words = ()
    owners: Words = ()
    closing: Words = ()
    adverbs: Words = ()
    reporting: Words = ()
    participles: Words = ()
    objects: Words = ()
    clause_before: Words = ()
    clause_after: Words = ()
    infinitive: Words = ()
    factual: Words = ()
    planned: Words = ()
    joints: Words = ()
    no_present: Words = ()
    early: Words = ()


class Grammar(NamedTuple):
    """Small words, by what they do in a sentence; stopwords; abbreviations.

    `telling` words often begin a sentence, and yet say something. `stopwords` say nothing of their
    own; nor, in news, do `news_stopwords`. A row of `irregular` holds the forms of a word; other
    forms have `inflections`, each with what the plain word has instead, and words made of another
    have `endings`, longer ones first, but for `unbent` words, which only look so. `past_endings`,
    `acting_endings` and `adverb_endings` show a word of that kind; behind words with an acting one,
    `behind_noun` words show that it is a noun. `reduced_endings` open a clause without "which is";
    a capitalised word with `common_endings` may be no name. `likening` words, and
    `other_prepositions`, stand before a noun, but for `prepositions`. `reversing` words with an
    acting one tell how things turned. `compounding` words make one with what their hyphen is
    followed by, and lose their own meaning.

    Abbreviations, without their last dot: `before_a_name` ("mr"), `before_a_number` ("no"),
    `sometimes_last` in a sentence ("inc"), `clock` ("p.m") and the `clock_zones` behind it. With
    `sentence_starters` a sentence usually begins.

    `helping` verbs open a predicate; beside `unsettling` words, a time or a reason is a condition.
    `clause_openings`: words that open a clause behind a comma, to the sentence's end;
    `middle_openings`: between two commas, beside the `relatives`; `bare_clause_openings`: without
    one. `occasion_openings`: before the occasion on which somebody spoke. `conditional_openings`:
    those that give a time or a reason. `apposing`: with what an apposition opens. In other
    languages, a part between marks that opens with one of the `relatives`, `participles` or
    `clause_openings` only adds to the rest, but for one that ends in a `restricting` word: it may
    say which of many are meant. `subordinators`: with what a sentence opens whose main clause is
    to come; `fronted`: as these, up to a comma; `no_subordinators` only look like it.
    `clause_joints`: with what it goes on behind
    a comma. `hanging`: words that call for more behind them, as do `hanging_at_cut` ones behind
    which nothing is left. `accompanying`: what opens something beside
    the subject, or a charge behind `charging` words.
    """

    telling: Words = ()
    accompanying: Words = ()
    charging: Words = ()
    stopwords: Words = ()
    news_stopwords: Words = ()
    language_names: Rows = ()  # a code and its name in English
    irregular: Rows = ()
    inflections: Rows = ()
    endings: Words = ()
    unbent: Words = ()
    definite_articles: Words = ()
    indefinite_articles: Words = ()
    past_endings: Words = ()
    acting_endings: Words = ()
    adverb_endings: Words = ()
    reduced_endings: Words = ()
    common_endings: Words = ()
    likening: Words = ()
    other_prepositions: Words = ()
    behind_noun: Words = ()
    reversing: Words = ()
    joining: Words = ()
    auxiliaries: Words = ()
    compounding: Words = ()
    before_a_name: Words = ()
    before_a_number: Words = ()
    sometimes_last: Words = ()
    sentence_starters: Words = ()
    clock: Words = ()
    clock_zones: Words = ()
    helping: Words = ()
    unsettling: Words = ()
    linking_verbs: Words = ()
    irregular_pasts: Words = ()
    plain_presents: Words = ()
    irregular_presents: Words = ()
    prepositions: Words = ()
    determiners: Words = ()
    adverbs: Words = ()
    relatives: Words = ()
    defining_relatives: Words = ()
    participles: Words = ()
    restricting: Words = ()
    apposing: Words = ()
    clause_openings: Words = ()
    middle_openings: Words = ()
    bare_clause_openings: Words = ()
    occasion_openings: Words = ()
    conditional_openings: Words = ()
    subordinators: Words = ()
    fronted: Words = ()
    no_subordinators: Words = ()
    clause_joints: Words = ()
    hanging: Words = ()
    hanging_at_cut: Words = ()

    @property
    def finite_verbs(self) -> Words:
        """Forms of a verb that may be a sentence's own: pasts and presents, without its helpers."""
        return (*self.pasts, *self.plain_presents, *self.irregular_presents)

    @property
    def pasts(self) -> Words:
        return (*self.irregular_pasts, *(f"*{ending}" for ending in self.past_endings))


class PeopleWords(NamedTuple):
    """Titles, offices and kinds of people and bodies, and words that look like names.

    `roles` with the `modifiers` before them; `organisations` are words of names of bodies and
    places. `no_names` open a sentence with a capital, `connecting` ones of them before a name.
    `forms_of_address` stand before one, and are no part of it; `role_openings` before a role, with
    a capital. An office may also stand behind `before_office`. `heads` of a country stand before
    their names. A name before one of `behind_names` is whole. With `beside_places` beside it, a
    place's name is no person's. `he` and `she`: the pronouns, the subject first; `male` and
    `female` words show which is meant, and they may mean `somebody`. Beside one of `crimes` it must
    be certain who that is. `compounds` ("based") with a hyphen stand before a name, `articles` open
    an office as a sentence begins. Elsewhere it opens with an article, `office_openings` or
    `one_of`, has `inside_office` words before its role, and `behind_role` ones behind it.
    `other_speakers`: pronouns that are neither `he` nor `she`, as of `institutions`, which speak;
    `owning_pronouns` stand alone for what is theirs. An acronym lacks `without_initials` words.

    An apposition with `no_description` or `no_office` in it gives no office; nor do words behind a
    quotation with `not_quoted`.
    """

    he: Words = ()
    she: Words = ()
    male: Words = ()
    female: Words = ()

    roles: Words = ()
    modifiers: Words = ()
    organisations: Words = ()
    no_names: Words = ()
    connecting: Words = ()
    departments: Words = ()
    role_endings: Words = ()
    no_description: Words = ()
    not_quoted: Words = ()
    no_office: Words = ()
    somebody: Words = ()
    crimes: Words = ()
    compounds: Words = ()
    articles: Words = ()
    titles: Words = ()
    roles_as_names: Words = ()
    forms_of_address: Words = ()
    particles: Words = ()
    role_openings: Words = ()
    before_office: Words = ()
    office_openings: Words = ()
    one_of: Words = ()
    inside_office: Words = ()
    behind_role: Words = ()
    other_speakers: Words = ()
    institutions: Words = ()
    owning_pronouns: Words = ()
    without_initials: Words = ()
    heads: Words = ()
    behind_names: Words = ()
    beside_places: Words = ()


class Roles(NamedTuple):
    """What shows whether a sentence is news, doubt, still to come, unconfirmed or background.

    `unconfirmed` phrases, but for `remedies` not responded to; and `denials`, but for `no_denials`
    before and `refusable` things behind them. Not in a clause that is `explaining` the rest.

    `ahead`: what is to come; not with words `beside` it, where `testators` show that "will" is a
    noun, with `no_event`, or `is_to` behind `aims`. With a `general` opening it needs a name, a
    number or a day. What is `called_off` does not come.

    `doubting` phrases (`no_critics` show that it is no doubt; nor is `no_doubt`), or `rejecting`
    with something `rejected`. `turns` (but not before `no_turns`) with words `against` it or a
    negation (`nots`, but for `not_only`; `no`, but for `no_such`), in the main clause, which
    `subordinating` words end.

    `background`: what was before. `pointers` with a colon or `pointed_to`, `appeals` and `captions`
    tell no news.

    `at_first`, `first_told`, `first_accounts`: what was said before more was known (`no_first`: but
    not where these stand before `first`); `corrected`: what more is known.
    """

    news_labels: Words = ()
    next_labels: Words = ()
    background_labels: Words = ()
    doubt_labels: Words = ()

    unconfirmed: Words = ()
    remedies: Words = ()
    denials: Words = ()
    deciding: Words = ()  # somebody with a say decides, or is put in or out of office or prison
    no_denials: Words = ()
    refusable: Words = ()
    explaining: Words = ()

    ahead: Words = ()
    beside: Words = ()
    testators: Words = ()
    general: Words = ()
    no_event: Words = ()
    is_to: Words = ()
    aims: Words = ()
    called_off: Words = ()

    doubting: Words = ()
    rejecting: Words = ()
    rejected: Words = ()
    no_critics: Words = ()
    no_doubt: Words = ()
    turns: Words = ()
    no_turns: Words = ()
    against: Words = ()
    nots: Words = ()
    no: Words = ()
    not_only: Words = ()
    no_such: Words = ()
    subordinating: Words = ()

    background: Words = ()
    pointers: Words = ()
    pointed_to: Words = ()
    appeals: Words = ()
    captions: Words = ()

    at_first: Words = ()
    first: Words = ()
    first_told: Words = ()
    no_first: Words = ()
    first_accounts: Words = ()
    corrected: Words = ()


class Openings(NamedTuple):
    """With what a sentence may open that leans on the one before it.

    `connectives` (with a comma behind them), `joints` (but not before `no_joints`) and `occasions`
    (but not before `no_occasions`) can be dropped.

    With `mid_air` it leans on what stood before; so it does with `mid_air_comma` and a comma, with
    `examples` between commas, with `leading` where a comma and a `pointing` word follow, with "the"
    and an `unnamed` word where no `naming` one follows, and with `quoted_mid_air` in quotation
    marks; not with `no_mid_air`, with `pairing_names` and a name, nor with `before_speaker` and a
    name behind a comma.
    The `second` is `unnamed` too, but for `no_second`; what is `unnamed` is not so with `renaming`,
    or with a word (but for `unnaming` ones) and `detailing`. `descriptions` may open an article. By
    `clear_it` nothing is meant, unless with `not_clear_of`.

    `not_owned`: "her" before these owns nothing; `before_place`: a name behind them is nobody's,
    nor is one with a `before_no_person` or `behind_no_person` word beside it;
    `cataphoric`: behind these the first "he" may be named later. `before_pronoun` words may stand
    before it; with `no_subject` no name begins.

    `soon_pointing` words do the same up to the fifth place, `pointing_words` may anywhere. An
    `article_or_pronoun` points back, but not before a noun or a word with an `adjective_ending`
    that is none of the `pronoun_verbs`.
    `thing_pronouns`, `group_pronouns`, `speaking_pronouns` and `demonstratives` stand for what was
    told, as does a noun with a `definite` word, unless a `detailing_phrase` follows; with an
    `introducing` one a thing is told of first.
    `first_person`: who speaks so is told by a quotation or a byline only. So they do with a
    `first_person_opening`, and with `first_person_letter`, but not behind `no_first_person`.
    `second_person`: who is spoken to.
    """

    mid_air: Words = ()
    mid_air_comma: Words = ()
    no_mid_air: Words = ()
    pairing_names: Words = ()
    before_speaker: Words = ()
    examples: Words = ()
    leading: Words = ()
    pointing: Words = ()
    quoted_mid_air: Words = ()
    unnamed: Words = ()
    naming: Words = ()
    soon_pointing: Words = ()
    pointing_words: Words = ()
    article_or_pronoun: Words = ()
    adjective_ending: Words = ()
    pronoun_verbs: Words = ()
    thing_pronouns: Words = ()
    group_pronouns: Words = ()
    speaking_pronouns: Words = ()
    demonstratives: Words = ()
    definite: Words = ()
    introducing: Words = ()
    detailing_phrase: Words = ()
    first_person: Words = ()
    first_person_opening: Words = ()
    first_person_letter: Words = ()
    no_first_person: Words = ()
    second_person: Words = ()

    clear_it: Words = ()
    not_clear_of: Words = ()
    descriptions: Words = ()
    second: Words = ()
    no_second: Words = ()
    renaming: Words = ()
    unnaming: Words = ()
    detailing: Words = ()
    not_owned: Words = ()
    no_subject: Words = ()
    before_pronoun: Words = ()
    before_place: Words = ()
    before_no_person: Words = ()
    behind_no_person: Words = ()
    cataphoric: Words = ()

    connectives: Words = ()
    joints: Words = ()
    no_joints: Words = ()
    occasions: Words = ()
    no_occasions: Words = ()


class Clauses(NamedTuple):
    """What opens a clause or phrase that may go, and what stands at its edges."""

    adverbial: Words = ()  # opens when, where, why or how
    joining: Words = ()  # opens a second clause or noun
    pairing: Words = ()  # needs both that a joining word joins
    turning: Words = ()  # opens what stands against the rest
    going_on: Words = ()  # the sentence may go on with, behind a phrase
    opposing: Words = ()  # sets another clause against the first
    many: Words = ()  # of several, so that a clause behind it may say which of them
    no_many: Words = ()  # only looks so


class CutWords(NamedTuple):
    """By what a clause is known that may go, and what stands in its way.

    A sentence may open with when or why something was so: by one of the `circumstances`, but for
    those with one of `no_circumstances` behind it; or by a span of time (`spans`, perhaps with
    `short_of_spans` before it) and one of `around_spans`. Or with "in a" and one of the `frames`,
    perhaps with `before_frames`; with one of the `purposes`; or with whom or where somebody was
    `speaking`, before a word of `spoken_to`, or made one of the `statements`. With an `unreal` one
    it may be no fact what follows. That may lean on its opening by a word `pointing_back`, or by
    "the" before anything but `known_things` and `superlatives`.

    A sentence may end in a summary of it, by one of the `summaries` with a clause or one of
    `behind_summaries` behind it, or in a rank (`ranking`); in a participle with one of
    `behind_participles`, but for `judging_participles`; in a clause with "as", but behind a
    `likened` word; in a span, `long_spans` too; in a list behind a `listing` word. `sourcing`
    words open whose word it is, perhaps a text's (`sources`).

    `inside`, `doing` and `on_a_day` are prepositions: of a text, of who did it, of a weekday.
    `no_limits` look like limits and are none; nor is `formerly` within a clause.
    """

    circumstances: Words = ()
    no_circumstances: Words = ()
    spans: Words = ()
    long_spans: Words = ()
    short_of_spans: Words = ()
    around_spans: Words = ()
    before_frames: Words = ()
    frames: Words = ()
    purposes: Words = ()
    speaking: Words = ()
    spoken_to: Words = ()
    unreal: Words = ()
    statements: Words = ()
    pointing_back: Words = ()
    known_things: Words = ()
    superlatives: Words = ()
    ranking: Words = ()
    summaries: Words = ()
    behind_summaries: Words = ()
    judging_participles: Words = ()
    behind_participles: Words = ()
    likened: Words = ()
    sourcing: Words = ()
    sources: Words = ()
    listing: Words = ()
    inside: Words = ()
    doing: Words = ()
    on_a_day: Words = ()
    no_limits: Words = ()
    formerly: Words = ()


class HeadlineWords(NamedTuple):
    """What a headline or its address says of the kind of text below, before a colon or a slash."""

    labels: Words = ()
    opinion_labels: Words = ()
    analysis_labels: Words = ()
    interview_labels: Words = ()
    review_labels: Words = ()
    live_labels: Words = ()
    opinion_paths: Words = ()
    guide_openings: Words = ()
    guide_words: Words = ()


class Orders(NamedTuple):
    """What tells a reader, or a machine, to do something.

    With `to_readers` such a sentence opens; `addressing` words may stand anywhere in it.

    To a machine: `ignoring` words open a clause, `commanding` ones stand anywhere, before `orders`
    (but not those of somebody, as `no_orders` show); `ignored` ones stand behind them. `being`
    tells `machines` what they are. `phrases` say enough by themselves, `opening_phrases` where they
    open the sentence, perhaps behind a `polite` word.

    In English too: `earlier` orders or `everything` from `before`; `speaking_as` and `calling` a
    machine that is `reading` it or `obliged` to be `writing`; `headers` before a colon; what to do
    in `summing_up`, `insisting` on an `answering` of some kind (`answered_with`), or `henceforth`,
    with `stressing`, or `only` so. A machine is called by `machine_itself` words, or behind
    `before_machine`.
    """

    to_readers: Words = ()
    addressing: Words = ()
    ignoring: Words = ()
    commanding: Words = ()
    ignored: Words = ()
    orders: Words = ()
    no_orders: Words = ()
    being: Words = ()
    machines: Words = ()
    phrases: Words = ()
    opening_phrases: Words = ()
    polite: Words = ()
    earlier: Words = ()
    everything: Words = ()
    before: Words = ()
    speaking_as: Words = ()
    calling: Words = ()
    reading: Words = ()
    obliged: Words = ()
    writing: Words = ()
    headers: Words = ()
    machine_itself: Words = ()
    before_machine: Words = ()
    summing_up: Words = ()
    insisting: Words = ()
    answering: Words = ()
    answered_with: Words = ()
    henceforth: Words = ()
    only: Words = ()
    stressing: Words = ()


class TallyWords(NamedTuple):
    """What news counts, and what around a figure keeps it from being read as a tally.

    A row of `fates` or of `deeds` begins with what is counted; so does `forces`. The figure stands
    before those that are `counted` (or `anybody`), `being` a fate, and the sentence ends or is
    `going_on`; `leaving` so many `left_behind`; the `toll` is `reaching` it; `quake`: before or
    behind its strength; `rates` at `levels`, `sums` of money `worth` it. `forces` that are `fallen`
    are no strength. With a `rough` bound it may be near another. What is `shrinking` may become
    less with time, as no other fate does.

    Beside a word of `elsewhere` a figure is of another time, of a part, a claim or a maybe; so it
    is with a month behind `before_month`. A day behind `saying` and `before_weekday` is not the
    event's. Of a toll or a quake more may be told `behind_toll` and `behind_quake`; `reached`:
    before its figure. Behind somebody and `before_age` it is how old they are.
    """

    before_age: Words = ()
    anybody: Words = ()
    counted: Words = ()
    fates: Rows = ()
    shrinking: Words = ()
    deeds: Rows = ()
    being: Words = ()
    going_on: Words = ()
    toll: Words = ()
    reaching: Words = ()
    leaving: Words = ()
    left_behind: Words = ()
    forces: Words = ()
    fallen: Words = ()
    behind_toll: Words = ()
    reached: Words = ()
    quake: Words = ()
    behind_quake: Words = ()
    rates: Words = ()
    levels: Words = ()
    sums: Words = ()
    worth: Words = ()
    rough: Words = ()
    elsewhere: Words = ()
    before_month: Words = ()
    before_weekday: Words = ()
    before_place: Words = ()
    saying: Words = ()


class Meanings(NamedTuple):
    """Words of one meaning and of opposite meaning, for checking a claim against its source.

    The words of a row of `alike`, or of `peoples`, may stand for each other; those of a row of
    `opposite`, or of `kinds`, never do. Of a row of `phrasal`, the first is a verb for the others,
    of several words. Of a row of `relations`, one in
    the place of another says something else ("before", "after"). `causing` words say what brought
    something about, `joining` ones when; `parting` ones say that not all is meant; `qualifying`
    ones make something else of the noun behind them. `leading` ones tell what the words behind them
    are to the rest, `opening` ones what a clause is to it; of the former, `belonging` ones lead a
    noun to another, and `doing` ones to who does it.
    """

    alike: Rows = ()
    opposite: Rows = ()
    kinds: Rows = ()
    peoples: Rows = ()
    phrasal: Rows = ()
    relations: Rows = ()
    causing: Words = ()
    joining: Words = ()
    parting: Words = ()
    qualifying: Words = ()
    leading: Words = ()
    opening: Words = ()
    belonging: Words = ()
    doing: Words = ()


class PageWords(NamedTuple):
    """What a news page has beside its body: credits, stamps, service lines, promotions.

    A page's language is known only when it has been read, so all languages' lists are used at once.

    A sentence with one of `pleas` anywhere, or with `plea_labels` and a colon first, asks something
    of the reader. A credit opens with `copyrights`; who is `pictured` is told by a caption.

    `reader_words` speak to the reader, or for the outlet; `urgings` are what it wants done, at the
    beginning of a sentence. `channels` are what it offers beside its articles, `works` are these
    and their parts, `answers` what it wants of its readers; `made_by_machine` says how a work was
    made. Beside verbs of saying, `attributing` ones end a clause that says who says so.
    """

    pleas: Words = ()
    plea_labels: Words = ()
    plea_openings: Words = ()
    buttons: Words = ()
    clock_words: Words = ()
    agencies: Words = ()
    agency_nouns: Words = ()
    text_agencies: Words = ()
    name_particles: Words = ()
    name_joints: Words = ()
    byline_joints: Words = ()
    credit_labels: Words = ()
    sure_labels: Words = ()
    made_by: Words = ()
    perhaps_made_by: Words = ()
    credit_joints: Words = ()
    spoken_sources: Words = ()
    spoken_captions: Words = ()
    unfolding: Words = ()
    credit_roles: Words = ()
    copyrights: Words = ()
    pictured: Words = ()
    positions: Words = ()
    scene_openings: Words = ()
    scene_verbs: Words = ()
    file_notes: Words = ()
    file_photos: Words = ()
    file_credits: Words = ()
    picture_phrases: Words = ()
    related_headings: Words = ()
    pointers: Words = ()
    labelled_pointers: Words = ()
    more_from: Words = ()
    byline_openings: Words = ()
    author_labels: Words = ()
    byline_roles: Words = ()
    byline_places: Words = ()
    byline_controls: Words = ()
    other_work: Words = ()
    stamp_words: Words = ()
    updated: Words = ()
    reading_times: Words = ()
    minutes: Words = ()
    to_read: Words = ()
    bar_words: Words = ()
    service_lines: Words = ()
    comments: Words = ()
    tag_labels: Words = ()
    pitches: Words = ()
    reader_words: Words = ()
    urgings: Words = ()
    channels: Words = ()
    works: Words = ()
    answers: Words = ()
    attributing: Words = ()
    made_by_machine: Words = ()
    paywalls: Words = ()
    subscriptions: Words = ()
    mailings: Words = ()
    missing_pages: Words = ()
    robot_checks: Words = ()
    sign_ins: Words = ()
    consents: Words = ()
    choices: Words = ()
    addressing: Words = ()
    service_words: Words = ()


class AskingWords(NamedTuple):
    """What people write when they ask for news."""

    # News about a topic
    before_news: Words = ()  # please, what is the
    news: Words = ()
    before_topic: Words = ()
    either: Words = ()  # between topics, of which one is enough
    empty: Words = ()  # words that carry no topic
    span_minutes: Values = _NONE  # units of a span: 6h
    before_span: Words = ()  # the last
    starting: Words = ()  # before a day or a time from which on news is asked for
    last: Words = ()  # before a weekday
    past_days: Values = _NONE  # so many days ahead
    this_week: Words = ()
    last_week: Words = ()  # the one before

    # A digest, when it comes, and what becomes of it
    noon: Words = ()
    midnight: Words = ()
    before_noon: Words = ()  # after an hour: am
    after_noon: Words = ()
    hour: Words = ()  # after an hour, or between it and its minutes: h, heures; a span has them too
    sharp: Words = ()  # likewise, and only of times: Uhr, o'clock
    parts_before: Values = _NONE  # minutes past an hour, said before it: half past seven
    parts_behind: Values = _NONE
    at: Words = ()  # before a time
    on: Words = ()  # before days
    to: Words = ()  # between the ends of a span
    since: Words = ()  # before a span: from 22 to 7
    also: Words = ()  # between things of one kind
    weekdays: Rows = ()  # from Monday, a line each: forms that stand in no news text
    every_day: Words = ()
    each_morning: Words = ()
    each_evening: Words = ()
    weekly: Words = ()  # adds nothing to the days behind it
    weekend: Words = ()
    workdays: Words = ()
    ordinals: Words = ()  # before a day: which of a month's; no digest comes so
    of_month: Words = ()  # after it
    rhythms: Words = ()  # in which no digest comes
    digest: Words = ()
    digest_of: Words = ()  # behind it, before its topics
    one_topic: Words = ()  # before a topic that is to be added or taken away
    the: Words = ()  # before it
    another: Words = ()  # likewise, for one more of them
    main: Words = ()  # names a channel's first
    each_day: Words = ()  # names of digests, by when they come; the first is its title
    each_week: Words = ()
    mornings: Words = ()
    evenings: Words = ()
    weekends: Words = ()
    flash: Words = ()  # lengths, as bot.models.Length has them
    brief: Words = ()
    full: Words = ()
    nothing: Words = ()  # no topics, no quiet hours
    top: Words = ()  # the top of the news instead of topics
    quiet: Words = ()
    only_news: Words = ()  # no digest without news
    in_language: Words = ()  # before languages; in Ukrainian their names say it themselves
    only_in: Words = ()  # before that: nothing in any other
    any_language: Words = ()
    languages: Rows = ()  # a code, and names of its language: first as it is written in a list
    alerts: Words = ()  # with a number, at most so many a day
    no_alerts: Words = ()
    alert_me: Words = ()  # opens a line about a digest that has alerts
    only_from: Words = ()  # before outlets, and nothing from any other
    never_from: Words = ()  # before outlets
    without: Words = ()  # before words that no story is to have
    who_owns: Words = ()  # asks who is behind an outlet, before its name
    this_one: Words = ()  # in the place of that name
    by_mail: Words = ()  # opens an order of a digest by mail
    not_what: Words = ()  # before channels whose news is not to be told again
    told_me: Words = ()  # after them
    ahead: Words = ()  # opens a question of what is announced; a topic may follow
    away: Words = ()  # asks for what was missed
    show: Words = ()
    pause: Words = ()
    resume: Words = ()
    stop: Words = ()
    now: Words = ()
    before_zone: Words = ()
    after_zone: Words = ()
    zones: Rows = ()  # abbreviations and cities that IANA names otherwise, and the zones meant

    # What people say under a brief
    polite: Words = ()  # before and after it: please, thanks
    more: Words = ()
    more_on: Words = ()  # before what they ask about
    who_said: Words = ()
    since_when: Words = ()
    what_is_new: Words = ()

    # What people say to the bot that asks for no news
    help: Words = ()  # asks what can be asked; greetings too
    thanks: Words = ()  # beside what is polite
    end_it: Words = ()  # asks for an end of a digest
    undo: Words = ()
    why_this: Words = ()
    less: Words = ()  # before what is not to be told
    speak: Words = ()  # before a language
    source_of: Words = ()  # asks where something in a brief is from
    manage: Words = ()  # asks for the digest's settings
    change: Words = ()  # before the word for a digest
    send_me: Words = ()  # before what is to come at a time


class ConceptWords(NamedTuple):
    """What news is about: a row of `told` holds a concept's name, which is the same in every
    language, and words that tell it, each plain, with any ending or (in German) behind anything."""

    told: Rows = ()
