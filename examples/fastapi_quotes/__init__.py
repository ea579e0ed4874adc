"""A FastAPI service that quotes shipping: `uvicorn fastapi_quotes.app:app`."""
