"""Pure. The names and descriptions of the commands in English, Ukrainian, German, French, Spanish.

English is what the code says; the tables give the others by the English text.
"""

LOCALES = ("uk", "de", "fr", "es-ES")

# English: Ukrainian, German, French, Spanish. Names are lower case, at most 32 characters.
NAMES = {
    "brief": ("стисло", "kurz", "bref", "resumen"),
    "top": ("головне", "top", "une", "portada"),
    "new": ("нове", "neues", "nouveau", "nuevo"),
    "digest": ("дайджест", "überblick", "digest", "boletín"),
    "set": ("задати", "einrichten", "définir", "definir"),
    "show": ("показати", "zeigen", "voir", "ver"),
    "pause": ("пауза", "pausieren", "pause", "pausar"),
    "resume": ("продовжити", "fortsetzen", "reprendre", "reanudar"),
    "stop": ("зупинити", "beenden", "arrêter", "terminar"),
    "now": ("зараз", "jetzt", "maintenant", "ahora"),
    "topic": ("тема", "thema", "sujet", "tema"),
    "link": ("посилання", "link", "lien", "enlace"),
    "length": ("довжина", "länge", "longueur", "extensión"),
    "at": ("час", "uhrzeit", "heure", "hora"),
    "zone": ("пояс", "zeitzone", "fuseau", "zona"),
    "days": ("дні", "tage", "jours", "días"),
    "topics": ("теми", "themen", "sujets", "temas"),
    "quiet": ("тиша", "ruhe", "silence", "silencio"),
    "only_news": ("лише_нове", "nur_neues", "que_du_neuf", "solo_nuevo"),
    "languages": ("мови", "sprachen", "langues", "idiomas"),
    "only_languages": ("лише_ці_мови", "nur_diese", "que_celles_ci", "solo_estos"),
    "role": ("роль", "rolle", "rôle", "rol"),
    "no_role": ("без_ролі", "keine_rolle", "sans_rôle", "sin_rol"),
    "channel": ("канал", "kanal", "salon", "canal"),
    "my": ("мій", "mein", "mon", "mi"),
    "feeds": ("джерела", "quellen", "sources", "fuentes"),
    "list": ("список", "liste", "liste", "lista"),
    "add": ("додати", "hinzufügen", "ajouter", "añadir"),
    "remove": ("вилучити", "entfernen", "retirer", "quitar"),
    "site": ("сайт", "seite", "site", "sitio"),
    "source": ("джерело", "quelle", "source", "fuente"),
    "mail": ("пошта", "mail", "mail", "correo"),
    "not_told_in": ("не_з_каналу", "nicht_aus", "pas_dans", "no_en"),
    "Brief this": ("Стисло про це", "Kurz fassen", "Résumer ceci", "Resumir esto"),
}

