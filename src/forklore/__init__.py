"""Forklore: a home for food communities."""
