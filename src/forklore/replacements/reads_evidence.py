"""What jobs and sums read of the evidence; the public questions stand in `reads.py`."""

from uuid import UUID

from forklore.foundations.drift import Drift
from forklore.foundations.queries import SqlFile
from forklore.replacements.records import Decision, RatioRow, StandingProof, StoredKey
from forklore.replacements.rows import ReviewRow
from forklore.replacements.statistics import Share

_sql = SqlFile(__name__, "reads.sql")
standing_proofs = _sql.many("standing_proofs", StandingProof)
shares_kept = _sql.many("shares_kept", Share)
shares_counted = _sql.many("shares_counted", Share)
ratios_of = _sql.many("ratios_of", RatioRow)
keys_of = _sql.many("keys_of", StoredKey)
decisions_of = _sql.many("decisions_of", Decision)
review_of = _sql.one("review_of", ReviewRow)
reviews_to_read = _sql.many("reviews_to_read", UUID)
reviews_gone = _sql.many("reviews_gone", UUID)
detections_to_renew = _sql.many("detections_to_renew", UUID)
is_stale = _sql.value("is_stale", bool)
readings_to_renew = _sql.many("readings_to_renew", UUID)
drifted_counts = _sql.many("drifted_counts", Drift)
drifted_shares = _sql.many("drifted_shares", Drift)
drifted_ratios = _sql.many("drifted_ratios", Drift)
drifted_events = _sql.many("drifted_events", Drift)