TEXTS = {
    "Brief a topic or a link, with its sources": (
        "Стисло про тему чи посилання, із джерелами",
        "Ein Thema oder einen Link kurz fassen, mit Quellen",
        "Résumer un sujet ou un lien, avec ses sources",
        "Resumir un tema o un enlace, con sus fuentes",
    ),
    "The story that matters most now": (
        "Найважливіша новина цієї миті",
        "Die wichtigste Nachricht im Augenblick",
        "L'information la plus importante du moment",
        "La noticia más importante de este momento",
    ),
    "What is new since you were last told": (
        "Що нового, відколи вам розповіли востаннє",
        "Was es Neues gibt, seit Sie zuletzt etwas erfuhren",
        "Ce qui est nouveau depuis la dernière fois",
        "Lo nuevo desde la última vez",
    ),
    "This channel's regular digest": (
        "Регулярний дайджест цього каналу",
        "Der regelmäßige Überblick dieses Kanals",
        "Le digest régulier de ce salon",
        "El boletín regular de este canal",
    ),
    "Set up or change the digest of a channel": (
        "Створити чи змінити дайджест каналу",
        "Den Überblick eines Kanals einrichten oder ändern",
        "Créer ou modifier le digest d'un salon",
        "Crear o cambiar el boletín de un canal",
    ),
    "Show the digest of this channel": (
        "Показати дайджест цього каналу",
        "Den Überblick dieses Kanals zeigen",
        "Voir le digest de ce salon",
        "Ver el boletín de este canal",
    ),
    "Pause the digest of this channel": (
        "Призупинити дайджест цього каналу",
        "Den Überblick dieses Kanals pausieren",
        "Mettre en pause le digest de ce salon",
        "Pausar el boletín de este canal",
    ),
    "Go on with the digest of this channel": (
        "Продовжити дайджест цього каналу",
        "Den Überblick dieses Kanals fortsetzen",
        "Reprendre le digest de ce salon",
        "Reanudar el boletín de este canal",
    ),
    "End the digest of this channel": (
        "Зупинити дайджест цього каналу",
        "Den Überblick dieses Kanals beenden",
        "Arrêter le digest de ce salon",
        "Terminar el boletín de este canal",
    ),
    "See the digest of this channel as it would be now": (
        "Переглянути дайджест цього каналу, яким він був би зараз",
        "Den Überblick dieses Kanals sehen, wie er jetzt wäre",
        "Voir le digest de ce salon tel qu'il serait maintenant",
        "Ver el boletín de este canal como sería ahora",
    ),
    "What it is to be about": (
        "Про що має йтися",
        "Worum es gehen soll",
        "De quoi il doit s'agir",
        "De qué debe tratar",
    ),
    "The address of an article": (
        "Адреса статті",
        "Die Adresse eines Artikels",
        "L'adresse d'un article",
        "La dirección de un artículo",
    ),
    "How long": ("Наскільки довго", "Wie lang", "Quelle longueur", "Qué extensión"),
    "When, such as 08:00": (
        "Коли, наприклад 08:00",
        "Wann, etwa 08:00",
        "Quand, par exemple 08:00",
        "Cuándo, por ejemplo 08:00",
    ),
    "The time zone, such as Europe/Kyiv": (
        "Часовий пояс, наприклад Europe/Kyiv",
        "Die Zeitzone, etwa Europe/Berlin",
        "Le fuseau horaire, par exemple Europe/Paris",
        "La zona horaria, por ejemplo Europe/Madrid",
    ),
    "On which days": ("У які дні", "An welchen Tagen", "Quels jours", "Qué días"),
    "Topics, with commas between them; none for the top of the news": (
        "Теми через кому; «немає» — головне з новин",
        "Themen, durch Kommas getrennt; „keine“ für das Wichtigste",
        "Les sujets, séparés par des virgules ; « aucun » pour la une",
        "Temas separados por comas; «ninguno» para lo más importante",
    ),
    "Quiet hours, such as 22:00-07:00; none for no quiet hours": (
        "Години тиші, наприклад 22:00-07:00; «немає» — без них",
        "Ruhezeit, etwa 22:00-07:00; „keine“ beendet sie",
        "Heures de silence, par exemple 22:00-07:00 ; « aucune » pour y mettre fin",
        "Horas de silencio, por ejemplo 22:00-07:00; «ninguna» para quitarlas",
    ),
    "No digest when there is nothing new": (
        "Без дайджесту, коли немає нічого нового",
        "Kein Überblick, wenn es nichts Neues gibt",
        "Pas de digest quand il n'y a rien de neuf",
        "Sin boletín cuando no hay nada nuevo",
    ),
    "Languages, such as: english, ukrainian; none for any": (
        "Мови, наприклад: українська, англійська; «немає» — будь-які",
        "Sprachen, etwa: deutsch, englisch; „keine“ für alle",
        "Langues, par exemple : français, anglais ; « aucune » pour toutes",
        "Idiomas, por ejemplo: español, inglés; «ninguno» para todos",
    ),
    "No story that is told in none of them": (
        "Без новин, про які цими мовами не пишуть",
        "Keine Meldung, die es in keiner von ihnen gibt",
        "Aucune info qui n'existe dans aucune d'elles",
        "Ninguna noticia que no esté en alguno de ellos",
    ),
    "A role to notify": (
        "Роль, яку сповіщати",
        "Eine Rolle, die benachrichtigt wird",
        "Un rôle à notifier",
        "Un rol al que avisar",
    ),
    "Notify no role any more": (
        "Більше не сповіщати жодної ролі",
        "Keine Rolle mehr benachrichtigen",
        "Ne plus notifier aucun rôle",
        "No avisar más a ningún rol",
    ),
    "The channel; this one unless you choose another": (
        "Канал; цей, якщо не вибрано інший",
        "Der Kanal; dieser, wenn kein anderer gewählt ist",
        "Le salon ; celui-ci si vous n'en choisissez pas d'autre",
        "El canal; este si no elige otro",
    ),
    "Your own digest, in direct messages": (
        "Ваш власний дайджест в особистих повідомленнях",
        "Ihr eigener Überblick, als Direktnachricht",
        "Votre propre digest, en messages privés",
        "Su propio boletín, por mensaje directo",
    ),
    "Such as: ukraine, grain at 7, full; or show, now, pause, resume, stop": (
        "Наприклад: україна, зерно о 7, повністю; або показати, зараз, пауза, продовжити, зупинити",
        "Etwa: ukraine, getreide um 7, ausführlich; zeigen, jetzt, pausieren, fortsetzen, beenden",
        "Par exemple : ukraine, blé à 7h, complet ; ou voir, maintenant, pause, reprendre, stop",
        "Por ejemplo: ucrania, trigo a las 7, completo; o ver, ahora, pausar, reanudar, terminar",
    ),
    "Where the news comes from": (
        "Звідки беруться новини",
        "Woher die Nachrichten kommen",
        "D'où viennent les nouvelles",
        "De dónde vienen las noticias",
    ),
    "Show the sources that are read": (
        "Показати джерела, які читаються",
        "Die Quellen zeigen, die gelesen werden",
        "Voir les sources qui sont lues",
        "Ver las fuentes que se leen",
    ),
    "Find a site's feed, to add or propose it": (
        "Знайти стрічку сайту, щоб додати чи запропонувати її",
        "Den Feed einer Seite finden, um ihn hinzuzufügen oder vorzuschlagen",
        "Trouver le flux d'un site, pour l'ajouter ou le proposer",
        "Encontrar el canal de un sitio, para añadirlo o proponerlo",
    ),
    "The address of a site or a feed": (
        "Адреса сайту чи стрічки",
        "Die Adresse einer Seite oder eines Feeds",
        "L'adresse d'un site ou d'un flux",
        "La dirección de un sitio o de un canal",
    ),
    "Remove a source that was added here": (
        "Вилучити джерело, яке додали тут",
        "Eine Quelle entfernen, die hier hinzugefügt wurde",
        "Retirer une source ajoutée ici",
        "Quitar una fuente que se añadió aquí",
    ),
    "Its name or address": (
        "Її назва чи адреса",
        "Ihr Name oder ihre Adresse",
        "Son nom ou son adresse",
        "Su nombre o dirección",
    ),
    "An address of mail that it is to go to": (
        "Адреса пошти, на яку він має надходити",
        "Eine Mailadresse, an die er gehen soll",
        "Une adresse de mail où l'envoyer",
        "Una dirección de correo a la que debe llegar",
    ),
    "A channel whose news is not to be told again": (
        "Канал, новини якого не повторювати",
        "Ein Kanal, dessen Nachrichten nicht wiederholt werden",
        "Un salon dont les nouvelles ne sont pas répétées",
        "Un canal cuyas noticias no se repiten",
    ),
    "one sentence": ("одне речення", "ein Satz", "une phrase", "una frase"),
    "a brief": ("стисло", "kurz", "bref", "breve"),
    "in full": ("повністю", "ausführlich", "complet", "completo"),
    "every day": ("щодня", "jeden Tag", "tous les jours", "todos los días"),
    "Monday to Friday": (
        "понеділок–п'ятниця",
        "Montag bis Freitag",
        "du lundi au vendredi",
        "de lunes a viernes",
    ),
    "Saturday and Sunday": (
        "субота й неділя",
        "Samstag und Sonntag",
        "samedi et dimanche",
        "sábado y domingo",
    ),
}


def translated(text: str, locale: str) -> str | None:
    """The name or description in Discord's `locale`; None where English is to stand."""
    base = "es-ES" if locale == "es-419" else locale
    if base not in LOCALES:
        return None
    found = NAMES.get(text) or TEXTS.get(text)
    return found[LOCALES.index(base)] if found else None
