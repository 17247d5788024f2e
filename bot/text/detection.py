"""Pure. Which language a text is in, by its script, its alphabet and its commonest little words.

No model and no files: a hundred words of an article are enough to tell what a newsroom needs to
know, and a page's own declaration settles what they leave open.
"""

import re
from bisect import bisect_right
from collections import Counter

# The numbers below were tried on the bodies of newspapers_a (15 languages, all told right, the
# Xhosa and Zulu pages too, which declare English) and on one sentence in each of 23 languages.

# Characters looked at: a lede and some paragraphs.
SAMPLE = 4000

# What an alphabet costs for each of its letters, in shares of a text's letters outside it: of two
# alphabets that both fit (Bulgarian's is a part of Russian's), the smaller one is taken.
LETTER_COST = 0.001

# Russian's ы, э and ё, which tell it from its neighbours, are 2.2% of its letters.
ALPHABET_MARGIN = 0.01

# English has 40% of little words, Zulu 5%; a sister language shares up to half of them.
LEAST_SHARE = 0.03
LEAST_WORDS = 3
SISTER_SHARE = 0.5

# First letters of the scripts in Unicode, and the language of those that have only one.
_SCRIPTS = (
    (0x0041, "Latin"), (0x0370, "el"), (0x0400, "Cyrillic"), (0x0530, "hy"), (0x0590, "he"),
    (0x0600, "Arabic"), (0x0700, ""), (0x0750, "Arabic"), (0x0780, ""), (0x08A0, "Arabic"),
    (0x0900, "Devanagari"), (0x0980, "bn"), (0x0A00, "pa"), (0x0A80, "gu"), (0x0B00, "or"),
    (0x0B80, "ta"), (0x0C00, "te"), (0x0C80, "kn"), (0x0D00, "ml"), (0x0D80, "si"),
    (0x0E00, "th"), (0x0E80, "lo"), (0x0F00, "bo"), (0x1000, "my"), (0x10A0, "ka"),
    (0x1100, "ko"), (0x1200, "am"), (0x13A0, ""), (0x1780, "km"), (0x1800, ""),
    (0x1E00, "Latin"), (0x1F00, "el"), (0x2000, ""), (0x3040, "ja"), (0x3100, ""),
    (0x3400, "zh"), (0xA000, ""), (0xAC00, "ko"), (0xD7B0, ""), (0xF900, "zh"), (0xFB00, "Latin"),
    (0xFB1D, "he"), (0xFB50, "Arabic"), (0xFE00, ""), (0xFE70, "Arabic"), (0xFF00, ""),
    (0x20000, "zh"), (0x32000, ""),
)  # fmt: skip
_STARTS = [start for start, _ in _SCRIPTS]

_ALPHABETS = {
    "Cyrillic": {
        "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
        "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
        "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
        "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
        "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
        "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
        "ky": "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя",
        "mn": "абвгдеёжзийклмноөпрстуүфхцчшщъыьэюя",
        "tg": "абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя",
        "tt": "аәбвгдеёжҗзийклмнңоөпрстуүфхһцчшщъыьэюя",
    },
    "Arabic": {
        "ar": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي",
        "fa": "ءآأؤئابپتثجچحخدذرزژسشصضطظعغفقکگلمنهوی",
        "ur": "ءآأؤئابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھیے",
        "ps": "ءآأؤئابپتټثجځچڅحخدډذرړزژږسشښصضطظعغفقکګلمنڼوهیيېۍ",
        "ku": "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنهەوۆیێ",
    },
}

