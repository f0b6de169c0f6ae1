"""HTTP: API, pages, machine doors. One route group a file: `make_router(services)`."""
