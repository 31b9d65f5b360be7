"""Replacements: what cooks changed, which food takes the place of which, how often, and with what outcome.

Detection is pure (detect, names); events are the truth and counters a cache. Never writes into a recipe.
"""
