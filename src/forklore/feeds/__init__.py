"""The feed: what the cooks whom a reader follows published, newest first, each entry with the reason why it is there.

Only reads, at the moment of asking; writes nothing and keeps nothing of its own.
"""
