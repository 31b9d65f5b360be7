"""The append-only record "who did what to what", written in the transaction of the fact.

Holds no content, is never changed, and is read only by rooms above.
"""
