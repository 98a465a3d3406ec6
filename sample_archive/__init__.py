"""The sample archive: six municipal years of an invented city council, made the same way at every run."""
