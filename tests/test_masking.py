"""No password in any form of an address is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import masking
from bot.masking import MASK

PASSWORDS = {
    "postgresql://bot:s3cret@db.example/x": "postgresql://bot:•••@db.example/x",
    "postgresql://bot@db.example/x?password=s3cret": "postgresql://bot@db.example/x?password=•••",
    "postgresql://bot:a@b/c:s3cret@db.example/x": "postgresql://bot:•••@db.example/x",
    "postgresql://bot:a?s3cret@db.example/x": "postgresql://bot:•••@db.example/x",
    "postgresql://bot:s3#cret@db/x": "postgresql://bot:•••@db/x",
    "postgresql://db/x?sslmode=require&sslpassword=s3cret;passfile=s3cret":
        "postgresql://db/x?sslmode=require&sslpassword=•••;passfile=•••",
    "postgresql://db/x?PGPASSWORD=s3cret&user=ann": "postgresql://db/x?PGPASSWORD=•••&user=ann",
    "http://ann:s3cret@proxy:3128": "http://•••@proxy:3128",
    "https://s3cret@ex.com/f": "https://•••@ex.com/f",
    "https://ann:s3/cret@ex.com/f": "https://•••@ex.com/f",
    "https://ex.com/f?token=s3cret&n=1": "https://ex.com/f?token=•••&n=1",
    "failed with password=s3cret here": "failed with password=••• here",
}  # fmt: skip
HARMLESS = [
    "sqlite:///briefbot.db", "postgresql://db.example:5432/x?sslmode=require",
    "https://ex.com/@ann/post", "https://ex.com:8443/a?to=a@b.example", "http://[::1]:80/@a",
    "postgresql://bot@db/x", "xoxb", "",
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
    assert found == {"p%40ss-word", "p@ss-word", "a+b%2Bc", "a b+c"}
