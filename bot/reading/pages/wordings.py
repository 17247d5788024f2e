"""Pure. The words by which a line gives itself away: pattern texts for `bot.reading.pages.parts`.

Each text block holds alternatives, one or several a line. They are general wordings of news pages,
in English, German, French, Spanish, Portuguese, Italian, Dutch, Ukrainian and Russian, with the
commonest of some other languages; no outlet has a line of its own. They were tried against the true
bodies, captions and credits of the shared pages; `bench/flat_text.py` prints what gets through.
"""


def alternatives(block: str) -> str:
    """Join a text block's lines into one non-capturing group."""
    return "(?:" + "|".join(line.strip() for line in block.strip().splitlines()) + ")"


MONTHS = alternatives(r"""
    jan(?:uary|uar|v|\.)?|feb(?:ruary|ruar|\.)?|mar(?:ch|zo|s|ço|\.)?|märz|apr(?:il|\.)?|may|mai
    june?|juni|july?|juli|aug(?:ust|\.)?|sept?(?:ember|\.)?|o[ck]t(?:ober|\.)?|nov(?:ember|\.)?
    de[cz](?:ember|\.)?|janvier|février|avril|juin|juillet|août|septembre|octobre|novembre|décembre
    enero|febrero|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre
    gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre
    janeiro|fevereiro|maio|junho|julho|setembro|outubro|novembro|dezembro
    januari|februari|maart|mei|augustus
    січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня
    января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря
""")

STAMP_WORDS = alternatives(r"""
    (?:first |last |date )?(?:published|updated|posted|modified|created|upload(?:ed)?|issued)|date
    stand|veröffentlicht|aktualisiert|erstellt|zuletzt|publié|publiée|mis|mise|jour|modifié
    publicado
    actualizado|atualizado|pubblicato|aggiornato|gepubliceerd|bijgewerkt|laatste|update|först|endret
    опубліковано|оновлено|опубликовано|обновлено|last|first|publicado|publisert|oppdatert|udgivet
    mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day
    montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi
    samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì
    giovedì|venerdì|sabato|domenica|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag
    понеділок|вівторок|середа|четвер|п.ятниця|субота|неділя|понедельник|вторник|среда|четверг
    пятница|суббота|воскресенье|uhr|at|on|am|pm|a\.m|p\.m|um|le|à|el|a|as|às|alle|las|de|the|est|edt
    gmt|utc|bst|cet|cest|et|pt|pst|pdt|ist|msk|sast|mesz|mez|h|hs|hrs|about|ago|vor|il|y|hace|fa|há
    hours?|hr|minutes?|mins?|days?|weeks?|months?|stunden?|minuten?|tage?n?|heures?|jours?|horas?
    días?|minutos?|тому|назад|годин\w*|хвилин\w*|час\w*|минут\w*|дн\w+|дней|р|г|року|года
    years?|old|now|today|yesterday|heute|gestern|hier|aujourd.hui|hoy|ayer|сьогодні|вчора|сегодня
""")

CREDIT_LABELS = alternatives(r"""
    (?:photo|image|picture|pic|video|file|cover|screen)?\s?(?:credits?|courtesy)
    photos?(?:graphs?|grapher|graphy)?|images?|pictures?|pics?|illustrations?|graphics?
    screen\s?(?:shots?|grabs?)|infographics?|renderings?|artwork|montage|collage|composite|quelle|sources?
    (?:symbol|archiv|themen|beispiel)?(?:fotos?|bild(?:er|quelle|nachweis|rechte)?)|grafik(?:en)?
    foto(?:quelle|credit|montage|grafie|grafía|s)?|infografik|karte|screenshot\w*|bildschirmfoto
    cr[ée]dits?(?:[ -]photos?)?|photographies?|légende|capture d.écran|tous droits réservés
    cr[ée]ditos?|imagen|imágenes|imagem|divulgação|reprodução|captura de pantalla|captura
    (?:foto|immagine|crediti) di|fotografie|beeld(?:en)?|fotograaf|afbeelding
    фото(?:графія|графия|графії|графии)?|скрін(?:шот)?|скрин(?:шот)?|зображення|изображение
    (?:джерело|источник) (?:фото|изображения|зображення)|ілюстрація|иллюстрация|колаж|коллаж
    zdjęcie|fot\.?|kuva|ljósmynd|fotoğraf|صورة|الصورة|写真|図|फोटो|ảnh
""")

