"""The scenario folder and its git history, as people of the dashboard change them."""
