"""Forks: lineage of any depth, the differences in meaning between two versions, merging them, and proposals.

Pure algorithms (align, scale, diff, merge) stand beside the few queries on lineage. Never knows what a change is worth:
that is the business of replacements.
"""
