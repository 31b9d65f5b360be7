"""The fixtures of the pages: visitors who fill in forms over HTTP, and a real browser."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from bed import Running, SignUp
from web.visitors import Visitor, Visitors

_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def visitors(server: Running, sign_up: SignUp) -> Iterator[Visitors]:
    """Makes visitors, signed in or not."""
    maker = Visitors(server.url, sign_up)
    yield maker
    maker.close()


@pytest.fixture(scope="session")
def ana(visitors: Visitors) -> Visitor:
    """A cook who is signed in."""
    return visitors.cook("ana")


@pytest.fixture(scope="session")
def ben(visitors: Visitors) -> Visitor:
    """Another cook who is signed in."""
    return visitors.cook("ben")


@pytest.fixture(scope="module")
def browser(server: Running, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A real Chromium: the one that FORKLORE_CHROMIUM names, the system's, or the one playwright brought.

    It stands behind the server and ends with the module: while it runs, no other event loop can.
    """
    assert server.url
    home = tmp_path_factory.mktemp("browser")
    with sync_playwright() as playwright:
        places = [os.environ.get("FORKLORE_CHROMIUM"), "/usr/bin/chromium", playwright.chromium.executable_path]
        found = next((place for place in places if place and Path(place).exists()), None)
        if found is None:
            pytest.fail("These tests need Chromium: install it, or name its program in FORKLORE_CHROMIUM.")
        # Chromium writes crash settings into the home whatever its profile is; this one is thrown away.
        away: dict[str, str | float | bool] = {
            **os.environ,
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home),
            "XDG_CACHE_HOME": str(home),
        }
        chromium = playwright.chromium.launch(executable_path=found, args=list(_QUIET), env=away)
        yield chromium
        chromium.close()


@pytest.fixture
def window(browser: Browser, server: Running) -> Iterator[BrowserContext]:
    """A window of 1280 pixels on the server's pages, without scripts: the pages must not need any."""
    context = browser.new_context(
        base_url=server.url, viewport={"width": 1280, "height": 800}, java_script_enabled=False
    )
    context.set_default_timeout(15_000)
    yield context
    context.close()
