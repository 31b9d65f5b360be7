"""The questions that a community is for, asked over HTTP."""

import secrets
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import httpx

PASSWORD = "correct horse battery"
Answer = dict[str, Any]


class Asking:
    """Somebody new who signs up, follows, and asks."""

    def __init__(self, url: str) -> None:
        """Sign up at a server."""
        self.http = httpx.Client(base_url=f"{url}/api/v1", timeout=60)
        handle = f"asker_{secrets.token_hex(4)}"
        told = {"handle": handle, "display_name": "Asker", "email": f"{handle}@example.org", "password": PASSWORD}
        self._told(self.http.post("/accounts", json=told))
        token = self._told(self.http.post("/sessions", json={"login": handle, "password": PASSWORD}))["token"]
        self.http.cookies.clear()
        self.http.headers["Authorization"] = f"Bearer {token}"

    def get(self, path: str, **query: object) -> Answer:
        """Ask one thing."""
        return self._told(self.http.get(path, params={name: str(value) for name, value in query.items()}))

    def walk(self, path: str, **query: object) -> Iterator[Answer]:
        """Give every item of a list."""
        after: dict[str, object] = {}
        while True:
            page = self.get(path, limit=100, **query, **after)
            yield from page["items"]
            if page["next"] is None:
                return
            after = {"after": page["next"]}

    def follow(self, handle: str) -> None:
        """Follow a cook."""
        self._told(self.http.put(f"/cooks/{handle}/follow"))

    def lineage(self, fork: UUID) -> Answer:
        """Where a recipe comes from, and what it changed: only numbers and names of foods."""
        line, changes = self.get(f"/recipes/{fork}/lineage"), self.get(f"/recipes/{fork}/changes")
        return {
            "depth": line["depth"],
            "ancestors": len(line["ancestors"]),
            "kinds": [change["kind"] for change in changes["changes"]],
        }

    def replacements(self, food: str) -> list[Answer]:
        """What cooks use in the place of a food, with how many cooks, forks and reviews stand behind it."""
        items = self.get(f"/foods/{food}/replacements")["items"]
        return [
            {
                "to": [f["slug"] for f in item["to"]],
                "cooks": item["cooks"],
                "forks": item["forks"],
                "reviews": item["reviews"],
            }
            for item in items
        ]

    def close(self) -> None:
        """End the connection."""
        self.http.close()

    @staticmethod
    def _told(answer: httpx.Response) -> Answer:
        if not answer.is_success:
            raise RuntimeError(f"{answer.request.method} {answer.request.url}: {answer.status_code} {answer.text}")
        found: Answer = answer.json()
        return found
