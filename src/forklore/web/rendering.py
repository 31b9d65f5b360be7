"""Templates and what they may call: the one environment in which every page is made."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from forklore.web import texts
from forklore.web.assets import ICON, STYLES

_TEMPLATES = Path(__file__).with_name("templates")


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(
        markdown=texts.markdown,
        day=texts.day,
        ago=texts.ago,
        counted=texts.counted,
        plain=texts.plain,
        minutes=texts.minutes,
        month=texts.month,
        in_address=lambda text: quote(str(text), safe=""),
    )
    made.globals.update(styles=STYLES.address, icon=ICON.address)
    return made


_pages = _environment()


def rendered(template: str, context: Mapping[str, object]) -> str:
    """Make a page; a name that the template asks for and nobody gave is an error, not a blank."""
    return _pages.get_template(template).render(context)
