"""Pure. English words that say the same, and words that say the opposite, for comparing sentences.

A word's root is what its forms share; words of one group below have a meaning in common. They are
what news writes every day: a word that is missing costs a good paraphrase, never the truth.
"""

import re
from functools import lru_cache

_LETTERS = 7  # of a root; "investigation" and "investigators" meet there
_SHORTEST = 3

_IRREGULAR = """
am is are was were be been being | has had have having | did does done do doing | went gone goes
go | said says say saying | told tells tell telling | fell fallen falls fall falling | rose risen
rises rise | rising | took taken takes take | gave given gives give | came comes come coming | saw
seen sees see | found finds find | left leaves leave leaving | led leads lead | beat beaten beats
beating | lost loses lose losing | won wins win winning | met meets meet | made makes make making
| paid pays pay | sent sends send | spent spends spend | spoke spoken speaks speak | struck
strikes strike | stole stolen steals steal | swept sweeps sweep | taught teaches teach | thought
thinks think | threw thrown throws throw | understood understands understand | wore worn wears
wear | wrote written writes write | began begun begins begin | broke broken breaks break | brought
brings bring | built builds build | bought buys buy | caught catches catch | chose chosen chooses
| choose | drew drawn draws draw | drove driven drives drive | ate eaten eats eat | fought fights
fight | flew flown flies fly | forbade forbidden forbids forbid | forgot forgotten forgets forget
| froze frozen | freezes freeze | grew grown grows grow | held holds hold | hid hidden hides hide
| kept keeps keep | knew known knows know | laid lays lay | meant means mean | ran runs run
running | sold sells sell | sale sales | set sets setting | shook shaken shakes shake | shot shots
shoots shoot | showed shown shows show | shut shuts shutting | sank sunk sinks sink | slid slides
slide | stood stands stand | stuck sticks stick | swam swum swims swim | tore torn tears tear |
woke woken wakes wake | withdrew withdrawn withdraws withdraw | felt feels feel | got gotten gets
get | heard hears hear | hit hits hitting | hurt hurts | let lets letting | dealt deals deal |
bore borne bears bear | bound binds bind | bled bleeds bleed | fed feeds feed | fled flees flee |
men man | women woman | children child | wives wife | lives life | feet foot | mice mouse | people
person persons | died dies dying die dead death deaths | lay lain lies | begun | born birth births
| sought seeks seek | cut cuts cutting | quit quits | shrank shrunk shrinks shrink | split splits
| spread spreads | swore sworn swears
"""

