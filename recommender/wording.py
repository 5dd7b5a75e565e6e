"""How a shop's prices and its products' attributes are said to a merchandiser."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from babel import Locale, UnknownLocaleError
from babel.localedata import locale_identifiers
from babel.numbers import format_currency, format_decimal

from recommender.refusal import Refusal
from recommender.words import did_you_mean

NOUN = "{a value} | {values}"
"""A value that is itself the name of a thing: 'a teapot', 'teapots'."""

SAID: Mapping[str, str] = {
    "category": "from {value}",
    "brand": "by {value}",
    "audience": "for {value}",
    "season": "for {value}",
    "occasion": "for {value}",
    "colour": "in {value}",
    "color": "in {value}",
    "colour_family": "in {value}",
    "color_family": "in {value}",
    "material": "in {value}",
    "size": "in size {value}",
    "style": "in a {value} style",
    "collection": "from the collection {value}",
    "country": "from {value}",
    "kind": NOUN,
    "type": NOUN,
    "product_type": NOUN,
}
"""What follows 'is' and 'are' for a value of each column; `[words]` of shop.toml adds to it."""

BLANK = re.compile(r"\{([^{}]*)\}")
BLANKS = ("value", "values", "a value")


class WrongWords(Refusal):
    """`[words]` of a shop.toml holds something that cannot be said; the sentence names it."""


@dataclass(frozen=True)
class Phrase:
    """One value in words: for one product ('a teapot', 'from Toys') and for several ('teapots').

    `noun`: both name the product itself, so that 'At least 2 teapots' needs no further word.
    """

    one: str
    many: str
    noun: bool = False


@dataclass(frozen=True)
class Wording:
    """The words of one shop.

    Without a currency prices are plain numbers. `said` maps a column to its phrase: `{value}` for
    the value as it stands, `{a value}` with its article, `{values}` as a plural; two phrases
    parted by ` | ` are for one product and for several.
    """

    currency: str = ""
    locale: str = "en_GB"
    said: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for column, words in self.said.items():
            if not isinstance(words, str) or not words.strip():
                raise WrongWords(f"[words] {column}: write a text such as 'in {{value}}'.")
            for blank in BLANK.findall(words):
                if blank not in BLANKS:
                    known = ", ".join(f"{{{each}}}" for each in BLANKS)
                    raise WrongWords(f"[words] {column}: {{{blank}}} is none of {known}.")

    def price(self, amount: float) -> str:
        """'€150' or '€149.50', in the shop's currency and form."""
        whole = float(amount).is_integer()
        if not self.currency:
            return f"{amount:.0f}" if whole else f"{amount:.2f}"
        form = locale_named(self.locale)
        if not whole:
            return format_currency(amount, self.currency, locale=form)
        pattern = form.currency_formats["standard"].pattern.replace(".00", "")
        return format_currency(amount, self.currency, pattern, locale=form, currency_digits=False)

    def phrase(self, column: str, value: str) -> Phrase:
        """How it is said that products have this value."""
        words = {**SAID, **self.said}.get(column, f"of {column_in_words(column)} {{value}}")
        one, _, many = words.partition(" | ")
        return Phrase(
            _filled(one, value), _filled(many or one, value), one.strip().startswith("{a value}")
        )


class LocaleUnknown(Refusal):
    """Nobody writes numbers and dates by this locale."""


def known_locale(name: str) -> str:
    """A locale as we write it, de_DE, of de-DE or de_de; LocaleUnknown where nobody knows it."""
    try:
        return str(Locale.parse(name.strip().replace("-", "_")))
    except (UnknownLocaleError, ValueError) as error:
        hint = did_you_mean(name.replace("-", "_"), locale_identifiers())
        raise LocaleUnknown(
            f"There is no locale {name!r}; write one such as en_GB or de_DE.{hint}"
        ) from error


def written_amount(amount: float, currency: str, locale_name: str) -> str:
    """'€1,290.50', or '1,290.50' of a shop that names no currency, as its customers write it."""
    form = locale_named(locale_name)
    if not currency:
        return format_decimal(amount, "#,##0.00", locale=form)
    return format_currency(amount, currency, locale=form)


def locale_named(name: str) -> Locale:
    """Of de_DE or de-DE; English where nobody knows it."""
    try:
        return Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def column_in_words(column: str) -> str:
    """A column's name as words: `colour_family` as 'colour family'."""
    return column.replace("_", " ")


def plural(words: str) -> str:
    """English words for several: 'categories', 'colour families', 'dresses', 'trousers'."""
    if re.search(r"(ss|x|z|ch|sh)$", words):
        return f"{words}es"
    if words.endswith("s"):
        return words
    return re.sub(r"([^aeiou])y$", r"\1ie", words) + "s"


def with_article(words: str) -> str:
    """'a teapot', 'an apron'; what is a plural already has none: 'trousers'."""
    if re.search(r"[^s]s$", words):
        return words
    return f"{'an' if words[:1].lower() in 'aeiou' else 'a'} {words}"


def _filled(words: str, value: str) -> str:
    forms = {"value": value, "values": plural(value), "a value": with_article(value)}
    return BLANK.sub(lambda blank: forms[blank[1]], words)
