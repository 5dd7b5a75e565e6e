"""Who is here? The only page for whoever is not signed in."""

from dashboard import resources
from dashboard.components.sign_in.sign_in import choose_person

settings = resources.settings()
choose_person(settings.people if settings.demo_open else ())
