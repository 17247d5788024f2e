"""Pure. Words that tell no event from another, in the languages of the default feeds."""

_ENGLISH = """
a about above after again against all also am an and any are as at be because been before being
below between both but by can could did do does doing down during each few for from further had has
have having he her here hers him his how i if in into is it its just like may me might more most mr
mrs ms must my no nor not now of off on once one only or other our out over own per said same say
says she should so some such than that the their them then there these they this those though
through to told too two under until up upon us very was were what when where which while who whom
why will with would without year years you your new day according reported reports report news
published updated posted read am pm gmt est edt pdt bst
monday tuesday wednesday thursday friday saturday sunday
january february march april june july august september october november december
jan feb mar apr jun jul aug sep sept oct nov dec
"""
_GERMAN = """
aber als am an auch auf aus bei bis das dass dem den der des die durch ein eine einem einen einer
eines er es für haben hat hatte ich ihr im in ist kann mit nach nicht noch nur oder sagte sein seine
sich sie sind so über um und uns unter von vor war waren wer werden wie wird wurde wurden zu zum zur
montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli
august september oktober november dezember uhr jahr jahre
"""
_FRENCH = """
au aux avec ce ces cette dans de des du elle elles en est et été être eu fait il ils je la le les
leur leurs lui mais ne nous on ont ou par pas plus pour qu que qui sa sans se selon ses son sont
sous sur un une vous lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril
mai juin juillet août septembre octobre novembre décembre
"""
_SPANISH = """
al ante con como cuando de del desde donde el ella en entre era es esta este esto fue ha había han
hasta la las le lo los más muy no nos para pero por que se ser si sin sobre son su sus también tras
un una uno ya lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo
junio julio agosto septiembre octubre noviembre diciembre
"""
_UKRAINIAN = """
а або але без бо був була були було в від він вона вони все вже для до є за зі з та так також там те
ті то тому у ці це цей цього через що щоб як який яка які під після про при на не ні над його її їх
понеділок вівторок середу четвер п'ятницю суботу неділю року рік
"""
_RUSSIAN = """
а без бы был была были было в во вот все всё вы где для до его ее её если есть еще ещё же за и из
или им их к как когда который которая которые ко ли мы на над не него нет ни но о об он она они от
по под при с со так также там то только тем у уже что чтобы это этот эта года год после через
"""
_ARABIC = """
في من إلى على عن أن إن كان كانت هذا هذه ذلك التي الذي الذين مع بعد قبل قد لم لن لا ما هو هي هم كما
بين حتى أو ثم وقال قال وقد إنه أنه عند منذ خلال أي كل غير نحو وفي ومن
"""

LITTLE = frozenset(
    f"{_ENGLISH} {_GERMAN} {_FRENCH} {_SPANISH} {_UKRAINIAN} {_RUSSIAN} {_ARABIC}".split()
)
