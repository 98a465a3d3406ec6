"""The database engine of laptops: Django's PostgreSQL, with a server of the project's own behind it."""
