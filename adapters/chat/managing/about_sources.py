"""I/O. What people ask of the sources, and who may does with them."""

from adapters.chat.managing import sources
from adapters.chat.managing.sources import SourceAction, SourcePanel, SourceWish
from bot.errors import NotAllowedError, UsageError
from bot.models import Brief, Outlet
from bot.ports import Asker, Desk
from bot.translation import translatable, translation


async def answered(
    desk: Desk, asker: Asker, wish: SourceWish, *, may: bool, brief: Brief | None = None
) -> SourcePanel:
    """Does what is asked, or shows it; `may` says whether the asker may add and remove, and `brief`
    is the one in sight where no outlet is named. Raises BriefbotError."""
    tr, about = translation(asker.languages), wish.about
    match wish.action:
        case SourceAction.ADD:
            return sources.found(await desk.find_source(about), tr, may=may)
        case SourceAction.REMOVE:
            if not may:
                advice = translatable("Only admins remove sources here. Please ask one.")
                raise NotAllowedError(f"{asker.person} may remove no source", advice=advice)
            gone = await desk.remove_source(about, asker.person)
            return sources.removed(gone.title, gone.url, tr)
        case SourceAction.OWNER if brief:
            behind = (one.behind or Outlet(one.outlet or "–") for one in brief.sources)
            return sources.owned(dict.fromkeys(behind), tr)
        case SourceAction.OWNER if about:
            return sources.owned([await desk.outlet(about)], tr)
        case SourceAction.OWNER:
            advice = translatable("Please say which outlet you mean, such as: who owns Al Jazeera?")
            raise UsageError("no outlet", advice=advice)
        case _:
            return sources.listed(await desk.sources(), asker.person, tr)
