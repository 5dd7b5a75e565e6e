"""From nothing to a dashboard with a release to review."""

from argparse import ArgumentParser, Namespace
from datetime import date, timedelta

from dashboard import entrance, evidence, resources
from dashboard.commands.serve import add_addresses, listen, serve
from dashboard.preparation import preparation
from dashboard.releases import queries, services
from dashboard.releases.facts import ModelInTrouble
from dashboard.releases.migrations import migrate
from dashboard.settings import Settings
from recommender.demo import DEMO_SHOP, build_demo_shop
from recommender.fitted import fit_candidate
from recommender.kinds import make_candidate
from recommender.refusal import Refusal
from recommender.scenario.ownership import suite_owner
from recommender.shop import is_shop

HELP = "Get a shop ready and serve it: the demo shop, built if it is missing, or your own."
NAME = "first-look"
TITLE = "First look"
DAYS = 14
CANDIDATES = ("best-sellers", "als", "bm25")


def add_arguments(parser: ArgumentParser) -> None:
    add_addresses(parser)


def run(arguments: Namespace) -> int:
    listen(arguments.host)
    prepare()
    preparation().begin()
    serve(arguments.port)
    return 0


def prepare() -> None:
    """Each step only where its result is missing. Of a shop of one's own nothing is waited for:
    its models are fitted behind the pages."""
    settings = resources.settings()
    if not is_shop(settings.shop):
        refuse_own_place(settings)
        print(f"Building the demo shop in {settings.shop} …", flush=True)
        build_demo_shop(settings.shop)
    migrate(settings.database)
    if resources.shop().name == DEMO_SHOP:
        fit_missing()
        open_demo_release()


def refuse_own_place(settings: Settings) -> None:
    """Refusal where the demo shop has no business: its scenarios are not those of the settings."""
    if suite_owner(settings.scenarios) != DEMO_SHOP:
        raise Refusal(
            f"{settings.shop} is no shop yet; write one there with `python -m recommender import "
            f"SOURCE --shop {settings.shop}`."
        )


def fit_missing() -> None:
    known = {each.id: each for each in resources.settings().candidates}
    there = resources.settings().scenarios.is_dir()
    asked = {each.id: each.situation for each in resources.scenarios().values()} if there else {}
    for name, opened in resources.candidates().items():
        if isinstance(opened, Refusal):
            print(f"Fitting {known[name].title} …", flush=True)
            fit_candidate(make_candidate(known[name]), resources.shop(), situations=asked)


def open_demo_release() -> None:
    """Open the release that the demo is reviewed in, in the name of the settings' first proposer;
    nothing where there is a release already, or nobody who may open one."""
    people = [entrance.person(each.id) for each in resources.settings().people]
    proposer = next((each for each in people if each.proposer), None)
    if proposer is None or queries.releases_for(resources.sessions(), proposer):
        return
    try:
        services.open_release(
            resources.sessions(),
            proposer,
            NAME,
            evidence.gather(CANDIDATES, (), CANDIDATES[0]),
            title=TITLE,
            due_on=date.today() + timedelta(days=DAYS),
        )
    except (Refusal, ModelInTrouble) as refusal:
        print(f"No demo release is opened for this shop: {refusal}", flush=True)
