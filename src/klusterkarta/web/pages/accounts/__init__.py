"""Logging in and out, one's own account, and the users for administrators."""