# The commonest words that carry grammar rather than matter; our own selection.
_WORDS = {
    "en": "the of and to in a is that for on with was as it by at from his said has have are not",
    "de": "der die und das den von zu mit ist im für auf nicht des ein eine sich dem auch es sind",
    "fr": "le la les de des et du en un une est que qui dans pour pas sur par au plus ne ce il",
    "es": "el la los las de del y que en un una es por con para no se su al como más ha lo pero",
    "pt": "o a os as de do da e que em um uma é para com não se por no na dos das mais ao foi são",
    "it": "il la i le di del della e che in un una è per con non si da al alla dei nel anche sono",
    "nl": "de het een van en in is dat op te zijn voor met niet aan er om ook als door maar bij",
    "af": "die het van en in is nie dat 'n vir te met sy hy wat op aan was ook om sal deur maar",
    "da": "og i at det er en til på af for med der den ikke som har de et han var fra også blev",
    "no": "og i det er på til som av en for at med har ikke de den et om han var fra også etter",
    "sv": "och i att det som är på en för av med till den har inte om ett de han var från men",
    "fi": "ja on ei että se oli hän ovat mutta myös joka kun ole tai mukaan kuin sen jo vain voi",
    "is": "og að í á er sem var til um við með en af fyrir það ekki hann hún þess frá eru hefur",
    "et": "ja on ei et see oli kui ka mis ning aga oma tema seda selle või pole kes mida veel eest",
    "lv": "un ir ka par no ar kas uz arī bet lai tas nav to kā pie gan tika viņš bija kuru",
    "lt": "ir yra kad į iš su bet kaip tai apie buvo jo per dėl nuo jis ne už taip pat po dar",
    "pl": "i w na z do że się nie to jest o jak za od po przez co są dla ale tym oraz był ma",
    "cs": "a v se na je že s z do o to i k za by pro ale jako po podle jsou od který bylo také při",
    "sk": "a v sa na je že s z do o to aj k za by pre ale ako po podľa sú od ktorý bolo pri",
    "sl": "in v je na se da za so ki pa z ni tudi bi ne po s od kot še pri bo iz je to tem",
    "hr": "i u je na se da za su od s što ne koji o kako to iz će bi kao nije tko također te",
    "sr": "i u je na se da za su od sa šta ne koji o kako to iz će bi kao nije ko takođe "
    "и у је на се да за су од са шта не који о како то из ће би као није ко такође",
    "hu": "a az és hogy nem is egy meg ez volt de csak már még mint azt ki el ha szerint után lesz",
    "ro": "și de în a la cu pe nu să că o este din un care mai pentru au fi ca al fost ale prin",
    "sq": "të e në dhe i për që me një nga është se ka u si më ai nuk do kjo janë edhe në",
    "tr": "ve bir bu da de için ile olarak olan daha çok gibi en ne ise kadar sonra ancak var dedi",
    "az": "və bir bu da də üçün ilə olan daha çox kimi ən isə qədər sonra var o görə edib deyib",
    "vi": "và của là có được trong cho không các với một những người đã này khi từ đến để ở",
    "id": "yang dan di untuk dengan dari ini pada itu dalam tidak akan juga ke ada oleh karena",
    "ms": "yang dan di untuk dengan dari ini pada itu dalam tidak akan juga ke ada oleh kerana",
    "tl": "ang ng sa na mga at ay ni si hindi para ito kung may siya niya rin pa nang kay",
    "sw": "na ya wa kwa ni la za katika kuwa hiyo cha kama huo wake alisema lakini baada huyo hayo",
    "so": "iyo oo ka ku in u ay ee la soo waa uu ah si aan waxaa kale dhexe sheegay",
    "ha": "da a na ya ta ba cewa su don wannan ne ce kuma daga wajen wata bayan amma sun",
    "zu": "ukuthi futhi kodwa uthe ngoba noma uma lapho kanye yini kule abantu ngemuva emva okuthi",
    "xh": "ukuba okokuba kwaye kodwa uthi okanye kuba kunye abantu emva into kwi kwe ngoku lo le",
    "st": "ho ea ke le ka ba o a e tsa hore ha oa empa bona sa tse eena joalo hobane",
    "ca": "el la els les de del i que en un una és per amb no es al com més ha però aquest dels",
    "gl": "o a os as de do da e que en un unha é para con non se por no na dos das máis ao foi",
    "eu": "eta da ez du bat dira ere izan zen dute dela egin baina horrek dituzte duen beste hori",
    "ga": "agus an na ar le i a go ag is ní sé tá don ach do bhí mar faoi sin raibh atá",
    "cy": "y yn a i o ar mae wedi yr ei am bod gan fod i'r oedd hyn hefyd ond eu",
    "mt": "li u ta' il fil dan biex ma' għal kien din ma hija huwa minn mill fuq kif wara",
    "lb": "de an d'déi eng fir mat vun dat ass net et den op datt och huet sinn ze si bei awer",
    "hi": "के में की है और को से का ने पर कि यह हैं इस नहीं भी एक लिए",
    "mr": "आहे आणि या व हे ही तर मात्र होते यांनी केली आहेत असे केले मध्ये झाली",
    "ne": "छ र को मा ले लाई पनि छन् भएको गरेको गर्ने हो यो थियो भने का",
    "ru": "и в не на что с по из это как он был его за от для к о также но",
    "uk": "і в не на що з та у до це як він за від для про й також але її",
    "be": "і ў не на што з да у як ён за ад для пра але гэта таксама яго каб па",
    "bg": "и в не на че с по от да се за е са като това ще до към но който",
    "mk": "и во не на дека со да се е за од ќе што кој како тоа но до ги го",
    "ar": "في من على أن إلى التي الذي عن هذا مع ما لا كان قد وقال بعد بين هذه لم قال",
    "fa": "و در به از که این را با است برای آن های می هم بر تا شد یک نیز کرد",
    "ur": "کے میں کی ہے اور سے کا کو نے پر کہ ہیں یہ بھی اس ایک نہیں کر تھا گیا",
    "ku": "لە و بۆ بە کە ئەم ئەو لەگەڵ دەکات هەر هەموو یان بوو نییە",
}
_LANGUAGES_OF: dict[str, list[str]] = {}
for _language, _listed in _WORDS.items():
    for _word in _listed.split():
        _LANGUAGES_OF.setdefault(_word, []).append(_language)

