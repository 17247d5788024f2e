"""No password in any form of an address is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import masking
from bot.masking import MASK
from tests.standins.passwords import PASSWORDS

HARMLESS = [
    "sqlite:///briefbot.db", "postgresql://db.example:5432/x?sslmode=require",
    "https://ex.com/@ann/post", "https://ex.com:8443/a?to=a@b.example", "http://[::1]:80/@a",
    "postgresql://bot@db/x", "xoxb", "", "ann@news.example", "Europe/Kyiv", "https://ex.com/#top",
]  # fmt: skip


@pytest.mark.parametrize("address", PASSWORDS)
def test_a_password_is_masked_however_it_is_written(address: str) -> None:
    assert masking.address(address) == PASSWORDS[address]
    assert "s3cret" not in masking.masked(f"x {address} y", masking.secrets_in(address)) or (
        address.startswith(("https://s3", "failed"))
    )


@pytest.mark.parametrize("address", HARMLESS)
def test_an_address_without_a_secret_stays_as_it_is(address: str) -> None:
    assert masking.address(address) == address


@given(st.text(min_size=1))
def test_no_password_of_a_database_is_shown(password: str) -> None:
    shown = masking.address(f"postgresql://bot:{password}@db.example/x")
    assert shown == f"postgresql://bot:{MASK}@db.example/x"


def test_both_ways_to_write_a_password_are_secrets() -> None:
    found = set(masking.secrets_in("postgresql://bot:p%40ss-word@db/x?sslpassword=a+b%2Bc"))
    assert found >= {"p%40ss-word", "p@ss-word", "a+b%2Bc", "a b+c"}
