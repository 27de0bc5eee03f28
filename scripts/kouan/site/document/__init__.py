"""Documents as the site shows them: their text from `passages`, every span that gave a row marked in it.

All of it is pure but for `store`, which reads the database and layout.json (see `publish.layout`) and remembers.
"""
