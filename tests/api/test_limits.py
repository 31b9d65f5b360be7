"""How often: writes counted in memory, sign-ins and sign-ups counted in the database."""

import secrets
from collections.abc import Iterator

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bed import PASSWORD, Fresh, Running, SignUp, serve, stop
from forklore.api.limits import SlidingCount


@pytest.fixture(scope="module")
def strict(fresh: Fresh, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server that allows little."""
    running = serve(
        fresh.make(),
        tmp_path_factory.mktemp("home"),
        FORKLORE_SIGNINS_PER_MINUTE="3",
        FORKLORE_SIGNUPS_PER_HOUR="4",
        FORKLORE_WRITES_PER_MINUTE="5",
        FORKLORE_WORKER="false",
    )
    yield running
    stop(running)


@pytest.fixture(scope="module")
def people(strict: Running) -> Iterator[SignUp]:
    maker = SignUp(strict)
    yield maker
    for client in maker.clients:
        client.close()


def refused(answer: httpx.Response) -> bool:
    return (
        answer.status_code == 429
        and answer.json()["type"] == "urn:forklore:problem:too-many"
        and 1 <= int(answer.headers["retry-after"]) <= 3600
    )


def test_writes_are_counted_for_each_cook_and_told(strict: Running, people: SignUp) -> None:
    del strict
    ana, ben = people("ana"), people("ben")
    left = []
    for _ in range(5):
        answer = ana.client.put(f"/cooks/{ben.handle}/follow")
        assert answer.status_code == 200
        assert answer.headers["ratelimit-policy"] == '"writes";q=5;w=60'
        left.append(int(answer.headers["ratelimit"].split(";r=")[1].split(";")[0]))
    assert left == [4, 3, 2, 1, 0]
    sixth = ana.client.delete(f"/cooks/{ben.handle}/follow")
    assert refused(sixth)
    assert sixth.headers["ratelimit"].startswith('"writes";r=0;t=')
    assert ana.client.get(f"/cooks/{ben.handle}").json()["followers"] == 1
    assert "ratelimit" not in ana.client.get("/me").headers
    assert ben.client.put(f"/cooks/{ana.handle}/follow").status_code == 200


def test_signing_in_is_limited_for_each_account_by_whatever_name(strict: Running, people: SignUp) -> None:
    cleo = people("cleo")  # who signed in once just now
    logins = [cleo.handle, f"{cleo.handle}@example.org"]
    with httpx.Client(base_url=f"{strict.url}/api/v1", timeout=30) as stranger:
        for login in logins:
            assert stranger.post("/sessions", json={"login": login, "password": "guessed it"}).status_code == 401
        for login in logins:  # the right password does not help any more
            assert refused(stranger.post("/sessions", json={"login": login, "password": PASSWORD}))
        for _ in range(3):
            assert stranger.post("/sessions", json={"login": "nobody_here", "password": "x"}).status_code == 401
        assert refused(stranger.post("/sessions", json={"login": "NOBODY_here ", "password": "x"}))
    assert cleo.client.get("/me").status_code == 200


def test_signing_up_is_limited_for_each_address(strict: Running) -> None:
    with httpx.Client(base_url=f"{strict.url}/api/v1", timeout=30) as stranger:
        answers = []
        for _ in range(5):
            handle = f"many_{secrets.token_hex(5)}"
            body = {"handle": handle, "display_name": "x", "email": f"{handle}@example.org", "password": PASSWORD}
            answers.append(stranger.post("/accounts", json=body))
        assert refused(answers[-1])
        assert stranger.get(f"/cooks/{handle}").status_code == 404


def test_signing_in_is_limited_for_each_address(strict: Running) -> None:
    """The last test of the file: it uses up what this machine is allowed."""
    with httpx.Client(base_url=f"{strict.url}/api/v1", timeout=30) as stranger:
        answers = [
            stranger.post("/sessions", json={"login": f"nobody_{number}", "password": "x"}) for number in range(31)
        ]
        assert answers[0].status_code == 401
        assert refused(answers[-1])


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@given(
    allowed=st.integers(1, 6),
    pauses=st.lists(st.floats(0, 70, allow_nan=False), min_size=1, max_size=60),
)
def test_a_sliding_count_never_lets_more_than_twice_through_and_keeps_its_word(
    allowed: int, pauses: list[float]
) -> None:
    clock = Clock()
    count = SlidingCount(allowed, 60, clock)
    let_through: list[float] = []
    for pause in pauses:
        clock.now += pause
        standing = count.take("ana")
        if standing.left >= 0:
            let_through.append(clock.now)
            assert standing.left < allowed
        else:
            other = SlidingCount(allowed, 60, clock)
            assert other.take("ben").left == allowed - 1
            clock.now += standing.reset_s
            assert count.take("ana").left >= 0, "there is room when it said there would be"
            let_through.append(clock.now)
    for start in let_through:
        assert sum(start <= moment < start + 60 for moment in let_through) < 2 * allowed + 1


def test_a_count_within_one_window_is_exact_and_each_key_has_its_own() -> None:
    clock = Clock()
    clock.now -= clock.now % 60
    count = SlidingCount(3, 60, clock)
    assert [count.take("ana").left for _ in range(5)] == [2, 1, 0, -1, -1]
    assert count.take("ben").left == 2
    clock.now += 180
    assert count.take("ana").left == 2