_ALIKE = """
die perish | kill slay | fire blaze inferno | begin start launch commence open | end finish
conclude complete | fall drop decline tumble slump plunge plummet slide decrease dip sink lower
reduce cut down | rise increase climb grow jump surge soar gain up higher raise hike boost | say
tell state declare announce comment remark note add explain write report according | warn caution
| claim allege assert contend | believe think consider deem reckon view | deny reject dismiss
refute | refuse decline | confirm verify | admit acknowledge concede | big large huge massive
great enormous vast major | small little tiny minor | attack assault raid strike | bomb explosive
| blast explosion explode | shoot fire | war conflict | invade invasion incursion | fight battle
clash | troop soldier force serviceman | police officer cop | official authority | government
administration cabinet | minister secretary | lawmaker legislator parliamentarian mp deputy |
parliament legislature | vote ballot poll election elect | win beat defeat victory triumph | lose
loss | lead head top | leader boss chief head | company firm business corporation maker | shop
store retailer | factory plant | worker employee staff labourer | job post role position | pay
wage salary | buy purchase acquire | sell sale | price cost charge | help aid assist support back
| money cash fund funding | budget spending | tax levy | hospital clinic | doctor medic physician
surgeon | ill sick unwell illness sickness disease | injure hurt wound | harm damage | hospitalize
hospitalise admit | rescue save | find discover detect locate uncover | look search hunt seek |
try attempt bid effort | show reveal demonstrate indicate disclose | see watch witness observe |
use utilise utilize employ | make produce create build manufacture | give provide offer supply
hand | get receive obtain | take seize grab | steal rob theft robbery | arrest detain hold custody
capture apprehend | charge accuse | court judge tribunal | trial hearing | jail prison imprison |
convict guilty | sentence | lawyer attorney solicitor barrister | law legislation act bill | rule
regulation | ban prohibit forbid outlaw bar | allow permit let | approve pass back authorise
authorize | agree deal accord pact agreement | plan intend propose aim | want wish seek | ask
request urge call demand | need require | child kid youngster | boy lad | girl schoolgirl | woman
| man | baby infant | parent | family relative | house home residence | flat apartment | road
street | car vehicle automobile | lorry truck | plane aircraft jet airliner | ship vessel boat |
ferry | train rail railway | airport | flight | crash collide collision | flood inundate | storm
hurricane typhoon | quake earthquake tremor | rain rainfall | heat hot | town city municipality |
village | country nation state | region area district zone | border frontier | near close nearby |
north northern | south southern | east eastern | west western | centre center central | year
annual | month monthly | week weekly | day daily | decade | century | protest demonstrate
demonstration rally march | demonstrator protester | activist campaigner | leave quit depart exit
resign | arrive reach | go travel head | move shift | return | close shut | stop halt cease
suspend | delay postpone | cancel scrap | continue keep remain stay persist | speak talk | meet
meeting | visit trip | letter | speech address | interview | statement | important key significant
crucial | difficult hard tough | easy simple | quick fast rapid swift | slow | new fresh | old
former ex previous | late | early | recent lately | film movie | song track | singer vocalist |
actor star | match game | goal | score | team side squad | player | season campaign | coach
manager | champion title | image picture photo photograph | phone mobile | computer | internet
online web | study research survey | researcher scientist | scholar academic | school | pupil
student | teacher | inquiry investigation investigate probe inspect | evidence proof | victim |
suspect | gunman shooter attacker assailant | weapon gun arm | knife | crime criminal | murder
homicide kill | migrant refugee | sanction | tariff duty | export | import | trade | water | power
electricity energy | oil petroleum | gas | fuel petrol gasoline | dollar usd | euro eur | pound
gbp sterling | percent per-cent percentage | pour dump spill tip | choose pick select opt |
replace substitute | hide conceal | anger outrage fury | fear worry concern | hope | angry furious
| praise applaud | criticise criticize condemn blame | need | enough sufficient | failure fail |
success succeed successful | happen occur | cause trigger spark lead | appear seem | about around
roughly approximately | fix repair mend | destroy wreck ruin | burn | full entire whole | part
portion | half | number amount total | many numerous | several | strategy plan | target goal aim |
result outcome | effect impact | change alter modify | develop | join | expand extend widen |
spread | carry bear | throw toss hurl | pull drag | push | eat consume | eliminate remove delete
erase | wipe | impose introduce bring | lift | extra additional further | struggle grapple cope
deal contend face tackle | outcome consequence effect fallout aftermath result | enable allow
permit let | peer gaze look peek stare | remote distant far faraway | require force order oblige
mandate | tool system instrument device | effort initiative endeavour drive project scheme
programme program | vehicle craft aircraft | surprising unexpected startling | accept admit
confess acknowledge recognise recognize | share stock | sharp steep | soaring rise | availability
available | popularity popular | value worth | phase stage step | agency authority body department
| commence launch start | undertake launch conduct carry | capture take record photograph snap |
snap picture | detail feature | spot see find | struggle battle | evacuate leave | trap bury |
bury inter | rubble debris wreckage ruins | missing lost | declare proclaim | shipment cargo load
delivery | trader dealer merchant | customer client consumer shopper | firm solid | headquarters
base | boost strengthen | weaken undermine | oppose resist object | support endorse favour | draft
write prepare | propose suggest recommend recommendation guideline | guideline rule guidance |
label name call | measure step action | halve half | double twice | shareholder investor |
earnings profit income | turnover revenue sales | debt loan borrowing | lend loan | lender bank
creditor | borrow | inflation | bankrupt insolvent | strike walkout stoppage | union | layoff
redundancy dismiss sack fire | hire recruit employ | appoint name | successor replace |
predecessor previous | veto block | block bar stop prevent | blockade | surround encircle |
advance gain | retreat withdraw pull | truce ceasefire armistice | shell bombard | missile rocket
| drone uav | civilian resident | resident local inhabitant | dweller resident | flee escape |
displace uproot | shelter refuge | appeal plea | petition | verdict ruling judgment decision
decide rule | lawsuit suit sue | fine penalty | smuggle traffic | bribe bribery corruption graft |
fraud swindle | hack breach | leak disclose | vaccine vaccination jab inoculation | infect
infection case | outbreak epidemic | virus | patient | symptom | drought dry | harvest crop |
farmer grower | drown | rescue evacuate | ambulance paramedic | firefighter fireman | public |
private | secret | safe secure | danger dangerous risk | free release | hurry rush | km kilometre
kilometer | kg kilogram kilo | cm centimetre centimeter | mm millimetre | bn billion | metre meter
| litre liter
"""