_BY_WORDS = {"Latin", "Devanagari"}
_KNOWN = {*_WORDS, *(lang for alphabets in _ALPHABETS.values() for lang in alphabets)} | {
    name for _, name in _SCRIPTS
}
_WORD = re.compile(
    r"(?<![.\w])[^\W\d_]+(?:['’][^\W\d_]+)?[\u0900-\u097f]*(?!\.?\w)"
)  # no part of "U.S."

_CODES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da "
    "de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy "
    "hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg "
    "li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nd ne ng nl no nr nv ny oc oj om or os pa "
    "pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg "
    "th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
_ISO_639_1 = set(_CODES.split())
# Withdrawn codes, the two Norwegians, and countries that templates take for languages.
_MEANT = {
    "iw": "he", "in": "id", "ji": "yi", "nb": "no", "nn": "no", "fil": "tl", "sh": "sr",
    "ua": "uk", "cz": "cs", "jp": "ja", "cn": "zh", "dk": "da", "gr": "el", "vn": "vi", "by": "be",
}  # fmt: skip


def identify(text: str, declared: str | None = None) -> str | None:
    """The ISO 639-1 code of the text's language; None where neither text nor declaration tells.

    `declared` is what the page says ("en", "de-AT", "uk_UA"); it is believed unless the text
    contradicts it, as where a template says "en" on a Ukrainian page.
    """
    said = code(declared)
    plausible = _plausible(text[:SAMPLE].lower())
    if not plausible or said in plausible or (said and said not in _KNOWN):
        return said
    return plausible[0]


def code(declared: str | None) -> str | None:
    """The ISO 639-1 code in a declaration such as "en-GB"; None where there is none."""
    first = re.split(r"[-_,;\s]", (declared or "").strip().lower(), maxsplit=1)[0]
    meant = _MEANT.get(first, first)
    return meant if meant in _ISO_639_1 else None


def _plausible(sample: str) -> list[str]:
    """The languages the sample may be in, the likeliest first."""
    letters = Counter(filter(str.isalpha, sample))
    script = _script(letters)
    if script in _ALPHABETS:
        fitting = _by_alphabet(_ALPHABETS[script], letters)
        return [lang for lang in _by_words(_WORD.findall(sample)) if lang in fitting] or fitting
    if script in _BY_WORDS:
        return _by_words(_WORD.findall(sample))
    return [script] if script else []


def _script(letters: Counter[str]) -> str:
    """The commonest script's name; of a script that has one language, the language's code."""
    counts: Counter[str] = Counter()
    for letter, count in letters.items():
        counts[_SCRIPTS[max(0, bisect_right(_STARTS, ord(letter)) - 1)][1]] += count
    if counts["ja"] * 10 > counts["zh"]:  # Japanese is written in both
        counts["ja"] += counts.pop("zh", 0)
    return max(counts, key=counts.__getitem__, default="")


def _by_alphabet(alphabets: dict[str, str], letters: Counter[str]) -> list[str]:
    all_letters = letters.total()
    costs = {
        language: LETTER_COST * len(alphabet)
        + sum(count for letter, count in letters.items() if letter not in alphabet) / all_letters
        for language, alphabet in alphabets.items()
    }
    ranked = sorted(costs, key=costs.__getitem__)
    return [name for name in ranked if costs[name] <= costs[ranked[0]] + ALPHABET_MARGIN]


def _by_words(words: list[str]) -> list[str]:
    counts = Counter(language for word in words for language in _LANGUAGES_OF.get(word, ()))
    if not counts:
        return []
    most = max(counts.values())
    least = max(LEAST_WORDS, LEAST_SHARE * len(words), SISTER_SHARE * most)
    return [language for language, count in counts.most_common() if count >= least]
