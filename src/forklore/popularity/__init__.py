"""How popular recipes are: the measure, the ranked lists by window, and the explanation of a score.

Never writes a fact and never changes one: it reads what people did through the views of the rooms below.
"""