_OPPOSITE = """
beat miss | exceed miss | clear guilty | clear convict | clear charge | reassure warn | hire
dismiss | rise fall | win lose | buy sell | open close | begin end | begin stop | allow ban |
approve reject | confirm deny | admit deny | accept reject | agree refuse | accept refuse | join
leave | arrive leave | enter leave | big small | old new | old young | first last | high low | hot
cold | north south | east west | man woman | boy girl | father mother | son daughter | brother
sister | husband wife | king queen | king prince | actor actress | uncle aunt | before after |
early late | more less | more fewer | most least | best worst | better worse | above below | over
under | ahead behind | inside outside | public private | guilty innocent | guilty acquit | convict
acquit | success failure | strong weak | strengthen weaken | support oppose | help hinder | safe
danger | rich poor | easy difficult | quick slow | war peace | attack defend | attacker victim |
alive die | survive die | survive kill | rescue kill | import export | export import | profit loss
| profit deficit | surplus deficit | friend enemy | ally enemy | hire fire | arrest free | catch
free | increase reduce | expand shrink | heavy light | long short | full empty | legal illegal |
military civilian | minority majority | optimistic pessimistic | positive negative | happy sad |
love hate | praise criticise | remember forget | push pull | lift impose | up down | left right |
morning evening | day night | summer winter | spring autumn | teacher pupil | doctor patient |
local foreign | domestic foreign | urban rural | minister king | plant animal | male female |
temporary permanent | partial full | voluntary forced | indoor outdoor | future past | tomorrow
yesterday | never always | always sometimes | rarely often | all none | many few | both neither |
encourage discourage | continue stop | delete keep | remove keep | forced allow | forced optional
| mandatory voluntary | compulsory voluntary | mandatory optional | require forbid | include
exclude | commercial military | commercial personal | appear vanish | work personal | distant
nearby | glow dark | bright dark | popular hated | attract repel | protect endanger | recover
worsen | delay hasten | advance retreat | withdraw deploy | invest divest | borrow lend | guard
inmate | optimism pessimism | gain lose | increase decline | cooler warmer | calm angry | gradual
sudden | slight sharp
"""

# Of one kind, and never the same thing: where the source has one, another is a lie.
_KINDS = """
red orange yellow green blue purple white black pink brown grey gold silver | soy oat rice almond
coconut cashew walnut peanut hemp pea wheat maize barley potato tomato sugar coffee tea cocoa |
beef pork lamb chicken milk cheese bread egg fish meat beer wine whisky water | dog cat horse cow
pig sheep goat bird duck goose chicken bear wolf lion tiger elephant whale shark | human animal
plant insect virus bacteria fungus | iron copper gold silver coal uranium lithium zinc nickel
cobalt diamond salt oil gas timber steel cement | car bus truck train tram ferry ship boat plane
helicopter drone bicycle motorcycle submarine rocket missile balloon | school hospital church
mosque synagogue temple factory farm hotel museum theatre library prison airport station shop |
restaurant stadium home bank embassy court warehouse mine quarry bridge tunnel dam harbour | fire
flood earthquake explosion collapse crash storm drought landslide avalanche eruption wildfire
shooting stabbing | commission parliament council court senate congress assembly cabinet ministry
committee | president minister mayor governor king queen pope judge general ambassador senator
prosecutor chancellor | teacher doctor nurse farmer lawyer engineer soldier driver fisherman miner
pilot sailor priest journalist actor singer | astronomer biologist chemist physicist economist
historian geologist archaeologist psychologist mathematician | mother father son daughter brother
sister uncle aunt grandmother grandfather husband wife nephew niece cousin | army navy police
coastguard firefighter | spring summer autumn winter | football rugby cricket tennis golf hockey
basketball baseball boxing swimming cycling | christian muslim jewish hindu buddhist catholic
protestant orthodox | head arm leg hand foot eye ear heart lung liver kidney brain knee shoulder
back | second minute hour day week month year decade century | star planet galaxy moon comet
asteroid | north south east west | dollar euro pound yen yuan rouble rupee franc | jail fine
probation | kill injure miss trap
"""

