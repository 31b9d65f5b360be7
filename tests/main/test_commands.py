"""The command line as people run it: what it reads, prints and refuses, and how it lives through accidents."""

import json
import os
import shutil
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from acceptance.commands import forklore, import_as
from bed import Fresh, Running, serve, stop

PAGES = Path(__file__).parents[1] / "exchange" / "pages"
CAKE = ["200 g butter", "200 g sugar", "4 eggs", "200 g plain flour"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def said(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def case(number: int, fork: list[str]) -> bytes:
    body = {"id": f"case-{number}", "parent": {"title": "Cake", "ingredients": CAKE}, "fork": {"ingredients": fork}}
    return json.dumps(body).encode() + b"\n"


def test_read_lines_prints_an_object_for_each_line_whatever_it_is(home: Path) -> None:
    lines = ["1 ½ cups plain flour, sifted", "For the sauce:", "", "moon dust", "2–3 aubergines", "\ufffd\u0000"]
    done = forklore("read-lines", home=home, given="\n".join(lines).encode() + b"\n\xff\xfe\r\n")
    found = said(done.out)
    assert (done.status, len(found)) == (0, len(lines) + 1)
    assert [line["text"] for line in found[:5]] == lines[:5]
    flour, heading, blank, dust, aubergine = found[:5]
    assert (flour["amount_min"], flour["unit"], flour["food"]["name"]) == (1.5, "cup", "all-purpose flour")
    assert (aubergine["amount_min"], aubergine["amount_max"], aubergine["food"]["slug"]) == (2, 3, "eggplant")
    assert [line["food"] for line in (heading, blank, dust)] == [None] * 3
    assert not home.exists()  # no database, no files


def test_detect_prints_the_changes_in_the_agreed_shape(home: Path) -> None:
    fork = ["200 g sugar", "250 ml oat milk", "4 eggs", "200 g plain flour", "150 ml olive oil"]
    done = forklore("detect", "forks", home=home, given=case(1, fork) + b"\n" + case(2, CAKE[::-1]))
    changed, same = said(done.out)
    assert (done.status, changed["id"], changed["servings_factor"]) == (0, "case-1", 1)
    replace, add = sorted(changed["changes"], key=lambda change: change["kind"], reverse=True)
    wanted = {"kind", "from", "to", "ratio", "confidence", "from_lines", "to_lines"}
    assert replace.keys() >= wanted
    assert (replace["kind"], replace["from"], replace["to"]) == ("replace", ["butter"], ["olive oil"])
    assert (replace["from_lines"], replace["to_lines"]) == ([0], [4])
    assert 0 < replace["confidence"] <= 1
    assert isinstance(replace["ratio"], float)
    assert (add["kind"], add["from"], add["to"], add["to_lines"]) == ("add", [], ["oat milk"], [1])
    assert (same["id"], same["changes"]) == ("case-2", [])


def test_detect_reads_reviews_with_and_without_the_lines_of_the_recipe(home: Path) -> None:
    text = "I subbed saffron for the turmeric and left out the nuts."
    given = [
        {"id": 1, "recipe": "Rice", "text": text},
        {"id": "b", "recipe": "Rice", "text": text, "ingredients": ["1 pinch saffron", "2 cups rice"]},
        {"id": 3, "recipe": "Rice", "text": ["no text"]},
    ]
    done = forklore("detect", "reviews", home=home, given="\n".join(map(json.dumps, given)).encode())
    plain, known = said(done.out)
    assert (done.status, plain["id"], known["id"]) == (1, 1, "b")
    assert "line 3" in done.err
    replace, omit = plain["changes"]
    assert replace.keys() == {"kind", "from", "to", "status", "outcome", "span", "confidence"}
    assert (replace["kind"], replace["from"], replace["to"]) == ("replace", "turmeric", ["saffron"])
    assert text[slice(*replace["span"])] == "subbed saffron for the turmeric"
    assert (omit["kind"], omit["from"], omit["to"]) == ("omit", "nuts", [])
    assert [(one["kind"], one["from"], one["to"]) for one in known["changes"]] == [("replace", "saffron", ["turmeric"])]


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (b"{not json}\n", "line 2"),
        (b'{"id": "x"}\n', "parent"),
        (b'{"id": "x", "parent": {"ingredients": [1]}, "fork": {"ingredients": []}}\n', "ingredients"),
        (b'{"id": "x", "parent": {"ingredients": "eggs"}, "fork": {"ingredients": []}}\n', "ingredients"),
        (b"[" * 10_000 + b"\n", "line 2"),
        (b'{"id": "\xff"}\n', "line 2"),
    ],
)
def test_a_case_that_cannot_be_read_is_told_of_and_the_rest_goes_on(home: Path, bad: bytes, words: str) -> None:
    done = forklore("detect", "forks", home=home, given=case(1, CAKE) + bad + case(3, CAKE))
    assert (done.status, [one["id"] for one in said(done.out)]) == (1, ["case-1", "case-3"])
    assert words in done.err
    assert "Traceback" not in done.err


