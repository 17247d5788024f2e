"""Pure. The manifest an operator pastes into api.slack.com/apps, with the least scopes.

`channels:history` and `groups:history` are optional: with them, a digest that stands in a channel
can be corrected in place, and is found there after a long outage.
"""

from typing import Any

Json = dict[str, Any]

SCOPES = (
    "app_mentions:read",
    "chat:write",
    "chat:write.public",
    "commands",
    "users:read",
    "im:history",
    "assistant:write",
)
OPTIONAL_SCOPES = ("channels:history", "groups:history")
PROMPTS = (
    ("What matters most now?", "top"),
    ("What is new to me?", "new"),
    ("What is the news about?", "topics"),
    ("What else can I ask?", "help"),
)
COMMAND, SHORTCUT = "/brief", "brief_this"


def manifest(public_url: str | None = None) -> Json:
    """For Socket Mode, or for HTTP at `public_url`."""
    base = public_url.rstrip("/") if public_url else None
    return {
        "display_information": {
            "name": "briefbot",
            "description": "Short, faithful news briefs with a source at every sentence.",
            "background_color": "#1d3557",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "agent_view": {
                "agent_description": "Ask for the news: a topic, a link, or more on an answer.",
                "suggested_prompts": [
                    {"title": title, "message": message} for title, message in PROMPTS
                ],
            },
            "bot_user": {"display_name": "briefbot", "always_online": True},
            "shortcuts": [
                {
                    "name": "Brief this",
                    "type": "message",
                    "callback_id": SHORTCUT,
                    "description": "Briefs the article that the message links to.",
                }
            ],
            "slash_commands": [
                {
                    "command": COMMAND,
                    "description": "A short brief of a topic or an article.",
                    "usage_hint": "ukraine · https://… · top · new · topics · digest · help",
                    "should_escape": False,
                    **_at(base, "url", "commands"),
                }
            ],
        },
        "oauth_config": {
            "scopes": {"bot": list(SCOPES), "bot_optional": list(OPTIONAL_SCOPES)},
            **({"redirect_urls": [f"{base}/slack/oauth_redirect"]} if base else {}),
        },
        "settings": {
            "event_subscriptions": {
                **_at(base, "request_url", "events"),
                "bot_events": [
                    "app_home_opened",
                    "app_mention",
                    "app_uninstalled",
                    "message.im",
                    "tokens_revoked",
                ],
            },
            "interactivity": {
                "is_enabled": True,
                **_at(base, "request_url", "interactive"),
                **_at(base, "message_menu_options_url", "interactive"),
            },
            "org_deploy_enabled": False,
            "socket_mode_enabled": base is None,
            "token_rotation_enabled": False,
        },
    }


def lost(granted: str) -> str:
    """What can't be done where only these scopes were granted, with commas between them."""
    scopes = {one.strip() for one in granted.split(",")}
    missing = [one for one in OPTIONAL_SCOPES if one not in scopes]
    if not missing:
        return ""
    return (
        f"Without {' and '.join(missing)} a digest can't be corrected where it stands, nor found "
        "there after a long outage."
    )


def _at(base: str | None, name: str, path: str) -> Json:
    return {name: f"{base}/slack/{path}"} if base else {}
