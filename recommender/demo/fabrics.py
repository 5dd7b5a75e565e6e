"""Fabrics: what cloth, hide or paper a panel is cut from, and how it falls, swells and shines."""

from dataclasses import dataclass

from recommender.demo import weaves


@dataclass(frozen=True)
class Fabric:
    """`swell` and `edge`: height and width in frame units of the rounding at a panel's edge;
    `drape`: depth of its folds; `gloss` and `sheen`: highlights of hide and of nap, 0 to 1."""

    weave: weaves.Weave
    swell: float = 7.0
    edge: float = 16.0
    drape: float = 1.0
    gloss: float = 0.0
    sheen: float = 0.06


FABRICS = {
    "stockinette": Fabric(weaves.stockinette(7.0, 5.4), swell=10, edge=20, drape=1.3),
    "fine-knit": Fabric(weaves.stockinette(3.6, 3.0), swell=7, edge=16, drape=1.5, sheen=0.1),
    "chunky": Fabric(weaves.stockinette(11.0, 8.4), swell=13, edge=24, drape=1.2),
    "rib": Fabric(weaves.rib(6.4), swell=7, edge=9, drape=0.6),
    "fine-rib": Fabric(weaves.rib(4.6), swell=6, edge=12, drape=1.0),
    "wide-rib": Fabric(weaves.rib(10.0), swell=10, edge=18, drape=1.0),
    "moss": Fabric(weaves.moss(5.4), swell=10, edge=20, drape=1.2),
    "aran": Fabric(weaves.aran, swell=12, edge=22, drape=1.2),
    "linen": Fabric(weaves.plain(2.6, 1.0), swell=4, edge=9, drape=2.3),
    "canvas": Fabric(weaves.plain(3.4, 0.6), swell=5, edge=9, drape=0.7),
    "poplin": Fabric(weaves.smooth, swell=4, edge=8, drape=1.7, sheen=0.03),
    "jersey": Fabric(weaves.smooth, swell=5, edge=12, drape=1.3),
    "silk": Fabric(weaves.smooth, swell=4, edge=14, drape=2.9, gloss=0.17, sheen=0.14),
    "satin": Fabric(weaves.smooth, swell=5, edge=14, drape=2.0, gloss=0.16, sheen=0.1),
    "denim": Fabric(weaves.twill(2.8, 0.1), swell=5, edge=8, drape=1.2),
    "twill": Fabric(weaves.twill(2.6, 0.015), swell=5, edge=9, drape=1.1),
    "flannel": Fabric(weaves.felted(2.4, 0.35), swell=5, edge=11, drape=1.4, sheen=0.1),
    "tweed": Fabric(weaves.herringbone(11.0), swell=6, edge=11, drape=0.8),
    "corduroy": Fabric(weaves.corduroy(5.2), swell=6, edge=10, drape=1.0, sheen=0.14),
    "needlecord": Fabric(weaves.corduroy(3.4), swell=5, edge=10, drape=1.2, sheen=0.14),
    "velvet": Fabric(weaves.felted(2.2, 0.2), swell=7, edge=18, drape=2.2, sheen=0.5),
    "felt": Fabric(weaves.felted(2.6, 0.45), swell=6, edge=11, drape=0.8, sheen=0.14),
    "fleece": Fabric(weaves.felted(5.5, 1.8), swell=9, edge=16, drape=0.7, sheen=0.16),
    "boucle": Fabric(weaves.felted(7.0, 3.0), swell=10, edge=18, drape=0.6, sheen=0.12),
    "terry": Fabric(weaves.felted(3.6, 1.3), swell=9, edge=13, drape=0.7, sheen=0.14),
    "sheepskin": Fabric(weaves.felted(10.0, 5.0), swell=14, edge=24, drape=0.5, sheen=0.2),
    "leather": Fabric(weaves.hide(3.4), swell=6, edge=9, drape=0.7, gloss=0.22, sheen=0.02),
    "calf": Fabric(weaves.smooth, swell=6, edge=10, drape=0.5, gloss=0.34, sheen=0.0),
    "suede": Fabric(weaves.felted(2.0, 0.3), swell=6, edge=9, drape=0.7, sheen=0.2),
    "nylon": Fabric(weaves.smooth, swell=6, edge=10, drape=2.0, gloss=0.2),
    "ripstop": Fabric(weaves.smooth, swell=5, edge=9, drape=1.4, gloss=0.1),
    "waxed": Fabric(weaves.twill(2.2, 0.05), swell=5, edge=9, drape=1.5, gloss=0.14),
    "down": Fabric(weaves.quilted(34.0), swell=12, edge=16, drape=0.5, gloss=0.16),
    "quilted": Fabric(weaves.diamond(30.0), swell=7, edge=12, drape=0.6, gloss=0.06),
    "straw": Fabric(weaves.basket(8.0), swell=8, edge=14, drape=0.2),
    "waffle": Fabric(weaves.waffle(8.0), swell=8, edge=14, drape=1.0),
    "gauze": Fabric(weaves.gauze, swell=5, edge=10, drape=1.8),
    "wood": Fabric(weaves.grain, swell=3, edge=4, drape=0.0, gloss=0.05, sheen=0.0),
    "pleated": Fabric(weaves.pleats(13.0), swell=5, edge=10, drape=0.8),
    "paper": Fabric(weaves.smooth, swell=1.2, edge=2, drape=0.0, sheen=0.0),
    "board": Fabric(weaves.plain(1.8, 0.4), swell=2, edge=3, drape=0.0, sheen=0.0),
    "rubber": Fabric(weaves.smooth, swell=5, edge=6, drape=0.0, gloss=0.12, sheen=0.0),
    "metal": Fabric(weaves.smooth, swell=4, edge=4, drape=0.0, gloss=0.9, sheen=0.0),
    "lining": Fabric(weaves.smooth, swell=0, edge=6, drape=0.6, sheen=0.0),
}
