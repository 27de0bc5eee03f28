"""Measures speed and size at sizes that the five documents do not have: `make bench`.

What is measured and how is told in docs/benchmarks.md. Data made here stay in build/bench and are never published.
"""
