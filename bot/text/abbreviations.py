"""Pure. Words that tell whether a dot ends a sentence, for the languages a news desk meets.

All languages share one table: the few clashes cost less than a wrong guess at the language.
Everything is lower case and without its last dot.
"""

from bot.text.calendars import DATE_WORDS
from bot.text.lexicon import lexicon


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


# A capital follows, and the sentence goes on: titles, offices, units, kinds of place.
BEFORE_A_NAME = _words(
    # English
    "mr mrs ms mx messrs dr drs prof profs rev fr hon pres gov govs lt gen gens col maj capt cpt",
    "cmdr adm brig sgt ssgt msgt cpl pvt pfc sen sens rep reps det supt insp const ald amb atty",
    "asst assoc dep vs v viz cf e.g i.e",
    # German
    "hr frl dipl ing bzw ca evtl ggf inkl vgl sog mio mrd tsd z.b d.h u.a",
    # French
    "mm mme mlle mgr ste",
    # Spanish, Portuguese, Italian
    "sr sra srta dra dña excmo gral lic arq ee cía sig dott",
    # Ukrainian, Russian
    "м с см вул ул просп пл бул обл ім им тов проф акад доц ген полк гр св тис тыс млн",
    "млрд напр т.е т.з т.зв т.н",
)
# A number follows, and the sentence goes on.
BEFORE_A_NUMBER = _words(
    "no nos nr núm num nº art arts abs sec sect ch vol vols fig p pp pg ver approx est tel ext",
    "pág págs  № ст стор стр п пп кв",
    "jan feb mar apr jun jul aug sep sept oct nov dec mär okt dez janv févr avr juil déc ene abr",
    "ago dic січ лют бер квіт трав черв лип серп вер жовт лист груд янв фев апр авг сент окт ноя",
    "дек",
)
# May end a sentence; a sentence's usual first word next tells.
SOMETIMES_LAST = _words(
    "inc corp co cos ltd llc plc bros jr esq dept st ave blvd rd sq mt ft",
    "uu cia gmbh usw str etc al jhd chr",
)
CLOCK = _words("a.m p.m")
# After "5 p.m." these go on with the time; any other capital starts a sentence.
CLOCK_COMPANIONS = DATE_WORDS | _words(
    "et est edt ct cst cdt mt mst mdt pt pst pdt gmt bst utc cet cest eet ist jst aest hkt",
    "eastern central mountain pacific local",
)
# Languages that write "the 3rd" with a dot.
ORDINAL_DOT = _words("de da nb nn no fi is et lv cs sk sl hr bs sr hu pl tr")
# Before these a dotted number is a day, whatever the language is taken for.
DOTTED_DAY_MONTHS = frozenset(name for row in lexicon("de").calendar.months for name in row)
SENTENCE_STARTERS = _words(
    # English
    "the a an he she it they we i you his her its their our my your this that these those there",
    "here in on at for from with by as of to but and or so if when while where after before since",
    "until although though however meanwhile according also then now not no nor yet even still",
    "just some many most several few all both each every another other such one two three what",
    "who why how which because during despite under over among about more than last next once",
    "only police officials",
    # German
    "der die das den dem des ein eine einen einem einer er sie es wir ihr im am an auf aus bei mit",
    "nach von vor zu zum zur und oder aber doch auch als wenn wie wo wer was dies diese dieser",
    "dieses für seit laut nun noch nur hier dort",
    # French
    "le la les l un une il elle ils elles on nous vous ce cet cette ces dans en et mais pour selon",
    "au aux du par sur avec si qui que quand cela c d depuis après avant",
    # Spanish, Portuguese, Italian
    "el los las una y e o u pero no se lo este esta estos estas según por para con sin desde tras",
    "os um uma ele ela mas em na do da il gli ma nel",
    # Ukrainian, Russian
    "в у на і й и а але но він вона воно вони он она оно они це цей ця это этот эта як как за",
    "по з із со из для при що что так також также тому поэтому коли когда після после до від от",
    "про",
)
