"""What the tests of the Slack adapter share."""

import json

import pytest

from adapters.slack.rendering.elements import Json
from tests.standins import slack_rules


@pytest.fixture(scope="session")
def shared_limits() -> Json:
    """Lengths and counts as an independent library has them."""
    path = slack_rules.SPECS / "slackblocks_limits.json"
    if not path.exists():
        pytest.skip("the shared specifications are not here")
    found: Json = json.loads(path.read_text(encoding="utf-8"))
    return found
