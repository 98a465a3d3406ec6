"""gunicorn's settings: the defaults suit two cores behind a buffering proxy; GUNICORN_CMD_ARGS changes them."""

import os

bind = "0.0.0.0:8000"
workers = 2
# A page that takes longer has been stopped by the database already.
timeout = 30
# Worker heartbeats in memory: a slow disk must not look like a hung worker.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None
