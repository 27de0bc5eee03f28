"""Pictures of the data: what each shows, and where its marks stand.

Everything that is drawn comes from a public canned query (`answers`); `filters` asks Datasette as well, and the rest is
pure. Templates write the marks as HTML and SVG.
"""
