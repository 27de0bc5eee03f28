"""Everything that the data have about one port or one body, gathered for its page."""
