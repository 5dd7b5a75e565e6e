"""What a shopper bought, by its pictures, and every candidate's slate beside it."""

from dashboard.components.frontend import frontend, heard


def studio(question: dict, products: dict, *, key: str, editable: bool) -> list[dict]:
    """What was bought as it stands on the screen.

    `question`: bought, shopper, as_of, slate_size, expectations; `products`: those bought.
    """
    answer = frontend("studio", "slate")(
        data={**question, "products": products, "key": key, "editable": editable},
        key=f"studio-{key}",
        default={"bought": question["bought"]},
        on_bought_change=heard,
    )
    return answer.bought
