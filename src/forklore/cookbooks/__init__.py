"""Cookbooks: recipes that somebody keeps under a name, in an order of their own and with notes; and who keeps a recipe.

Never copies a recipe, and never shows one to somebody who may not see it; keeps no sum itself.
"""
