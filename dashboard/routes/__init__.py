"""Addresses of our own beside Streamlit's: one file a subject, each with `routes()`."""