CREDIT_ROLES = alternatives(r"""
    handout|pool|pool photo|file|file photo|archiv|archives?|archivo|courtesy of|stringer
    contributor
    collection|(?:photo )?illustration|staff|screenshots?|press service|symbolbild|archivbild
    symbolfoto|photo|foto|via|pr|zvg|privat
    facebook|instagram|telegram|tiktok|x|twitter|youtube|google|truth social
""")

AGENCIES = alternatives(r"""
    (?i:reuters(?: connect| photo)?)|AP(?: Photo| Images)?|(?:The )?Associated Press|(?i:afp)
    Agence France-Presse|(?i:(?:picture[ -]alliance|dpa)(?:-\w+)?(?: images)?)
    (?i:getty(?: images)?|istock(?:photo)?|shutterstock(?:\.com)?|alamy(?: stock photo)?)
    (?i:imago(?:[ -]images)?|i-images|keystone|europa press|lapresse|hans lucas|scanpix)
    (?i:unsplash|pexels|pixabay|wikimedia(?: commons)?|adobe ?stock|depositphotos)
    EPA(?:-EFE)?|EFE|ANSA|APA|AAP|ANP|ANI|PTI|NTB|TT|AA|PA(?: Wire| Media| Images| Archive)?
    (?i:tass|xinhua|kyodo(?: news)?|anadolu(?: agency)?|ritzau|lehtikuva|belga|yonhap|jiji)
    (?i:sipa(?: usa| press)?|zuma(?: press| wire)?|bloomberg|nurphoto|abaca(?:press)?|gpo|kcna)
    (?i:ukrinform|укрінформ|уніан|униан|риа новости|тасс|рейтер|рейтерс|рейтерз)
    共同(?:通信社)?|時事|新华社|新華社|中央社|代表撮影
""")

NAME_PARTICLES = alternatives(r"""
    de|da|do|dos|das|di|del|della|la|le|el|al|bin|ibn|van|von|der|den|ter|ten|zu|du|y|e
    and|und|et|of|the|i|та|и|і|&
""")

POSITIONS = alternatives(r"""
    left|right|cent(?:er|re)|l|r|c|front|rear|above|below|top|bottom|second (?:from )?\w+|l-r
    from left|far (?:left|right)|left to right|links|rechts|mitte|li|re|vorne|hinten|v\.\s?l
    à gauche|à droite|au centre|izquierda|derecha|izq|dcha|a la (?:izquierda|derecha)|sinistra
    destra|esquerda|direita|ліворуч|праворуч|зліва|справа|слева
""")

SCENE_OPENINGS = alternatives(r"""
    pictured|seen here|shown here|from left|left to right|clockwise from|file photo
    in this (?:\w+ ){0,3}(?:photo|image|picture|frame|screen)\w*|this combination of
    this (?:\w+ ){0,3}(?:photo|image|picture|combination)\w*|a (?:\w+ )?screen ?(?:shot|grab)
    file\s?[-–—:]|im bild|auf dem bild|das bild zeigt|das foto zeigt|die karte zeigt|archivbild
    symbolbild|sur cette photo|en la (?:foto|imagen)|imagen de|nella foto|na foto|op de foto|на фото
    на знімку|на снимке
""")

FILE_PHOTOS = alternatives(r"""
    \((?:file(?: photo| picture| image)?|archiv\w*|symbol(?:bild|foto)|archives?|archivo)\.?\)\.?$
    \((?:imagen de archivo|foto d[ie] archiv\w+|arquivo|архів\w*|архив\w*)\.?\)\.?$
    \((?:ілюстративне фото|иллюстративное фото)\.?\)\.?$
    \((?:file (?:photo|picture)|archivbild|symbolbild|symbolfoto|archivfoto)\)
    \b(?:file photo|archivbild|symbolbild|photo d.archives|foto de archivo)\.?\)?$
    \bin (?:this|an undated|a file) (?:\w+ )?(?:photo|picture|image)\b
    \b(?:is|are) (?:pictured|seen here|shown here)\b
    （[^（）]{1,30}(?:撮影|提供)）$
""")

