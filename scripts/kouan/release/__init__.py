"""Writes a release: every file that a reader takes away, described, summed, and the same bytes each time."""
