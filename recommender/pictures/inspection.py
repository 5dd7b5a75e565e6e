"""What can be said of one picture without keeping it."""

from dataclasses import dataclass
from pathlib import Path

from recommender.pictures import original
from recommender.pictures.trouble import PictureRefused, PictureTrouble
from recommender.pictures.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Inspection:
    """Width and height of the original, upright, or the trouble and its sentence."""

    width: int = 0
    height: int = 0
    trouble: PictureTrouble | None = None
    sentence: str = ""


def inspect_picture(path: Path | str, below: Path, workshop: Workshop | None = None) -> Inspection:
    """Whether the picture would be shown. Starts a worker process where no workshop is given."""
    try:
        real = original.locate(path, below)
        original.stamp(real)
        size = (workshop or Workshop(1)).measure(original.read(real))
    except PictureRefused as refused:
        return Inspection(trouble=refused.trouble, sentence=str(refused))
    return Inspection(*size)
