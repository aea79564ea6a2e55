"""Webhooks: telling others of grades, surely and so that they can know who tells them."""
