"""The shell: Streamlit's page and all its files, packed once and kept."""

import logging
import mimetypes
import re
import sys
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile

from dashboard.shell import chunks, icons
from dashboard.shell.encoded import QUICK, THOROUGH, Encoded
from recommender.stamp import written_at

STREAMLIT = Path(find_spec("streamlit").origin).parent / "static"
SOURCES = Path(__file__).parents[1]
SCRIPT = re.compile(r'<script type="module" crossorigin src="\./static/js/(?P<name>[^"]+)">')
STYLES = re.compile(r'<link rel="stylesheet" crossorigin href="\./static/(?P<name>[^"]+)">')
LINKS = re.compile(
    r'\s*(<script type="module" crossorigin [^>]*></script>'
    r'|<link rel="(modulepreload|stylesheet)" crossorigin [^>]*>'
    r'|<link\s+rel="preload"[^>]*/>)'
)
COMPONENT = re.compile(r'"\./(BidiComponent\.[\w-]+\.js)"')
UNUSED_FONT = re.compile(rb"@font-face\{font-family:Source Sans;[^}]*\}")
"""170 KB that would be fetched for the first moment, before the theme names its own fonts."""
ICONS = re.compile(r"media/MaterialSymbols-Rounded\.[\w-]+\.woff2")
BEGINNING = Path(__file__).with_name("beginning.js").read_text("utf-8")
SOCKET_SCRIPT = Path(__file__).with_name("socket.js").read_text("utf-8")
"""Stands in the page itself, so that it runs before any file of it has come."""
KEPT = Path(sys.prefix) / "share" / "vitrine"
"""Beside Streamlit itself, for everything that runs in this environment."""
MOST_VERSIONS = 3
UNFINISHED = ".packing-"
FIRST_STYLES = re.compile(r"css/index\.")
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Shell:
    """`key` names all files of one version together; `files` are by their path below it.

    What is as small as can be already (fonts, pictures) is bytes, everything else is Encoded.
    """

    key: str
    page: str
    files: Mapping[str, Encoded | bytes]

    @cached_property
    def head(self) -> str:
        """What the page needs first: the styles and the one script."""
        below = f"./shell/{self.key}"
        styles = next(filter(FIRST_STYLES.match, self.files))
        return (
            f'<link rel="stylesheet" crossorigin href="{below}/{styles}">\n'
            f'<script type="module" crossorigin src="{below}/js/{chunks.JOINED}"></script>\n'
        )


def open_shell(folders: Sequence[Path]) -> Shell:
    """The shell as it was packed before, in whichever of `folders` has it; where none has, it is
    packed now and kept in the first that can be written."""
    page = (STREAMLIT / "index.html").read_text("utf-8")
    key = digest_of_sources(own_icons())
    for folder in folders:
        try:
            return Shell(key, page, read(folder / f"{key}.zip"))
        except FileNotFoundError:
            continue
        except (OSError, zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError) as trouble:
            log.warning("What was packed cannot be read, and is packed again: %s", trouble)
    log.info("The pages are packed for this version of them.")
    files = pack(page)
    if not any(keep(folder / f"{key}.zip", files) for folder in folders):
        places = " or ".join(map(str, folders))
        log.warning("The pages cannot be kept packed in %s; each start packs them again.", places)
    return Shell(key, page, files)


def digest_of_sources(icons_of_ours: set[str]) -> str:
    """Streamlit names its files by their content, so their names and our sources tell it all."""
    digest = sha256()
    for path in sorted(STREAMLIT.rglob("*")):
        digest.update(f"{path.relative_to(STREAMLIT)} {path.stat().st_size}\n".encode())
    for path in sorted(Path(__file__).parent.glob("*.*")):
        digest.update(path.read_bytes())
    digest.update(" ".join(sorted(icons_of_ours)).encode())
    return digest.hexdigest()[:16]


def own_icons() -> set[str]:
    return icons.named_icons(path.read_text("utf-8") for path in SOURCES.rglob("*.py"))


def pack(page: str) -> dict[str, Encoded | bytes]:
    texts = {path.name: path.read_text("utf-8") for path in (STREAMLIT / "static/js").glob("*.js")}
    files: dict[str, Encoded | bytes] = {f"js/{name}": each for name, each in scripts(page, texts)}
    first = STYLES.search(page)["name"]
    for path in sorted((STREAMLIT / "static").glob("css/*")):
        quality = THOROUGH if f"css/{path.name}" == first else QUICK
        styles = UNUSED_FONT.sub(b"", path.read_bytes())
        files[f"css/{path.name}"] = Encoded.of(styles, "text/css", quality)
    for path in sorted((STREAMLIT / "static").glob("media/*")):
        files[f"media/{path.name}"] = path.read_bytes()
    font = next(name for name in files if ICONS.fullmatch(name))
    files[font] = icons.with_icons(files[font], own_icons() | icons.named_icons(texts.values()))
    return files


def scripts(page: str, texts: Mapping[str, str]) -> Iterator[tuple[str, Encoded]]:
    """The joined module, then every chunk that stays a file."""
    first = SCRIPT.search(page)["name"]
    component = COMPONENT.search(texts[first])[1]
    order = chunks.needed(texts, [first, component])
    places = {name: place for place, name in enumerate(order)}
    joined = BEGINNING + chunks.join(texts, order)
    yield chunks.JOINED, Encoded.of(joined.encode(), "text/javascript")
    for name, text in texts.items():
        if name not in places:
            own = chunks.apart(name, text, places).encode()
            yield name, Encoded.of(own, "text/javascript", QUICK)


def keep(path: Path, files: Mapping[str, Encoded | bytes]) -> bool:
    """Write the packed files into the one file `path`, whole or not at all, beside the latest other
    versions; False where it cannot be written."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, each in files.items():
            if isinstance(each, bytes):
                archive.writestr(name, each)
            else:
                archive.writestr(f"{name}.br", each.br)
                archive.writestr(f"{name}.gz", each.gzip)
    unfinished = path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=UNFINISHED, delete=False) as file:
            unfinished = Path(file.name)
            file.write(written.getbuffer())
        unfinished.chmod(0o644)
        unfinished.replace(path)
    except OSError:
        if unfinished != path:
            unfinished.unlink(missing_ok=True)
        return False
    # Another process may tidy up as well.
    with suppress(FileNotFoundError):
        for other in by_age(path.parent)[:-MOST_VERSIONS]:
            other.unlink()
    return True


def by_age(folder: Path) -> list[Path]:
    """The packed files of all versions in the folder, the oldest first."""
    return sorted(folder.glob("*.zip"), key=written_at)


def read(path: Path) -> dict[str, Encoded | bytes]:
    """The packed files as `keep` wrote them, by their path; BadZipFile or KeyError where the file
    holds something else."""
    files: dict[str, Encoded | bytes] = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".gz"):
                continue
            content = archive.read(name)
            if name.endswith(".br"):
                name = name.removesuffix(".br")
                compressed = archive.read(f"{name}.gz")
                files[name] = Encoded(media_type(name), content, compressed)
            else:
                files[name] = content
    if f"js/{chunks.JOINED}" not in files or not any(map(FIRST_STYLES.match, files)):
        raise zipfile.BadZipFile(f"{path} lacks a part")
    return files


def media_type(name: str) -> str:
    return "text/javascript" if name.endswith(".js") else mimetypes.guess_type(name)[0] or ""
