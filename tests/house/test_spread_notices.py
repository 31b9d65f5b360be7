"""The checks of how tables are spread notice each fault that they are for."""

from collections.abc import Callable

import asyncpg
import pytest

from forklore.main.catalogue import Catalogue, catalogue
from house import test_spread as checks

Check = Callable[[Catalogue], None]
_TRIGGER = """CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER late BEFORE INSERT ON review FOR EACH ROW EXECUTE FUNCTION nothing()"""


@pytest.mark.parametrize(
    ("fault", "check"),
    [
        ("CREATE TABLE stray (id integer PRIMARY KEY)", checks.test_every_table_and_view_has_a_room_and_a_comment),
        (
            "COMMENT ON TABLE review IS 'Twice [spread: recipe_id] [everywhere]'",
            checks.test_every_table_says_once_how_it_is_spread,
        ),
        ("COMMENT ON TABLE review IS 'Other [spread: id]'", checks.test_the_migrations_spread_as_the_comments_say),
        ("CREATE UNIQUE INDEX loose ON review (id)", checks.test_keys_contain_what_the_table_is_spread_by),
        (
            "ALTER TABLE session ADD FOREIGN KEY (account_id) REFERENCES credential ON DELETE CASCADE",
            checks.test_foreign_keys_stay_on_one_machine,
        ),
        (
            "ALTER TABLE lineage ADD FOREIGN KEY (recipe_id) REFERENCES recipe ON DELETE CASCADE",
            checks.test_foreign_keys_stay_on_one_machine,
        ),
        (
            "ALTER TABLE lineage ADD FOREIGN KEY (author_id) REFERENCES account",
            checks.test_every_foreign_key_says_what_happens_and_has_an_index,
        ),
        ("DROP INDEX lineage_author", checks.test_every_foreign_key_says_what_happens_and_has_an_index),
        (_TRIGGER, checks.test_there_are_no_triggers),
    ],
)
async def test_a_fault_is_noticed(fault: str, check: Check, tx: asyncpg.Connection) -> None:
    check(await catalogue(tx))
    await tx.execute(fault)
    with pytest.raises(AssertionError):
        check(await catalogue(tx))