# What every alternative above has, lower case: looked for first, since it is cheap.
PICTURE_WORDS = (
    "file", "photo", "foto", "picture", "image", "imagen", "bild", "archi", "arquivo", "архів",
    "архив", "фото", "seen here", "shown here", "撮影", "提供",
)  # fmt: skip

SCENE_VERBS = alternatives(r"""
    stands?|sits?|walks?|speaks?|waves?|attends?|arrives?|leaves?|listens?|holds?|gestures?|poses?
    looks?|smiles?|shakes?|greets?|gathers?|watch(?:es)?|carr(?:y|ies)|rides?|fires?|flutters?
    hangs?
    lines?|marches|protests?|cheers?|reacts?|plays?|runs?|works?|inspects?|passes|reads?|shows?
    takes?
    addresses|delivers?|meets?|embraces?|hugs?|kisses|prays?|rests?|lies|lays?|stacks?|sails?|flies
    celebrates?|dances?|fishes|drives?|views?|(?:is|are) (?:seen|pictured|shown)
    seht|steht|sitzt|spricht|geht|zeigt|winkt|hält|assiste|marche|parle|tient|salue|pose|habla
    saluda
    posa|camina|observa|parla|cammina|fala|caminha|posam|spreekt|staat|loopt
""")

SAYING_VERBS = alternatives(r"""
    said|says|told|tells|according|added|reported|sagte|dit|dijo|disse|zei|сказа\w+|заяви\w+
""")

RELATED_OPENINGS = alternatives(r"""
    more (?:from|on|in|about|stories|news|to read|like this|coverage|headlines|top stories)
    (?:read|see|watch|also read|also on|also in|learn|find out|discover) (?:more|next|also|on)
    also (?:read|on|see|in this)|you (?:may|might) (?:also )?(?:like|be interested)
    related(?: (?:articles?|stories|story|topics?|content|news|posts?|links?|coverage|reading))?
    related (?:video|items)|recommended(?: (?:for you|stories|reading|articles))?
    most (?:read|popular|viewed|shared)|trending(?: (?:now|stories|news))?|top stories
    popular(?: (?:now|stories|articles|in))?|latest (?:news|stories|from|on|headlines|articles)
    editor.?s.? picks?|don.t miss|up next|what to read next|in case you missed|further reading
    other stories|elsewhere on|keep reading|today.s top|(?:promoted|sponsored) (?:stories|content)
    around the web|from our partners
    mehr (?:zum thema|von|aus|zu|dazu|über|nachrichten|artikel)|lesen sie (?:auch|mehr|dazu|hier)
    auch interessant|das könnte (?:sie|dich)|lies auch|hier weiterlesen|mehr lesen
    weitere (?:artikel|nachrichten|meldungen|themen|beiträge)|(?:die )?meistgelesen\w*|zum thema
    verwandte (?:artikel|themen)|passend zum|empfehlungen der|neueste (?:artikel|nachrichten)
    aktuelle (?:nachrichten|meldungen)
    (?:à|a) (?:lire|voir|découvrir|écouter)(?: aussi| également)?|lire (?:aussi|plus|également)
    voir (?:aussi|plus|également)|sur le même (?:sujet|thème)|les plus (?:lus|vus|populaires)
    (?:articles|sujets) (?:liés|similaires|associés)|à ne pas manquer|dans la même rubrique
    recommandé pour vous|nos derniers articles|plus d.articles
    (?:lee|lea|leer|ver|ve|vea|mira) (?:también|más)|(?:también )?te puede interesar
    más (?:noticias|de|en|sobre|información)|relacionad[oa]s?|lo más (?:leído|visto)
    (?:noticias|artículos|contenidos?|temas|notas) relacionad[oa]s?|te recomendamos
    no te pierdas|últimas noticias
    leia (?:também|mais)|veja (?:também|mais)|mais (?:lidas|notícias|sobre)|saiba mais
    notícias relacionadas
    leggi anche|(?:ti )?potrebbe(?:ro)? (?:interessarti|interessare|anche)|articoli correlati
    altre notizie|altri articoli|(?:i )?più letti|vedi anche|correlati|notizie correlate
    per approfondire
    lees (?:ook|meer|verder)|meer (?:over|van|nieuws)|meest gelezen|gerelateerd\w*|aanbevolen
    bekijk ook
    читай(?:те)? (?:також|ще|больше|также|ещё|еще)|читать (?:также|далее|ещё|еще)
    (?:див(?:іться|ись)|смотрите) (?:також|также)|найпопулярніше|популярне|популярное
    (?:схожі|більше|останні|інші|топ|головні) (?:новин\w*|матеріал\w*|стат\w*)|(?:по|за) тем[еію]
    матеріали за темою|материалы по теме|вас може зацікавити|вам может быть|рекомендуємо
    (?:похожие|другие|последние|главные) (?:новости|материалы|статьи)|рекомендуем
    самое читаемое|ещё по теме|больше новостей
    czytaj (?:także|też|więcej)|zobacz (?:także|też|również)|przeczytaj (?:także|też)|čtěte také
    související|läs (?:också|mer|även)|l[æe]s (?:også|mer)|ilgili haberler
    اقرأ أيضا|اقرأ أيضًا|اقرأ أيضاً|مواضيع ذات صلة|أخبار ذات صلة
    関連記事|関連ニュース|あわせて読みたい
    相关阅读|相关新闻|延伸閱讀|延伸阅读|相關新聞|यह भी पढ़ें|ये भी पढ़ें|관련기사|קראו גם
""")

