"""Recipes from elsewhere: what a saved web page or a recipe document says, read offline.

Owns the reading of files and the reasons why one is refused. Never fetches anything from the network, and never
decides who may publish: what was read is handed on as plain structs.
"""
