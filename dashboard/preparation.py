"""What a shop's visitors need, made behind the pages: fitted models first, then its pictures."""

import sys
from functools import cache
from threading import Thread

import numpy as np
from tqdm import tqdm

from dashboard import resources
from dashboard.settings import Settings
from recommender.gentle_fit import fit_gently
from recommender.refusal import Refusal
from recommender.shop import Shop


class Preparation:
    """Begun once, at the start of the server; a stop and a start go on where it was, since models
    and thumbnails that are there are not made again.

    `unfitted`: the ids of the models that wait, of `models`; `pictures`: how many are made, of how
    many.
    """

    def __init__(self) -> None:
        self.models = 0
        self.unfitted: list[str] = []
        self.pictures = (0, 0)

    def begin(self) -> Thread:
        """Returns at once."""
        thread = Thread(target=self._make, name="preparation", daemon=True)
        thread.start()
        return thread

    def sentence(self) -> str:
        """How far it is, for a page; "" once all is there."""
        said = []
        if self.unfitted:
            ready = self.models - len(self.unfitted)
            said.append(f"{ready} of {self.models} models have learnt from the purchases")
        done, total = self.pictures
        if done < total:
            said.append(f"{done:,} of {total:,} pictures are prepared")
        return f"Getting ready: {', '.join(said)}. You can begin meanwhile." if said else ""

    def _make(self) -> None:
        try:
            shop, settings = resources.shop(), resources.settings()
            names = pictures_first(shop)
            self.pictures = (0, len(names))
            self._fit(settings)
            self._keep(names, shop)
        except (Refusal, OSError) as trouble:
            self.unfitted, self.pictures = [], (0, 0)
            print(f"Not made ready: {trouble}", file=sys.stderr, flush=True)

    def _fit(self, settings: Settings) -> None:
        opened = resources.candidates()
        self.models = len(opened)
        self.unfitted = [name for name, each in opened.items() if isinstance(each, Refusal)]
        titles = {each.id: each.title for each in settings.candidates}
        for candidate in list(self.unfitted):
            print(f"Fitting {titles[candidate]} …", flush=True)
            fit_gently(candidate, settings.shop)
            self.unfitted.remove(candidate)

    def _keep(self, names: list[str], shop: Shop) -> None:
        """One at a time, so that whoever looks at a picture meanwhile has a worker of their own."""
        store = resources.pictures()
        bar = tqdm(names, "Preparing pictures", unit="", disable=None, leave=False)
        for done, name in enumerate(bar, start=1):
            store.keep(name, shop.images)
            self.pictures = (done, len(names))


@cache
def preparation() -> Preparation:
    """This process's."""
    return Preparation()


def pictures_first(shop: Shop) -> list[str]:
    """Those of the scenarios, then those that sell best."""
    asked = {
        bought.product_id
        for each in resources.scenarios().values()
        for bought in each.situation.bought
    }
    frame = shop.catalogue.frame
    if "picture" not in frame:
        return []
    rank = shop.purchases.sales + np.where(frame["product_id"].isin(asked), np.inf, 0.0)
    names = frame["picture"].iloc[np.argsort(-rank, kind="stable")].dropna()
    return list(dict.fromkeys(names))
