"""The search of the site: in all tables for one page of results, and in one table for its own page."""
