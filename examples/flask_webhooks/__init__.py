"""A Flask service that takes a payment provider's webhooks: `flask --app flask_webhooks.app run`."""
