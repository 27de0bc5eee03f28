"""Tries to break the server, the build and the reading of documents, within bounds: `make torture`."""
