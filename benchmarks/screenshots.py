"""Pictures of the pages for the README: `make screenshots` starts the demo community and writes docs/screenshots/."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx
from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
PAGES = {
    "home": "/",
    "recipe": "/@carmen_ruiz/carbonara-with-pancetta",
    "cook": "/@marta_okafor",
    "popular": "/popular?window=month",
}
_QUIET = "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update"


def main() -> None:
    """Serve the demo community on a free port and take every picture."""
    with tempfile.TemporaryDirectory() as home, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        env = {**os.environ, "FORKLORE_HOME": home, "FORKLORE_PORT": str(port)}
        subprocess.run([sys.executable, "-m", "forklore", "demo"], env=env, check=True)
        server = subprocess.Popen([sys.executable, "-m", "forklore", "serve"], env=env)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(url)
            _take(url)
        finally:
            server.terminate()
            server.wait(20)


def _wait(url: str) -> None:
    for _ in range(200):
        try:
            httpx.get(f"{url}/api/v1/health/ready").raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not start")


def _take(url: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        given = os.environ.get("FORKLORE_CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=given, args=_QUIET.split())
        page = browser.new_page(viewport={"width": 1200, "height": 900})
        for name, path in PAGES.items():
            _picture(page, f"{url}{path}", FOLDER / f"{name}.png")
        browser.close()


def _picture(page: Page, address: str, place: Path) -> None:
    answer = page.goto(address, wait_until="networkidle")
    if answer is None or not answer.ok:
        raise RuntimeError(f"{address} does not answer with a page")
    page.screenshot(path=place)


if __name__ == "__main__":
    main()
