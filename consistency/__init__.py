"""Check the claims of a product video against its product page."""
