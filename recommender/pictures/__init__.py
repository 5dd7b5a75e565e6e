"""Pictures nobody vouches for: opened within limits, kept as thumbnails, packed for a screen."""

from recommender.pictures.encoding import encode_webp
from recommender.pictures.inspection import Inspection, inspect_picture
from recommender.pictures.packs import PackTooLarge, is_whole, pack
from recommender.pictures.store import Kept, PictureStore, PictureUnknown, keep_many
from recommender.pictures.trouble import PictureTrouble
from recommender.pictures.workshop import Workshop

__all__ = [
    "Inspection",
    "Kept",
    "PackTooLarge",
    "PictureStore",
    "PictureTrouble",
    "PictureUnknown",
    "Workshop",
    "encode_webp",
    "inspect_picture",
    "is_whole",
    "keep_many",
    "pack",
]
