"""Forks: lineage of any depth, and the differences in meaning between two versions.

Pure algorithms (align, scale, diff) stand beside the few queries on lineage. Never knows what a change is worth:
that is the business of replacements.
"""
