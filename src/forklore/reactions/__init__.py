"""Reactions: that somebody likes a recipe, a plate, a comment or a review, and how many do.

Never lets those who like one thing wait for each other, and never ranks.
"""
