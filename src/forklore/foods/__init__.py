"""Foods: what they are and how they are called, units, and reading an ingredient line.

This room owns the lexicon of foods (names, families, diets, allergens, weights), the units, and the reader that turns
a line of text into amount, unit, food and preparation. It knows no people and no recipes, and it never guesses a diet
or an allergen: what is not certain is unknown.
"""
