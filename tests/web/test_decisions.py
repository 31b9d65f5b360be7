"""The cook of a fork says on its page whether a change was found rightly."""

import re
import time

from web.visitors import PANCAKES, Visitor


def forked(ana: Visitor, ben: Visitor) -> str:
    """A fork by ben of a recipe by ana, with one food replaced; gives its address once the change is stored."""
    by_id = ana.publish()
    lines = PANCAKES["ingredients"].replace("50 g butter, melted", "40 g coconut oil, melted")
    answer = ben.send(f"{by_id}/fork", {**PANCAKES, "ingredients": lines, "title": "Coconut pancakes", "do": "publish"})
    assert answer.status_code == 303, answer.text
    address = ben.address(answer.headers["location"].partition("?")[0])
    deadline = time.monotonic() + 20
    while "/confirm" not in ben.get(address).text:
        assert time.monotonic() < deadline, "the change was not stored"
        time.sleep(0.1)
    return address


def test_the_cook_confirms_rejects_and_takes_the_word_back(ana: Visitor, ben: Visitor) -> None:
    address = forked(ana, ben)
    found = re.search(r"/changes/([0-9a-f-]{36})/confirm", ben.get(address).text)
    assert found
    place = f"/changes/{found[1]}"
    for word, mine, theirs in (
        ("confirm", "you confirmed it", "confirmed by its cook"),
        ("reject", "you rejected it", "rejected by its cook"),
        ("undo", "/confirm", ""),
    ):
        answer = ben.send(f"{place}/{word}", {"next": address}, page=address)
        assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, address)
        assert mine in ben.get(address).text
        assert theirs in ana.get(address).text
    assert "confirmed by its cook" not in ana.get(address).text


def test_nobody_else_has_the_buttons_or_may_press_them(ana: Visitor, ben: Visitor) -> None:
    address = forked(ana, ben)
    found = re.search(r"/changes/([0-9a-f-]{36})/confirm", ben.get(address).text)
    assert found
    assert found[0] not in ana.get(address).text
    answer = ana.send(f"/changes/{found[1]}/reject", {"next": address}, page=address)
    assert answer.status_code in {403, 404}
    assert "rejected by its cook" not in ana.get(address).text
    without = ben.client.post(f"/changes/{found[1]}/reject", data={"next": address})
    assert without.status_code == 403, "no proof that the form was ours"
