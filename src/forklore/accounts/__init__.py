"""People: accounts, credentials, sessions, access tokens, and the sums kept for a cook.

Never knows whom a cook follows or what a cook wrote; rooms above tell it what to add to the sums.
"""