def test_read_pages_reads_folders_and_tells_what_is_wrong_with_a_file(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pages" / "deeper"
    folder.mkdir(parents=True)
    shutil.copy(PAGES / "lentil_stew.html", folder)
    (folder / "empty.html").write_bytes(b"")
    (folder / "noise.html").write_bytes(bytes(range(256)) * 50)
    (folder / "notes.txt").write_text("no page", encoding="utf8")
    missing = tmp_path / "missing.html"
    done = forklore("read-pages", tmp_path / "pages", missing, "--processes", "1", home=home)
    found = {Path(line["file"]).name: line for line in said(done.out)}
    assert (done.status, set(found)) == (0, {"lentil_stew.html", "empty.html", "noise.html", "missing.html"})
    stew = found.pop("lentil_stew.html")
    assert stew["title"] == "Red lentil stew & lemon"
    assert (stew["servings"], stew["minutes_prep"], stew["minutes_cook"], stew["language"]) == (4, 10, 65, "en-GB")
    assert len(stew["ingredients"]) == 4
    assert all(line["refused"] and line.keys() == {"file", "refused"} for line in found.values())


def test_an_import_sums_up_tells_its_refusals_and_changes_nothing_again(home: Path, own_url: str) -> None:
    first = import_as("importer", PAGES, home=home, DATABASE_URL=own_url)
    assert (first.files, first.new, first.refused, first.drafts) == (8, 8, 5, 1)
    assert 0 < first.understood < first.lines  # some are Polish, French and German
    assert any("servings" in reason for reason in first.reasons)
    again = import_as("importer", PAGES, home=home, DATABASE_URL=own_url)
    assert (again.new, again.changed, again.unchanged, again.refused) == (0, 0, first.new, first.refused)


def test_an_import_for_nobody_is_refused(home: Path, own_url: str) -> None:
    stew = PAGES / "lentil_stew.html"
    done = forklore("import", "--as", "nobody_here", stew, home=home, settings={"DATABASE_URL": own_url})
    assert (done.status, done.out) == (2, "")
    assert "no such cook" in done.err
    bad = forklore("import", "--as", "Not A Handle", "--create", stew, home=home, settings={"DATABASE_URL": own_url})
    assert bad.status == 2
    assert "handle" in bad.err


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FORKLORE_PORT", "eighty"),
        ("FORKLORE_PORT", "0"),
        ("FORKLORE_PORT", "65536"),
        ("FORKLORE_PROCESSES", "-1"),
        ("FORKLORE_BASE_URL", "example.org"),
        ("FORKLORE_ENVIRONMENT", "staging"),
        ("FORKLORE_SECRET", "short"),
        ("FORKLORE_WORKER", "perhaps"),
        ("FORKLORE_POPULAR_SECONDS", "0"),
    ],
)
def test_a_bad_setting_ends_with_its_name(home: Path, name: str, value: str) -> None:
    done = forklore("serve", home=home, settings={name: value})
    assert (done.status, done.out) == (2, "")
    assert name in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("arguments", [(), ("fly",), ("import",), ("read-pages",), ("detect", "moods")])
def test_a_command_that_is_none_says_how_it_is_used(home: Path, arguments: tuple[str, ...]) -> None:
    done = forklore(*arguments, home=home)
    assert done.status == 2
    assert "usage: forklore" in done.err


def test_a_command_whose_reader_has_enough_ends_quietly(home: Path) -> None:
    """What `forklore read-lines | head -1` does."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as broken:
        done = forklore("read-lines", home=home, given=b"1 egg\n" * 20_000, out=broken)
    assert "Traceback" not in done.err
    assert "BrokenPipe" not in done.err


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def long_home() -> Iterator[Path]:
    """Deeper than the name of a socket may be long, in the folder where the tests keep what they make."""
    top = Path(__file__).parents[2] / ".forklore" / "tests" / f"long-{os.getpid()}"
    home = top / "/".join(["a_folder_with_quite_a_long_name"] * 4)
    yield home
    shutil.rmtree(top, ignore_errors=True)


def test_the_embedded_server_lives_in_any_home_and_survives_a_kill(long_home: Path) -> None:
    """Started, killed without a word, started again: the same community, and one server in the end."""
    assert len(str(long_home)) > 108
    first = serve("", long_home)
    account = {"handle": "ana_here", "display_name": "Ana", "email": "ana@example.org", "password": "correct horse"}
    assert httpx.post(f"{first.url}/api/v1/accounts", json=account, timeout=30).status_code == 201
    children = psutil.Process(first.process.pid).children(recursive=True)
    first.process.send_signal(signal.SIGKILL)
    first.process.wait(10)
    again = serve("", long_home)
    assert httpx.get(f"{again.url}/api/v1/cooks/ana_here", timeout=30).status_code == 200
    assert ended(children), "what the killed server had started goes on, on its port"
    with pytest.raises(httpx.ConnectError):
        httpx.get(first.url)
    database = psutil.Process(int((long_home / "pg" / "postmaster.pid").read_text().split()[0]))
    stop(again)
    assert ended([database]), "the database goes on when nobody holds it"


def ended(processes: list[psutil.Process], seconds: float = 15) -> bool:
    """Wait until processes are gone."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not any(p.is_running() and p.status() != psutil.STATUS_ZOMBIE for p in processes):
            return True
        time.sleep(0.1)
    return False


def test_two_instances_stand_side_by_side(fresh: Fresh, server: Running, tmp_path: Path) -> None:
    other = serve(fresh.make(), tmp_path / "other")
    body = {"handle": "side_by_side", "display_name": "S", "email": "s@example.org", "password": "correct horse"}
    assert httpx.post(f"{other.url}/api/v1/accounts", json=body, timeout=30).status_code == 201
    assert httpx.get(f"{server.url}/api/v1/cooks/side_by_side", timeout=30).status_code == 404
    assert (tmp_path / "other" / "secret").stat().st_mode & 0o077 == 0
    stop(other)


def test_the_server_ends_when_told_and_takes_its_worker_with_it(fresh: Fresh, tmp_path: Path) -> None:
    running = serve(fresh.make(), tmp_path)
    children = psutil.Process(running.process.pid).children(recursive=True)
    assert len(children) >= 2
    stop(running)
    assert running.process.returncode == 0
    assert ended(children, 1)
