"""The generated pages of `docs/` are current, complete, and would be noticed when they are not."""

from pathlib import Path

import pytest
from msgspec.structs import fields

from bed import ROOT
from forklore.foundations.settings import Settings, variable_name
from forklore.main.catalogue import Catalogue, Table
from forklore.main.documents import out_of_date, pages, write
from forklore.main.schema_page import HomelessError, schema_page
from forklore.main.settings_page import MEANING, settings_page


async def test_the_pages_are_current(postgres: str) -> None:
    """Whoever changes the schema or a setting runs `make documents`."""
    assert out_of_date(await pages(postgres), ROOT / "docs") == []


def test_every_setting_is_described() -> None:
    """A setting that nobody explains is found by nobody."""
    assert set(MEANING) == {field.name for field in fields(Settings)}
    page = settings_page()
    assert [field.name for field in fields(Settings) if f"`{variable_name(field.name)}`" not in page] == []


def test_a_page_that_differs_or_is_missing_is_named(tmp_path: Path) -> None:
    write({"a.md": "one", "b.md": "two"}, tmp_path)
    assert out_of_date({"a.md": "one", "b.md": "two"}, tmp_path) == []
    assert out_of_date({"a.md": "one", "b.md": "other", "c.md": "new"}, tmp_path) == ["b.md", "c.md"]


def test_a_table_without_a_floor_is_refused() -> None:
    lost = Table("lost", "Somebody's [one place]", None, "nowhere", (), (), ())
    with pytest.raises(HomelessError, match="lost"):
        schema_page(Catalogue((lost,), (), ()))