_PEOPLES = """
america american americans us u.s usa united-states | britain british briton uk u.k united-kingdom
| france french | germany german germans | spain spanish spaniard | netherlands dutch holland |
denmark danish dane | sweden swedish swede | finland finnish finn | norway norwegian | poland
polish pole | czechia czech | greece greek | switzerland swiss | ireland irish | wales welsh |
scotland scottish scot | england english | turkey turkish turk turkiye | iraq iraqi | iran iranian
| israel israeli | china chinese | japan japanese | thailand thai | philippines filipino
philippine | russia russian moscow | ukraine ukrainian kyiv | afghanistan afghan | argentina
argentine | peru peruvian | iceland icelandic | portugal portuguese | europe european eu | belgium
belgian | hungary hungarian | congo congolese | christmas xmas | africa african | asia asian |
lebanon lebanese | sudan sudanese | vietnam vietnamese | myanmar burma burmese
"""

_POSSESSIVE = re.compile(r"['’]s?\Z")
_SUFFIXES = (
    "ational", "ations", "ation", "ements", "ement", "ments", "ment", "ities", "ity", "iously",
    "ious", "ingly", "ings", "ing", "edly", "ied", "ies", "ions", "ion", "ers", "ors", "er", "or",
    "ally", "als", "al", "ed", "es", "ly", "s", "e", "y",
)  # fmt: skip
_KEPT = frozenset({"news", "series", "never", "under", "over", "after", "number", "order", "other"})
_TURNING = ("un", "in", "im", "ir", "non", "dis", "de")
_DOUBLED = re.compile(r"([bdfgklmnprtz])\1\Z")


def _bare(word: str) -> str:
    """`word` without its ending."""
    if len(word) <= _SHORTEST or not word.isalpha() or word in _KEPT:
        return word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST:
            if suffix == "s" and word.endswith("ss"):
                break
            word = _DOUBLED.sub(r"\1", word.removesuffix(suffix))
            break
    return word[:_LETTERS]


def _groups(text: str) -> list[list[str]]:
    return [group.split() for group in text.split("|")]


_FORMS = {form: _bare(group[-1]) for group in _groups(_IRREGULAR) for form in group}


def _formed(word: str) -> str:
    return _FORMS.get(word) or _bare(word)


def _meanings() -> dict[str, frozenset[str]]:
    """Each root with the first words of the groups that it stands in."""
    found: dict[str, set[str]] = {}
    for group in (*_groups(_ALIKE), *_groups(_PEOPLES)):
        for word in group:
            found.setdefault(_formed(word), set()).add(_formed(group[0]))
    return {word: frozenset(heads) for word, heads in found.items()}


def _contrary() -> dict[str, frozenset[str]]:
    """Each root with those that can't be true of the same thing."""
    found: dict[str, set[str]] = {}
    for group in (*_groups(_OPPOSITE), *_groups(_KINDS)):
        roots = {_formed(word) for word in group}
        for one in roots:
            found.setdefault(one, set()).update(roots - {one})
    return {word: frozenset(others) for word, others in found.items()}


_MEANINGS = _meanings()
_CONTRARY = _contrary()
_PEOPLES_HEADS = frozenset(_formed(group[0]) for group in _groups(_PEOPLES))


@lru_cache(maxsize=20_000)
def root(word: str) -> str:
    """What `word` shares with its other forms: "falling", "fell" -> "fall"."""
    return _formed(_POSSESSIVE.sub("", word.lower()))


@lru_cache(maxsize=20_000)
def meanings(word_root: str) -> frozenset[str]:
    """What a root may mean; two roots are alike where they share one."""
    return _MEANINGS.get(word_root, frozenset()) | {word_root}


@lru_cache(maxsize=20_000)
def contraries(word_root: str) -> frozenset[str]:
    """The roots that contradict a root: its opposites, and others of its kind."""
    return _CONTRARY.get(word_root, frozenset())


def is_negated(one: str, other: str) -> bool:
    """Whether one word is the other with a prefix that turns it: "crewed", "uncrewed"."""
    return any(one == prefix + other or other == prefix + one for prefix in _TURNING)


def is_known(word_root: str) -> bool:
    """Whether a root is of a word listed here."""
    return word_root in _MEANINGS


def is_of_a_people(word_root: str) -> bool:
    """Whether a root is of a country's or a people's name listed here."""
    return not _MEANINGS.get(word_root, frozenset()).isdisjoint(_PEOPLES_HEADS)
