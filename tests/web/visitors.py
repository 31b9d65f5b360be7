"""Visitors of the pages: they load a page, fill in its form and send it, as a browser without scripts does."""

import html
import re
from dataclasses import dataclass

import httpx

from bed import PASSWORD, SignUp

PANCAKES = {
    "title": "Sunday pancakes",
    "summary": "Tall and tender.",
    "servings": "4",
    "minutes_prep": "10",
    "minutes_cook": "20",
    "ingredients": "2 cups plain flour\n1 ½ cups buttermilk\n2 large eggs\n50 g butter, melted\na pinch of salt",
    "steps": "Whisk everything.\n\nFry ladlefuls until golden.",
    "tags": "breakfast",
    "visibility": "public",
}
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


@dataclass
class Visitor:
    """Somebody with a browser; `handle` is empty when nobody signed in."""

    client: httpx.Client
    handle: str = ""

    def get(self, place: str, **query: str) -> httpx.Response:
        """Load a page as it is answered, redirects not followed."""
        return self.client.get(place, params=query or None)

    def hidden(self, place: str) -> dict[str, str]:
        """Give the hidden fields of the forms on a page."""
        page = self.client.get(place, follow_redirects=True)
        return {name: html.unescape(value) for name, value in _HIDDEN.findall(page.text)}

    def send(self, place: str, fields: dict[str, str] | None = None, *, page: str | None = None) -> httpx.Response:
        """Fill in the form of `page` (by default the one at the same place) and send it."""
        return self.client.post(place, data={**self.hidden(page or place), **(fields or {})})

    def publish(self, **fields: str) -> str:
        """Publish a recipe and give its address by id."""
        answer = self.send("/write", {**PANCAKES, "do": "publish", **fields})
        assert answer.status_code == 303, answer.text
        return answer.headers["location"].partition("?")[0]

    def address(self, by_id: str) -> str:
        """Give the address that an address by id leads to."""
        answer = self.get(by_id)
        assert answer.status_code == 302, answer.text
        return str(answer.headers["location"])


class Visitors:
    """Makes visitors."""

    def __init__(self, url: str, sign_up: SignUp) -> None:
        """Take the address of the server and what signs up."""
        self.url, self.sign_up = url, sign_up
        self.clients: list[httpx.Client] = []

    def stranger(self) -> Visitor:
        """Somebody who is not signed in."""
        client = httpx.Client(base_url=self.url, timeout=30)
        self.clients.append(client)
        return Visitor(client)

    def cook(self, name: str) -> Visitor:
        """Somebody who has signed up, and signed in with the form."""
        made = self.sign_up(name)
        visitor = self.stranger()
        answer = visitor.send("/signin", {"login": made.handle, "password": PASSWORD})
        assert answer.status_code == 303, answer.text
        visitor.handle = made.handle
        return visitor

    def close(self) -> None:
        """Close all."""
        for client in self.clients:
            client.close()
