"""Who is here? The only page for whoever is not signed in."""

from dashboard import resources
from dashboard.components.sign_in.sign_in import choose_person

choose_person(resources.settings().people)
