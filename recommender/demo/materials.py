"""Materials: how hard things take the studio's light."""

from dataclasses import dataclass

from recommender.demo import weaves


@dataclass(frozen=True)
class Material:
    """`mirror`: reflection seen straight on; `rough`: 0 a mirror, 1 chalk; `wrap`: light that
    bleeds round a form; `sheen`: nap; all 0 to 1. `relief`: a weave laid on the surface."""

    mirror: float = 0.04
    rough: float = 0.3
    metal: bool = False
    clear: bool = False
    glow: float = 0.0
    wrap: float = 0.12
    sheen: float = 0.0
    speckle: float = 0.0
    relief: weaves.Weave | None = None


MATERIALS = {
    "glaze": Material(mirror=0.06, rough=0.1),
    "reactive": Material(mirror=0.06, rough=0.16, speckle=0.35),
    "stoneware": Material(mirror=0.025, rough=0.6, speckle=0.22, relief=weaves.felted(5.0, 0.25)),
    "speckled": Material(mirror=0.05, rough=0.18, speckle=0.6),
    "terracotta": Material(mirror=0.01, rough=0.9, relief=weaves.felted(3.0, 0.3)),
    "porcelain": Material(mirror=0.06, rough=0.05, wrap=0.25),
    "ribbed": Material(mirror=0.05, rough=0.15, relief=weaves.rib(9.0)),
    "brass": Material(mirror=0.85, rough=0.2, metal=True),
    "steel": Material(mirror=0.8, rough=0.22, metal=True),
    "iron": Material(mirror=0.06, rough=0.5, relief=weaves.felted(2.6, 0.2)),
    "enamel": Material(mirror=0.07, rough=0.06),
    "paint": Material(mirror=0.04, rough=0.35),
    "wood": Material(mirror=0.03, rough=0.45, relief=weaves.grain),
    "wax": Material(mirror=0.03, rough=0.5, wrap=0.6),
    "glass": Material(mirror=0.05, rough=0.03, clear=True),
    "fluted": Material(mirror=0.05, rough=0.05, clear=True, relief=weaves.rib(11.0)),
    "liquid": Material(mirror=0.03, rough=0.1, wrap=0.5),
    "shade": Material(mirror=0.0, rough=1.0, glow=0.75, wrap=0.7, relief=weaves.plain(2.6, 0.8)),
    "pleated": Material(mirror=0.0, rough=1.0, glow=0.7, wrap=0.7, relief=weaves.rib(9.0)),
    "opal": Material(mirror=0.05, rough=0.08, glow=0.85, wrap=0.8),
    "paper": Material(mirror=0.0, rough=1.0),
    "cloth": Material(mirror=0.0, rough=1.0, sheen=0.1, relief=weaves.plain(3.0, 0.6)),
    "plush": Material(mirror=0.0, rough=1.0, sheen=0.3, wrap=0.4, relief=weaves.felted(5.0, 1.7)),
    "terry": Material(mirror=0.0, rough=1.0, sheen=0.15, wrap=0.3, relief=weaves.felted(3.6, 1.3)),
    "wicker": Material(mirror=0.01, rough=0.8, relief=weaves.basket(12.0)),
    "leather": Material(mirror=0.03, rough=0.4, relief=weaves.hide(3.4)),
    "stone": Material(mirror=0.05, rough=0.12),
    "rubber": Material(mirror=0.03, rough=0.5),
}
