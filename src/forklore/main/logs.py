"""The log: one line of JSON per event in production, plain lines in development; never the values of variables.

A traceback with its variables would write passwords and tokens into the log, so none is ever shown with them.
"""

import logging

import structlog
from structlog.typing import Processor

from forklore.foundations.settings import Settings

_LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}


def configure_log(settings: Settings) -> None:
    """Set up the log of this process."""
    last: list[Processor] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
        if settings.environment == "production"
        else [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            *last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS.get(settings.log_level, logging.INFO)),
        cache_logger_on_first_use=True,
    )
