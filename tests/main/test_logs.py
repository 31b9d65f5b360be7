"""The log never shows what variables held."""

import secrets

import pytest
import structlog
from msgspec.structs import replace

from forklore.foundations.settings import settings_from
from forklore.main.logs import configure_log


@pytest.mark.parametrize("environment", ["development", "production"])
def test_a_crash_is_logged_without_the_values_of_variables(
    environment: str, capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    settings = settings_from({"FORKLORE_HOME": str(tmp_path_factory.mktemp("home"))})
    configure_log(replace(settings, environment=environment))
    try:
        crash_with(secrets.token_hex(8))
    except ZeroDivisionError as error:
        structlog.get_logger().error("unforeseen", exc_info=error)
        password = error.__traceback__.tb_next.tb_frame.f_locals["password"]  # type: ignore[union-attr]
    finally:
        structlog.reset_defaults()
    said = capsys.readouterr().out
    assert "ZeroDivisionError" in said
    assert "crash_with" in said
    assert password not in said


def crash_with(password: str) -> float:
    return len(password) / 0
