"""The pages: HTML made on the server, for people with any browser; works without scripts.

It shows what the rooms below know and calls their verbs; it never computes a fact of its own and never reads a table.
Users' words are data: escaped, or markdown that was cleaned, and never a template.
"""
