"""Recipes: versions that never change, ingredient lines, steps, visibility, scaling, and the sums of a recipe.

Never knows who reviewed or forked a recipe; rooms above tell it what to add to its sums.
"""