BYLINE_OPENINGS = alternatives(r"""
    by|von|par|por|di|da|door|av|af|від|автори?|авторы|author|text|texte|texto|текст
    written by|reporting by|story by|edited by|words by|publicado por|redacción|redação
""")

READING_TIMES = alternatives(r"""
    (?:estimated )?(?:read(?:ing)? time|lesezeit|temps de lecture|tiempo de lectura)\b.{0,30}$
    (?:tempo di lettura|tempo de leitura|leestijd|час читання|время чтения)\b.{0,30}$
    \d{1,3}[ -]?(?:min(?:ute)?s?|minuten|minutos|minuti)\.?\W*$
    \d{1,3}[ -]?(?:min(?:ute)?s?|minuten|minutos|minuti)\.? (?:read|to read|listen|lesezeit)\W*$
    \d{1,3}[ -]?min(?:ute|uto|uti)?s?\.? (?:de lecture|de lectura|di lettura|de leitura)\W*$
""")

BAR_WORDS = alternatives(r"""
    facebook|twitter|x|whatsapp|linkedin|telegram|e-?mail|print|pinterest|reddit|flipboard|copy|link
    messenger|instagram|youtube|tiktok|threads|bluesky|mastodon|xing|pocket|viber|rss|drucken|merken
    kommentieren|kommentare|imprimer|imprimir|stampa|save|saved|like|follow|send|post|tweet|gift
    bookmark|share|sharing|shared|icon|on|und|and|or|via|with|by|this|to|teilen|partager|compartir
    condividi|compartilhar|delen|поділитися|поделиться|article|story|options|comment|comments|close
    menu|menü|search|suche|home|startseite|log|in|out|login|logout|sign|anmelden|subscribe
    newsletters?
    abonnieren|abo|register|contact|us|impressum|datenschutz|agb|about|privacy|policy|terms|of|use
    service|cookies?|settings|sitemap|careers|faq|help|hide|show|more|less|back|top|next|previous
    prev
""")

