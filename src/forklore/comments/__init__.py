"""Comments: threads under recipes, plates and reviews, with the history of their edits.

Never decides who may see a thing: whoever sees it sees what is said under it; and tells nobody, which is done in jobs.
"""
