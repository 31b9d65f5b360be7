"""Reviews with stars, "I cooked this", and the mathematics of stars.

Never keeps sums itself: it tells the rooms below what to add to those of a recipe and of its cook, in the same
transaction; and never ranks.
"""