WHOLE_LINES = alternatives(r"""
    advertisement|advert|ads?|anzeige|werbung|publicité|publicidad|pubblicità|advertentie|реклама
    reklama|reklame|annonce|sponsored(?: content)?|promoted
    (?:story|article|text) continues? (?:below|after).{0,30}|la suite après.{0,30}
    (?:nach|unter) der (?:anzeige|werbung).{0,30}|continúa (?:leyendo|después).{0,30}
    share (?:this|on|via|by|with|article|full article|using)\b[^.]{0,40}|teilen auf .{0,30}
    (?:partager|compartir|condividi|compartilhar) (?:sur|en|su|no|por|este|cet)\b[^.]{0,30}
    (?:поділитися|поделиться)\b[^.]{0,30}
    (?:\d+\s)?(?:comments?|kommentare?|commentaires?|comentarios?)(?:\s?\(?\d*\)?)?
    (?:\d+\s)?(?:commenti|comentários|reacties|коментар\w*|комментари\w*)(?:\s?\(?\d*\)?)?
    (?:view|show|see|read|hide|load|post|leave|join|add) .{0,12}(?:comments?|conversation|replies)
    skip (?:to|past|advert).{0,40}|zum (?:inhalt|hauptinhalt).{0,20}|aller au contenu.{0,20}
    jump to.{0,30}|back to top|nach oben|cookie-einstellungen
    follow (?:us|me|along|\w+ on)\b[^.]{0,50}|find us on[^.]{0,40}
    watch (?:live|now|the video.{0,30})
    listen(?: (?:now|to (?:this )?(?:article|story).{0,20}))?|play(?: video)?|video|photos?|gallery
    audio|podcast|live|breaking(?: news)?|exclusive|opinion|analysis|explainer|editorial
    (?:read|view|show|load|see) (?:the )?(?:full|more|all|less|original|entire)\b[^.]{0,30}
    (?:continue|keep) reading\b[^.]{0,30}|mehr anzeigen|weiterlesen.{0,20}|lire la suite.{0,20}
    seguir leyendo.{0,20}|continua a leggere.{0,20}|continuar lendo.{0,20}
    all rights reserved|tous droits réservés|alle rechte vorbehalten|todos los derechos reservados
    tutti i diritti riservati|усі права захищен\w*|все права защищен\w*|riproduzione riservata
    (?:tags?|topics?|themen|schlagworte|schlagwörter|sujets?|temas|etiquetas)\s*:.{0,160}
    (?:argomenti|теги|теми|темы|keywords|filed under|more on this topic)\s*:.{0,160}
    loading\b.{0,20}|please wait.{0,20}|(?:image|slide|photo)?\s?\d+\s?(?:of|/)\s?\d+|\d+ images?
    view (?:gallery|image|photos?).{0,20}|media playback .{0,40}
    (?:open|close) (?:image|gallery|modal).{0,20}
    enlarge(?: image)?|expand|getty images
""")

