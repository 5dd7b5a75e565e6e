"""Baskets: two years of invented purchases, with seasons, presents and what follows what."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from recommender.demo.habits import Follow, Habits
from recommender.demo.shoppers import Shoppers

FIRST, LAST = np.datetime64("2024-04-01"), np.datetime64("2026-03-29")
VISITS = 25_500
AT_ONCE = 4096
NO_PRESENT = -0.6


@dataclass(frozen=True)
class Trade:
    """Who buys of what, by which habits; rows are `who`, `day` and `what`, positions and dates."""

    catalogue: pd.DataFrame
    shoppers: Shoppers
    habits: Habits
    chance: np.random.Generator

    def purchases(self) -> pd.DataFrame:
        """shopper_id, product_id, bought_at (UTC), quantity, price (paid for one), by time."""
        rows = self._chosen(self._visits())
        for _ in range(2):
            rows = self._followed(rows)
        rows = rows.sort_values(["day", "who", "what"], kind="stable", ignore_index=True)
        return self._told(self._once_each(rows))

    def _visits(self) -> pd.DataFrame:
        """Everybody comes at least once, the eager often; some take several things."""
        days = np.arange(FIRST, LAST + 1)
        trade = np.array(self.habits.trade)[month_of(days)] * np.where(_weekend(days), 1.3, 1.0)
        often = self.shoppers.eagerness + 0.12
        who = self.chance.choice(len(often), VISITS, p=often / often.sum())
        who[: len(often)] = np.arange(len(often))
        day = self.chance.choice(days, VISITS, p=trade / trade.sum())
        visits = pd.DataFrame({"who": who, "day": day})
        size = 1 + self.chance.poisson(0.75, VISITS)
        return visits.loc[visits.index.repeat(size)].reset_index(drop=True)

    def _chosen(self, visits: pd.DataFrame) -> pd.DataFrame:
        """One product a row, by the shopper's worth, the season, and whether it is a present."""
        who, month = visits["who"].to_numpy(), month_of(visits["day"].to_numpy())
        given = self.chance.random(len(visits)) < np.array(self.habits.present_share)[month]
        by_month = np.array([self.habits.seasons[each] for each in self.catalogue["season"]]).T
        present = 1.1 * self._by_kind(self.habits.presents, NO_PRESENT)
        what = np.empty(len(visits), np.int64)
        for start in range(0, len(visits), AT_ONCE):
            part = slice(start, start + AT_ONCE)
            own = np.where(given[part], 0.45, 1.0)[:, None] * self.shoppers.worth[who[part]]
            what[part] = self._draw(own + by_month[month[part]] + given[part][:, None] * present)
        return visits.assign(what=what)

    def _by_kind(self, values: Mapping[str, float], otherwise: float) -> np.ndarray:
        return self.catalogue["kind"].map(values).fillna(otherwise).to_numpy(float)

    def _draw(self, worth: np.ndarray) -> np.ndarray:
        """One column for each row, by softmax: the largest sum with Gumbel noise."""
        return np.argmax(worth - np.log(self.chance.standard_exponential(worth.shape)), axis=1)

    def _followed(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The same rows with what some of them lead to, days or weeks later."""
        later = [self._led(rows, follow) for follow in self.habits.follow]
        rows = pd.concat([rows, *later], ignore_index=True)
        return rows[rows["day"] <= LAST].reset_index(drop=True)

    def _led(self, rows: pd.DataFrame, follow: Follow) -> pd.DataFrame:
        kind = self.catalogue["kind"].to_numpy()
        after = rows[kind[rows["what"]] == follow.after]
        after = after[self.chance.random(len(after)) < 0.7 * follow.share]
        options = np.nonzero(kind == follow.comes)[0]
        own = self.shoppers.worth[after["who"]][:, options]
        picked = self._draw(0.8 * own + 0.8 * self._alike(after["what"].to_numpy(), options))
        wait = 1 + self.chance.geometric(2.5 / follow.within, len(after))
        return after.assign(what=options[picked], day=after["day"] + pd.to_timedelta(wait, "D"))

    def _alike(self, first: np.ndarray, second: np.ndarray) -> np.ndarray:
        """How many of colour, style and brand they share."""
        columns = [self.catalogue[name].to_numpy() for name in ("colour", "style", "brand")]
        return np.sum([each[first][:, None] == each[second] for each in columns], axis=0)

    def _once_each(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Nobody buys the same coat twice; candles and soap they do, on another day."""
        used_up = self.catalogue["kind"].isin(self.habits.used_up).to_numpy()[rows["what"]]
        again = rows.duplicated(["who", "what"]) & ~used_up
        return rows[~again].drop_duplicates(["who", "what", "day"])

    def _told(self, rows: pd.DataFrame) -> pd.DataFrame:
        product = self.catalogue.iloc[rows["what"]]
        day = rows["day"].to_numpy().astype("datetime64[D]")
        bought_at = day.astype("datetime64[m]") + self._minutes(rows)
        by_the_set = self._by_kind(self.habits.by_the_set, 0.02)[rows["what"]]
        several = self.chance.random(len(rows)) < by_the_set
        set_of = self.chance.choice([2, 4, 6], len(rows), p=(0.6, 0.3, 0.1))
        table = pd.DataFrame(
            {
                "shopper_id": self.shoppers.ids[rows["who"].to_numpy()],
                "product_id": product["product_id"].to_numpy(),
                "bought_at": pd.to_datetime(bought_at, utc=True),
                "quantity": np.where(several, set_of, 1),
                "price": paid(product, month_of(day)),
            }
        )
        return table.sort_values(["bought_at", "shopper_id", "product_id"], ignore_index=True)

    def _minutes(self, rows: pd.DataFrame) -> np.ndarray:
        """When in the day each visit ends, mostly in the afternoon."""
        visit = rows.groupby(["who", "day"]).ngroup().to_numpy()
        hour = self.chance.normal(15.5, 3.4, visit.max() + 1).clip(6.5, 22.9)
        return (60 * hour[visit]).astype("timedelta64[m]")


def month_of(days: np.ndarray) -> np.ndarray:
    """0 is January."""
    return days.astype("datetime64[M]").astype(int) % 12


def _weekend(days: np.ndarray) -> np.ndarray:
    """Friday to Sunday; the epoch was a Thursday."""
    return (days.astype("datetime64[D]").astype(int) + 3) % 7 >= 4


def paid(product: pd.DataFrame, month: np.ndarray) -> np.ndarray:
    """January and July mark down what the season leaves behind."""
    season = product["season"].to_numpy()
    reduced = ((month == 0) & (season == "winter")) | ((month == 6) & (season == "summer"))
    return np.round(product["price"].to_numpy() * np.where(reduced, 0.7, 1.0), 2)
