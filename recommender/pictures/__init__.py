"""Pictures nobody vouches for: opened within limits, kept as thumbnails, packed for a screen."""

from recommender.pictures.encoding import encode_webp

__all__ = ["encode_webp"]
