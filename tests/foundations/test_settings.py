"""Settings: what is refused is named, and there is one secret."""

import subprocess
import sys
from pathlib import Path

import pytest

from forklore.foundations.settings import LIMITS, BadSetting, Settings, settings_from, variable_name

SECRET = "s" * 32
BAD = {
    "FORKLORE_WORKER": ["perhaps", "2"],
    "FORKLORE_ENVIRONMENT": ["staging", "Production"],
    "FORKLORE_BASE_URL": ["example.org", "ftp://example.org"],
    "FORKLORE_SECRET": ["short", "s" * 31],
    "FORKLORE_LOG_LEVEL": ["loud", "info "],
    "DATABASE_URL": ["nonsense", "mysql://localhost/x"],
    "DATABASE_READ_URL": ["localhost"],
    **{
        variable_name(name): ["", "x", "nan", "1.5", str(low - 1), str(high + 1)]
        for name, (low, high) in LIMITS.items()
    },
}


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in BAD.items() for value in values if value]
)
def test_a_bad_value_names_its_variable(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(BadSetting) as raised:
        settings_from({"FORKLORE_HOME": str(tmp_path), "FORKLORE_SECRET": SECRET, name: value})
    assert name in str(raised.value)


@pytest.mark.parametrize("name", sorted(LIMITS))
def test_both_ends_of_a_limit_are_taken_and_nothing_means_the_default(tmp_path: Path, name: str) -> None:
    home = {"FORKLORE_HOME": str(tmp_path), "FORKLORE_SECRET": SECRET}
    for value in LIMITS[name]:
        assert getattr(settings_from({**home, variable_name(name): str(value)}), name) == value
    assert settings_from({**home, variable_name(name): ""}) == settings_from(home)


def test_the_defaults_are_for_one_person_on_one_machine(tmp_path: Path) -> None:
    found = settings_from({"FORKLORE_HOME": str(tmp_path), "FORKLORE_PORT": "81", "FORKLORE_SECRET": SECRET})
    assert (found.host, found.base_url, found.worker) == ("127.0.0.1", "http://127.0.0.1:81", True)
    base = settings_from({"FORKLORE_HOME": str(tmp_path), "FORKLORE_SECRET": SECRET, "FORKLORE_BASE_URL": "https://a/"})
    assert base.base_url == "https://a"
    loud = settings_from({"FORKLORE_HOME": str(tmp_path), "FORKLORE_SECRET": SECRET, "FORKLORE_LOG_LEVEL": "DEBUG"})
    assert (found.log_level, loud.log_level) == ("info", "debug")
    assert list(tmp_path.iterdir()) == []  # a secret that is given is not written down


def test_every_number_has_limits() -> None:
    numbers = {name for name, kind in Settings.__annotations__.items() if kind is int}
    assert numbers == set(LIMITS)


def test_a_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    home = {"FORKLORE_HOME": str(tmp_path / "deep" / "home")}
    first = settings_from(home)
    assert len(first.secret) >= 32
    assert settings_from(home).secret == first.secret
    assert settings_from({"FORKLORE_HOME": str(tmp_path / "other")}).secret != first.secret
    (place,) = (tmp_path / "deep" / "home").iterdir()
    assert place.stat().st_mode & 0o777 == 0o600


def test_a_secret_that_was_lost_is_not_taken_for_one(tmp_path: Path) -> None:
    place = tmp_path / "secret"
    place.write_text("\n", encoding="ascii")
    with pytest.raises(BadSetting, match="secret"):
        settings_from({"FORKLORE_HOME": str(tmp_path)})


def test_processes_that_start_at_once_have_one_secret(tmp_path: Path) -> None:
    home = tmp_path / "home"
    program = "from forklore.foundations.settings import settings_from; input(); print(settings_from().secret)"
    starting = [
        subprocess.Popen(  # noqa: S603 (our own program)
            [sys.executable, "-c", program],
            env={"FORKLORE_HOME": str(home)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for process in starting:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    secrets = {process.communicate(timeout=30)[0].strip() for process in starting}
    assert secrets == {(home / "secret").read_text("ascii")}
    assert [path.name for path in home.iterdir()] == ["secret"]
