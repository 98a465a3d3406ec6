"""gunicorn's settings: the defaults suit two cores behind a buffering proxy; GUNICORN_CMD_ARGS changes them."""

import os

bind = "0.0.0.0:8000"
workers = 2
# A page that takes longer has been stopped by the database already.
timeout = 30
# Worker heartbeats in memory: a slow disk must not look like a hung worker.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None
# Nobody manages a running server from another process here, and two sites of one user would share its socket.
control_socket_disable = True
# gunicorn's own words, as JSON on standard output like all others.
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s",
            "rename_fields": {"asctime": "at", "levelname": "level", "name": "logger"},
        }
    },
    "handlers": {"stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "json"}},
    "root": {"handlers": ["stdout"], "level": "INFO"},
    "loggers": {"gunicorn.error": {"handlers": ["stdout"], "level": "INFO", "propagate": False}},
}
