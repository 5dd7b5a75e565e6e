"""Streamlit's pages as they go over a line: few files, compressed once, addressed by content."""
