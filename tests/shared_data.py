"""Where the large real data stands when it is there; a stranger's clone has only the project's own samples."""

from pathlib import Path

_BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"

SHARED: Path | None = _BESIDE if _BESIDE.is_dir() else None
