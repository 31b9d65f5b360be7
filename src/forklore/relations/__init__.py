"""How cooks stand to one another: who follows whom, and who has blocked whom.

Tells every room above which cooks are hidden from a reader; never knows what a cook wrote.
"""
