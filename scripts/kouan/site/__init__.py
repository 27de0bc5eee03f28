"""The site: what Datasette loads, and what that imports.

Datasette loads `plugins/`, `templates/` and `static/` as files, by its own extension points. A plugin is short: what it
needs stands in a module here. `kouan.serve` puts both languages together, and `kouan.publish` writes what they are fed.
"""
