"""Turn what was read into rows with ids: every name to the thing that it names."""
