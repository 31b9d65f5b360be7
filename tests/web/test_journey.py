"""A real browser without scripts, from signing up to the feed; and no page wider than a small phone."""

import re
import secrets

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bed import PASSWORD, Running
from web.visitors import Visitor

PASTED_LINES = """• 2 cups plain flour
• 1 ½ cups buttermilk
• 2 large eggs
• 50 g butter, melted

For the sauce:
• 200 g blueberries
• 1 tbsp sugar"""
PASTED_STEPS = """1. Whisk the batter.
2. Fry ladlefuls until golden.
3. Simmer the berries with the sugar."""


def join(window: BrowserContext, name: str) -> tuple[Page, str]:
    """Sign up by hand; gives the tab and the handle."""
    handle = f"{name}_{secrets.token_hex(4)}"
    tab = window.new_page()
    tab.goto("/")
    tab.get_by_role("link", name="Join").first.click()
    tab.get_by_label("Handle").fill(handle)
    tab.get_by_label("Name").fill(name.title())
    tab.get_by_label("Address of mail").fill(f"{handle}@example.org")
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("main").get_by_role("button", name="Join").click()
    expect(tab.get_by_role("status")).to_have_text("Welcome. Your kitchen is ready.")
    return tab, handle


def test_from_signing_up_to_the_feed(browser: Browser, window: BrowserContext, server: Running) -> None:
    gina, her_handle = join(window, "gina")
    title = f"Blueberry pancakes {secrets.token_hex(3)}"
    gina.get_by_role("link", name="Write a recipe").click()
    gina.get_by_label("Title").fill(title)
    gina.get_by_label("Servings").fill("4")
    gina.get_by_label("Ingredients").fill(PASTED_LINES)
    gina.get_by_label("Method").fill(PASTED_STEPS)
    gina.get_by_role("button", name="Publish").click()
    expect(gina.get_by_role("heading", level=1)).to_have_text(title)
    expect(gina.get_by_role("heading", name="For the sauce")).to_be_visible()
    expect(gina.locator(".steps li")).to_have_count(3)
    address = gina.url.partition("?")[0]

    second = browser.new_context(base_url=server.url, java_script_enabled=False)
    hugo, his_handle = join(second, "hugo")
    hugo.goto(address)
    hugo.get_by_role("button", name="Follow Gina").click()
    expect(hugo.get_by_role("status")).to_have_text("You follow this cook now.")
    hugo.get_by_role("button", name="I cooked this").click()
    hugo.get_by_role("link", name="Fork it").click()
    lines = hugo.get_by_label("Ingredients")
    lines.fill(lines.input_value().replace("50 g butter, melted", "40 g coconut oil, melted"))
    hugo.get_by_label("Title").fill(f"{title}, with coconut")
    hugo.get_by_role("button", name="Publish").click()
    expect(hugo.locator(".changes .change.replace")).to_contain_text("butter")
    expect(hugo.locator(".changes .change.replace .now")).to_have_text("coconut oil")
    expect(hugo.locator(".changes .ratio")).to_have_text("× 0.8")
    expect(hugo.locator(".recipe-head .from")).to_contain_text(f"Forked from {title} by Gina")

    hugo.goto(address)
    if not hugo.get_by_label("Very good").is_visible():
        hugo.get_by_text("How was it?").first.click()
    hugo.get_by_label("Very good").check()
    hugo.get_by_label("In your words").fill("Lovely, with coconut too.")
    hugo.get_by_label("Which food", exact=True).first.fill("butter")
    hugo.get_by_label("By which food").first.fill("coconut oil")
    hugo.get_by_role("button", name="Post the review").click()
    expect(hugo.locator(".recipe-head .facts .stars")).to_contain_text("4.0")
    expect(hugo.locator(".branches")).to_contain_text("with coconut")
    hugo.goto("/feed")
    expect(hugo.get_by_role("heading", name=title, exact=True)).to_be_visible()

    gina.goto(f"/@{her_handle}")
    expect(gina.locator(".mean")).to_have_text("4.00")
    gina.goto(f"/@{his_handle}")
    expect(gina.get_by_role("heading", name=f"{title}, with coconut")).to_be_visible()
    _until(gina, "/popular?window=day", title)
    gina.get_by_role("link", name=title, exact=True).click()
    gina.goto(f"{gina.url}/score?window=day")
    expect(gina.locator("tbody tr", has_text="forked it")).to_contain_text("1")
    _until(gina, "/foods/butter", "coconut oil")
    second.close()


def _until(tab: Page, place: str, words: str) -> None:
    """Load a page until the worker has brought it up to date."""
    for _ in range(60):
        tab.goto(place)
        if words in tab.content():
            return
        tab.wait_for_timeout(250)
    pytest.fail(f"{words!r} never came to {place}")


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_the_window(
    browser: Browser, server: Running, ana: Visitor, ben: Visitor, width: int
) -> None:
    place = ana.publish(
        title="Wide " + "w" * 150,
        summary="s" * 1_500,
        ingredients="100 g butter\n" + "i" * 900,
        steps="t" * 10_000,
        tags="g" * 50,
    )
    ben.send(f"{place}/review", {"stars": "5", "body": "r" * 10_000}, page=ana.address(place))
    context = browser.new_context(base_url=server.url, viewport={"width": width, "height": 740})
    context.add_cookies([{"name": "session", "value": ben.client.cookies["session"], "url": server.url}])
    tab = context.new_page()
    refused: list[str] = []
    tab.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    address = ana.address(place)
    for where in (
        *("/", "/popular", "/new", "/foods", "/foods/butter", "/feed", "/write", "/me/drafts", "/me/profile"),
        *(address, f"{address}?servings=9&units=us", f"{address}/reviews", f"{address}/score", f"{address}/versions"),
        *(f"{place}/fork", f"{place}/review", f"/@{ana.handle}", f"/@{ana.handle}/followers"),
    ):
        tab.goto(where)
        over = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{where} is {over} pixels too wide"
    tab.goto("/signin")
    assert refused == []
    context.close()


def test_the_keyboard_reaches_the_content_first(window: BrowserContext) -> None:
    tab = window.new_page()
    tab.goto("/popular")
    tab.keyboard.press("Tab")
    expect(tab.locator(":focus")).to_have_text("Skip to the content")
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile("#content$"))