PITCHES = alternatives(r"""
    (?:sign|signing) up (?:for|to|here|now|today|below)\b|subscribe (?:to|for|now|today|here)\b
    get (?:the|our|your|all|more) .{0,60}(?:newsletter|inbox|alerts|app\b|straight to|delivered)
    (?:want|enjoy\w*) (?:more|to (?:read|get)) .{0,60}(?:newsletter|inbox|subscribe|sign up)
    (?:join|follow) (?:us|our|\w+ (?:on|for))\b.{0,80}(?:facebook|twitter|instagram)
    (?:join|follow) (?:us|our|\w+ (?:on|for))\b.{0,80}(?:whatsapp|telegram|youtube|linkedin|tiktok)
    (?:join|follow) (?:us|our|\w+ (?:on|for))\b.{0,80}(?:newsletter|channel|community|google)
    (?:download|get|install) (?:the|our) .{0,40}app\b|(?:click|tap) here\b
    for (?:more|the latest)\b.{0,80}(?:click|sign up|subscribe|newsletter|follow|visit|inbox)
    to (?:read more|get the|receive|learn more)\b.{0,80}(?:click|sign up|subscribe|visit)
    by (?:signing|subscribing|entering|clicking|continuing|submitting|providing)\b.{0,80}you
    (?:we|this (?:site|website|page)|our (?:site|website)) uses? (?:cookies|necessary)
    this (?:site|form|website) is protected|(?:please )?enable (?:javascript|js|cookies)
    you (?:need|have) to (?:enable|be logged|sign in|log in)
    (?:accept|manage|reject) (?:all )?cookies
    (?:support|help) (?:our|independent|quality|local) .{0,60}(?:journalism|newsroom|donat|subscri)
    (?:already|not) (?:a |an )?(?:subscriber|member|registered)\b|have your say
    (?:do you )?have (?:a|any) (?:story|tip|news|comment) .{0,80}(?:email|contact|@|send|share|us)
    got a (?:tip|story)|(?:send|email) (?:us|your news)\b.{0,80}(?:@|at)
    contact (?:the (?:author|reporter|writer|newsroom)|us at)
    (?:tell us|share) (?:your|what you)\b.{0,60}(?:comments?|thoughts|opinion|think)
    this (?:article|story|post|content) (?:was|has been|is|first) .{0,50}(?:published|produced)
    this (?:article|story|post|content) (?:was|has been|is) .{0,50}(?:supplied|translated|generated)
    this (?:article|story|post|content) is .{0,50}(?:subscribers|partnership|syndicated)
    (?:additional|further) reporting (?:by|from)|reporting by\b|with reporting by\b
    with files from\b
    (?:editing|compiled|edited|translated|written and edited) by\b|editor.s note|copyright\b|©
    (?:the )?views expressed|opinions expressed|disclaimer:|disclosure:|correction:
    we may (?:earn|receive) .{0,30}commission
    (?:jetzt|hier|melden|bestellen|abonnieren) .{0,60}(?:newsletter|anmelden|registrieren)
    (?:der|unser|mit unserem) (?:kostenlose\w* )?newsletter
    (?:mit|durch) (?:der|ihrer|dem) (?:anmeldung|registrierung|klick)\b
    (?:wir|diese (?:seite|website)) (?:verwenden|nutzen)\b.{0,60}cookies
    wir (?:benötigen|brauchen) (?:ihre|deine) (?:zustimmung|einwilligung)
    (?:an dieser stelle|hier) (?:finden sie|steht|befindet sich|wird) .{0,40}extern
    externe[rn]? inhalt|ich bin damit einverstanden|folgen sie uns|quellen?:|redaktionshinweis
    dieser (?:artikel|text|beitrag) (?:ist|erschien|wurde) .{0,60}(?:veröffentlicht|zuerst|abo)
    mit material (?:von|der)\b|(?:dieses thema|über dieses thema) .{0,20}(?:im programm|bericht)
    (?:inscrivez|abonnez|connectez|rejoignez|suivez|soutenez)[ -](?:vous|nous)\b|newsletter
    recevez (?:toute|chaque|les|nos|notre|la)\b
    en (?:cliquant|poursuivant|vous inscrivant)\b.{0,60}vous
    nous utilisons (?:des )?cookies|déjà abonné|contenu réservé
    cet article (?:est|a été) .{0,30}abonn
    (?:suscr[íi]b\w+|reg[íi]str(?:ate|ese)|únete|descarga|s[íi]guenos|inicia sesión|apóyanos)\b
    (?:recib[ea]|s[íi]gue)\b.{0,80}(?:newsletter|boletín|correo|facebook|whatsapp|telegram|canal)
    utilizamos cookies|este sitio (?:web )?(?:utiliza|usa)|si quieres seguir|contenido exclusivo
    (?:inscreva|assine|cadastre|siga|acompanhe|entre)(?:-se)?\b.{0,80}(?:newsletter|canal|whatsapp)
    (?:siga|acompanhe|receba)\b.{0,80}(?:instagram|facebook|e-?mail|grupo|telegram)
    este site (?:usa|utiliza)|usamos cookies|(?:iscriviti|abbonati|seguici|registrati)\b
    questo sito (?:usa|utilizza)|ricevi .{0,60}newsletter
    (?:schrijf|meld|abonneer|ontvang|volg)\b.{0,60}(?:nieuwsbrief|facebook|instagram|whatsapp)
    deze (?:site|website) gebruikt|wij gebruiken cookies
    підпи(?:сатися|суйтесь|суйтеся|шіться|шись)|приєднуй(?:ся|тесь|теся)|слідкуй(?:те)? за
    долучай(?:ся|тесь|теся)|підтримай(?:те)? .{0,40}(?:редакц|журналіст|нас|проєкт)
    подпи(?:саться|сывайтесь|шитесь|шись)|присоединяй(?:ся|тесь)
    следите за .{0,60}(?:telegram|канал)
    поддержи(?:те)? .{0,40}(?:редакц|журналист|нас|проект)
    (?:наш|у|в) (?:telegram|телеграм)\b|ми використовуємо .{0,20}cookie|мы используем .{0,20}cookie
    якщо (?:ви )?(?:помітили|побачили|знайшли) .{0,20}помилку|(?:нашли|знайшли) (?:ошибку|помилку)
    если (?:вы )?(?:заметили|нашли|обнаружили) .{0,20}ошибку
    abone ol|takip et|śledź|zapisz się|dołącz do|obserwuj|přihlaste se|prenumerera|tilmeld dig
    meld deg
    اشترك|تابعنا|تابعوا|訂閱|订阅|会員登録|無断転載|सब्सक्राइब
""")

