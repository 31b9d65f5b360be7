"""What can go wrong with forks."""

from forklore.foundations.errors import Conflict


class TooDeep(Conflict):
    """This lineage is as deep as a lineage may be."""
