"""Following and blocking over HTTP."""

import httpx

from bed import Cook, SignUp


def followers_and_following(http: httpx.Client, cook: Cook) -> tuple[int, int]:
    profile = http.get(f"/cooks/{cook.handle}").json()
    return profile["followers"], profile["following"]


def test_following_counts_lists_and_ends(http: httpx.Client, sign_up: SignUp) -> None:
    ana, ben = sign_up("ana"), sign_up("ben")
    for _ in range(2):
        answer = ana.client.put(f"/cooks/{ben.handle}/follow")
        assert answer.status_code == 200, answer.text
        assert answer.json() == {"handle": ben.handle, "follows": True, "followed_by": False, "blocks": False}
    assert (followers_and_following(http, ben), followers_and_following(http, ana)) == ((1, 0), (0, 1))
    (fan,) = http.get(f"/cooks/{ben.handle}/followers").json()["items"]
    (star,) = http.get(f"/cooks/{ana.handle}/following").json()["items"]
    assert (fan["handle"], star["handle"]) == (ana.handle, ben.handle)
    for _ in range(2):
        assert ana.client.delete(f"/cooks/{ben.handle}/follow").status_code == 204
    assert followers_and_following(http, ben) == (0, 0)
    assert http.get(f"/cooks/{ben.handle}/followers").json() == {"items": [], "next": None}


def test_lists_come_in_pages_with_a_link(http: httpx.Client, sign_up: SignUp) -> None:
    star, *fans = (sign_up("star"), sign_up("fan"), sign_up("fan"), sign_up("fan"))
    for fan in fans:
        fan.client.put(f"/cooks/{star.handle}/follow")
    first = http.get(f"/cooks/{star.handle}/followers", params={"limit": 2})
    second = http.get(first.links["next"]["url"].removeprefix("/api/v1"))
    seen = [cook["handle"] for page in (first, second) for cook in page.json()["items"]]
    assert seen == [fan.handle for fan in reversed(fans)]
    assert second.json()["next"] is None
    assert "next" not in second.links
    foreign = http.get(f"/cooks/{star.handle}/following", params={"after": first.json()["next"]})
    assert (foreign.status_code, foreign.json()["errors"][0]["pointer"]) == (422, "after")


def test_a_blocked_pair_do_not_exist_for_each_other(http: httpx.Client, sign_up: SignUp) -> None:
    ana, ben = sign_up("ana"), sign_up("ben")
    ana.client.put(f"/cooks/{ben.handle}/follow")
    ben.client.put(f"/cooks/{ana.handle}/follow")
    answer = ana.client.put(f"/cooks/{ben.handle}/block")
    assert answer.json() == {"handle": ben.handle, "follows": False, "followed_by": False, "blocks": True}
    assert (followers_and_following(http, ana), followers_and_following(http, ben)) == ((0, 0), (0, 0))
    for one, other in ((ana, ben), (ben, ana)):
        for method, path in (
            ("GET", ""),
            ("GET", "/followers"),
            ("GET", "/following"),
            ("PUT", "/follow"),
            ("DELETE", "/follow"),
        ):
            refused = one.client.request(method, f"/cooks/{other.handle}{path}")
            nobody = one.client.request(method, f"/cooks/nobody_at_all{path}")
            assert (refused.status_code, refused.json()) == (404, nobody.json()), (method, path)
    asked = f"{ana.handle},{ben.handle}"
    assert ben.client.get("/relationships", params={"handles": asked}).json() == [
        {"handle": ben.handle, "follows": False, "followed_by": False, "blocks": False}
    ]
    assert {r["handle"]: r["blocks"] for r in ana.client.get("/relationships", params={"handles": asked}).json()} == {
        ana.handle: False,
        ben.handle: True,
    }
    assert ana.client.delete(f"/cooks/{ben.handle}/block").status_code == 204
    assert ben.client.get(f"/cooks/{ana.handle}").status_code == 200
    assert ben.client.get("/relationships", params={"handles": ana.handle}).json()[0]["follows"] is False


def test_who_is_blocked_may_block_back_and_stays_blocked(sign_up: SignUp) -> None:
    ana, ben = sign_up("ana"), sign_up("ben")
    ana.client.put(f"/cooks/{ben.handle}/block")
    assert ben.client.put(f"/cooks/{ana.handle}/block").json()["blocks"] is True
    assert ana.client.delete(f"/cooks/{ben.handle}/block").status_code == 204
    assert ana.client.get(f"/cooks/{ben.handle}").status_code == 404


def test_nobody_follows_or_blocks_themselves(sign_up: SignUp) -> None:
    ana = sign_up("ana")
    for verb in ("follow", "block"):
        answer = ana.client.put(f"/cooks/{ana.handle}/{verb}")
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "handle")


def test_relationships_need_handles_and_somebody_who_asks(http: httpx.Client, sign_up: SignUp) -> None:
    ana = sign_up("ana")
    assert http.get("/relationships", params={"handles": ana.handle}).status_code == 401
    missing = ana.client.get("/relationships")
    assert (missing.status_code, missing.json()["errors"][0]["pointer"]) == (422, "handles")
    assert ana.client.get("/relationships", params={"handles": "nobody_at_all,,"}).json() == []