PAYWALLS = alternatives(r"""
    (?:subscribe|sign (?:up|in)|log in|register) (?:now |today )?(?:to|and) (?:continue|keep|read)
    (?:subscribe|sign (?:up|in)|log in|register) (?:now |today )?(?:to|and) (?:unlock|access|view)
    (?:subscribe|sign up|register) (?:now |today )?(?:to|and) (?:enjoy|finish)
    (?:create an account|become a \w+) to (?:continue|keep|read|unlock|access)|subscribers?[ -]only
    (?:only|exclusive(?:ly)?|reserved) (?:for|to) (?:our )?subscribers|already a subscriber
    (?:to|want to) (?:continue|keep) reading|unlock (?:this article|the full|all articles)
    free articles? (?:left|remaining|this month)|article limit|behind (?:a|our) paywall
    weiterlesen mit|nur für abonnenten|jetzt (?:abonnieren|weiterlesen)
    mit .{0,12}abo (?:lesen|weiter)
    (?:réservé|reste de l.article).{0,30}abonnés|abonnez-vous pour|suscríbete para
    solo para suscriptores|contenido exclusivo para|contenuto riservato|abbonati per
    exclusivo para assinantes|alleen voor abonnees|лише для передплатників|только для подписчиков
    оформіть передплату|оформите подписку
""")

CONSENTS = alternatives(r"""
    cookies?|consent|gdpr|privacy (?:policy|settings|choices)|datenschutz\w*|einwilligung
    personenbezogene\w*|personali[sz]ed ads|legitimate interest|données personnelles
    datos personales|privacidad|dati personali|файл\w* cookie|согласие на обработку
""")

CHOICES = alternatives(r"""
    accept|agree|reject|manage (?:cookies|preferences|settings)|your (?:consent|choices|data)
    zustimmen|akzeptieren|ablehnen|accepter|refuser|aceptar|rechazar|accetta|rifiuta|aceitar
    accepteren|weigeren|прийняти|погоджуюсь|принять|соглас\w*
""")

# Single words, lower case: a line that speaks to its reader, or of the outlet's own services, is
# seldom body.
_ADDRESSING = """
    dein deine deinen deiner dir du ihnen ihr ihre ihren ihrer je jij jouw nos nossa nosso
    nostra nostro notre nous nuestra nuestro nuestros ons onze our seu sie su sua tu tua tuo tus
    u uns unser unsere unseren unserer us usted uw você vos vostro votre vous we wir you your
    yours вас ваш ваша ваше ваши ваші ви вы нас наш наша наши наші
"""
ADDRESSING_WORDS = frozenset(_ADDRESSING.split())

_SERVICE = """
    abbonamento abbonati abo abone abonnee abonnement abonnenten abonnez abonnieren abonné
    abonnés access account accounts ads advertentie advertisement advertising alerts anmelden
    anzeigen anúncio app apps article articles artikel assinante assinatura bedingungen boletín
    browser cadastro channel click comentarios comentários comment commentaires commenti
    commenting comments compte condiciones consent contact cookie cookies copyright correo
    correspondent crossword cuenta datenschutz datenschutzerklärung donate donation download
    edition editor editorial einwilligung email emails epaper exclusive externe externen
    facebook follow free gratis gratuit gratuitement inbox inhalt inhalte inscription instagram
    iscriviti javascript journalist kommentar kommentare konto kostenlos kostenlose leserbrief
    leserkommentare lettre log login member members membership newsletter newslettern
    newsletters nieuwsbrief offer podcast policy preferences privacidad privacidade privacy
    pubblicità publicidad publicité puzzles reacties redaktion register registered reporter
    reserved rights seite sign site spende spenden subscribe subscriber subscribers
    subscribing subscription suscripción suscriptores suscríbete telegram terms tiktok twitter
    unlimited unsubscribe updates video webseite website werbung whatsapp youtube çerez канал
    коментарі комментарии подписаться подписка підписатися підписка редакция редакція реклама
    рекламы
"""
SERVICE_WORDS = frozenset(_SERVICE.split())
