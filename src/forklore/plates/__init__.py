"""Plates: what somebody cooked or ate, as photographs and a few words, of a recipe or of none.

Never keeps a picture itself and never touches a recipe's sums.
"""
