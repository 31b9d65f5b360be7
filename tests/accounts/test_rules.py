"""What is a valid account."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forklore.accounts import rules
from forklore.foundations.errors import Invalid


@pytest.mark.parametrize("handle", ["ana", "a_b", "___", "0" * 30, "me_too"])
def test_these_are_handles(handle: str) -> None:
    assert rules.handle_faults(handle) == []


@pytest.mark.parametrize("handle", ["", "ab", "a" * 31, "Ana", "a-b", "a b", "ana\n", "añá", "me", "admin", "forklore"])
def test_these_are_no_handles(handle: str) -> None:
    assert [fault.pointer for fault in rules.handle_faults(handle)] == ["/handle"]


@given(st.text(max_size=40))
def test_whatever_is_a_handle_fits_the_table_and_an_address(handle: str) -> None:
    if not rules.handle_faults(handle):
        assert handle.isascii()
        assert 3 <= len(handle) <= 30
        assert handle == handle.lower()
        assert not set(handle) & set("/@.?#%- ")


@pytest.mark.parametrize("email", ["a@b.co", "a.b+c@mail.example.org", "ü@exämple.org"])
def test_these_are_addresses(email: str) -> None:
    assert rules.email_faults(email) == []


@pytest.mark.parametrize(
    "email", ["", "a", "a@b", "@b.co", "a@", "a@b..co", "a b@c.de", "a@b@c.de", f"{'a' * 65}@b.co"]
)
def test_these_are_no_addresses(email: str) -> None:
    assert [fault.pointer for fault in rules.email_faults(email)] == ["/email"]


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        rules.refuse(rules.handle_faults("A") + rules.email_faults("no") + rules.password_faults("short"))
    assert [error.pointer for error in refused.value.errors] == ["/handle", "/email", "/password"]


def test_a_token_ends_ahead_and_within_ten_years() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    assert rules.may_end_at(now + timedelta(seconds=1), now)
    assert rules.may_end_at(now + timedelta(days=rules.TOKEN_DAYS_AT_MOST), now)
    assert not rules.may_end_at(now, now)
    assert not rules.may_end_at(datetime.max.replace(tzinfo=UTC), now)
