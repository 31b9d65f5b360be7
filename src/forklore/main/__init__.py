"""Where everything is put together: the command line, the ASGI application, the worker, the demo community."""
