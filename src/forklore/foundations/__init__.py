"""The ground: settings, the database, queries, errors, paging, jobs, limits.

Knows nothing of cooks or recipes, and never will: whatever names a thing of the domain belongs to a room above.
"""
