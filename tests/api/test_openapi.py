"""The served OpenAPI document is true: Schemathesis makes requests of it, good and bad, and reads the answers.

Each operation is tried with the boundaries of every parameter and field and with some random requests, the same ones in
every run, by a cook who is signed in. Addresses that are well formed lead to things that exist.
"""

import json
import warnings
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case
from schemathesis.checks import CHECKS, load_all_checks

from bed import Cook, Fresh, Running, SignUp, serve, stop
from forklore.foundations.settings import settings_from
from forklore.main.asgi import API, application
from samples import published

load_all_checks()
_CHECKED: list[Any] = [
    CHECKS.get_one(name)
    for name in (
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_schema_conformance",
        "response_headers_conformance",
        "negative_data_rejection",
    )
]
_HOME = Path(__file__).resolve().parents[2] / ".forklore" / "tests"


def _document() -> dict[str, Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of the framework, about how dependencies are injected
        return application(settings_from({"FORKLORE_HOME": str(_HOME)})).openapi_schema.to_schema()


schema = schemathesis.openapi.from_dict(json.loads(json.dumps(_document(), default=str)))


class Community:
    """A server with a cook who is signed in, and things that the addresses lead to."""

    def __init__(self, server: Running) -> None:
        self.server = server
        sign_up = SignUp(server)
        self.clients = sign_up.clients
        self.ana, self.ben = sign_up("ana"), sign_up("ben")
        self.token = self.ana.client.post("/tokens", json={"name": "tries", "scopes": ["read", "write"]}).json()[
            "token"
        ]
        theirs = published(self.ben)
        fork = self.ana.client.post(f"/recipes/{theirs['id']}/forks", json={"ingredients": ["1 kg rice"]}).json()
        self.ana.client.post(f"/recipes/{fork['id']}/publish")
        self.recipes = [theirs["id"], fork["id"], published(self.ana)["id"], published(self.ben)["id"]]
        self.things = {"recipes": self.recipes, **self._talk(theirs["id"])}

    def _talk(self, recipe: str) -> dict[str, list[str]]:
        """What is said and kept; several of each, because some will be deleted."""
        review = self.ana.client.put(f"/recipes/{recipe}/review", json={"stars": 4}).json()["id"]
        said = [
            self.ana.client.post(f"/recipes/{recipe}/comments", json={"body": "Word"}).json()["id"] for _ in range(5)
        ]
        return {
            "reviews": [review],
            "plates": [self.ana.client.post("/plates", json={"body": "Mine"}).json()["id"] for _ in range(5)],
            "comments": said,
            "cookbooks": [self.ana.client.post("/cookbooks", json={"name": "Book"}).json()["id"] for _ in range(5)],
        }

    def lead(self, case: Case[Any]) -> None:
        """Let well-formed ids and handles be those of things that exist, now of one, now of another."""
        given = case.path_parameters or {}
        if _is_id(given.get("recipe_id")):
            given["recipe_id"] = self.recipes[zlib.crc32(str(given["recipe_id"]).encode()) % len(self.recipes)]
        ids = self.things.get(case.operation.path.strip("/").split("/")[0], [])
        for name in ("subject_id", "comment_id", "cookbook_id", "plate_id"):
            if ids and _is_id(given.get(name)):
                given[name] = ids[zlib.crc32(str(given[name]).encode()) % len(ids)]
        if isinstance(given.get("handle"), str) and given["handle"].isalnum():
            given["handle"] = self._cook(given["handle"]).handle
        if isinstance(given.get("slug"), str) and given["slug"].isalnum():
            given["slug"] = "butter"

    def _cook(self, word: str) -> Cook:
        return (self.ana, self.ben)[zlib.crc32(word.encode()) % 2]


@pytest.fixture(scope="module")
def community(fresh: Fresh, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Community]:
    limits = {"FORKLORE_WRITES_PER_MINUTE": "0", "FORKLORE_SIGNINS_PER_MINUTE": "0"}
    running = serve(fresh.make(), tmp_path_factory.mktemp("home"), **limits)
    made = Community(running)
    yield made
    for client in made.clients:
        client.close()
    stop(running)


@schema.parametrize()
@settings(
    max_examples=8,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_the_documented_one(case: Case[Any], community: Community) -> None:
    community.lead(case)
    headers = {"Authorization": f"Bearer {community.token}"}
    if zlib.crc32(repr(case.body).encode()) % 4:  # mostly, so that edits go through
        headers["If-Match"] = "*"
    answer = case.call(base_url=community.server.url, headers=headers, timeout=30)
    if answer.status_code == 414:  # the server refuses an address of 64 kB before the application sees it
        return
    case.validate_response(answer, checks=_CHECKED)


def test_the_served_document_is_the_one_that_was_tried(server: Running) -> None:
    served = httpx.get(f"{server.url}{API}/openapi.json").json()
    assert served["paths"].keys() == schema.raw_schema["paths"].keys()
    assert served["components"] == schema.raw_schema["components"]


def _is_id(text: object) -> bool:
    try:
        return isinstance(text, str) and bool(UUID(text))
    except ValueError:
        return False
