"""What an expectation can be told."""

from typing import Annotated

from pydantic import Field, StringConstraints, WithJsonSchema


class Column(str):
    """Marks an option whose value the catalogue's column of this name must know."""


TEXT = {"type": ["string", "number", "boolean"]}
"""For editors: ids such as 012 look like numbers to them, and stay text to us."""


def _text(description: str, longest: int = 200) -> tuple[object, object]:
    return StringConstraints(min_length=1, max_length=longest), WithJsonSchema(
        TEXT | {"description": description}
    )


ProductId = Annotated[str, *_text("A product's id."), Column("product_id")]
Category = Annotated[str, *_text("A category, as the catalogue spells it."), Column("category")]
Brand = Annotated[str, *_text("A brand, as the catalogue spells it."), Column("brand")]
Audience = Annotated[str, *_text("An audience, as the catalogue spells it."), Column("audience")]
Attribute = Annotated[str, *_text("A column of the catalogue: category, brand, ...")]
Value = Annotated[str, *_text("One value of that column, as the catalogue spells it.")]
Because = Annotated[str, *_text("Why: the reviewers read it.", 2000)]
Count = Annotated[int, Field(ge=1, le=100, description="How many products.")]
Top = Annotated[int, Field(ge=1, le=100, description="Only among the first so many; else all.")]
Price = Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False, description="In the currency.")]
