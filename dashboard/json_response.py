"""JSON as all our addresses send it."""

from typing import Any

from starlette.responses import JSONResponse

from recommender.text import fit_text


class Json(JSONResponse):
    """Whatever text it holds, it can be sent.

    Half a character, which UTF-8 cannot say and which may have been recorded before it was
    refused everywhere, is sent as a mark.
    """

    def render(self, content: Any) -> bytes:
        try:
            return super().render(content)
        except UnicodeEncodeError:
            return super().render(_fit(content))


def _fit(content: Any) -> Any:
    if isinstance(content, str):
        return fit_text(content)
    if isinstance(content, dict):
        return {_fit(name): _fit(each) for name, each in content.items()}
    return [_fit(each) for each in content] if isinstance(content, list | tuple) else content
