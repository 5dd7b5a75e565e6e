"""The address under which a request came: whether it is ours, and what depends on it."""

import re

from starlette.requests import HTTPConnection

from dashboard.settings import ServerSettings

HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[^\s:/@\[\]]+)(?::(?P<port>[0-9]{1,5}))?")
COOKIE = "vitrine"
USUAL = {"http": "80", "https": "443"}
"""The ports that browsers leave out of an address."""


def host_of(connection: HTTPConnection) -> str:
    """What the request calls us, port included, in small letters; empty unless said once."""
    said = connection.headers.getlist("host")
    return said[0].lower() if len(said) == 1 else ""


def split(host: str) -> tuple[str, str]:
    """The name and the port of a Host header; the port is empty where it is the usual one."""
    found = HOST.fullmatch(host.lower())
    if found is None:
        return "", ""
    port = found["port"] or ""
    return found["name"], "" if port in USUAL.values() else port


def is_ours(host: str, rules: ServerSettings) -> bool:
    """Whether this dashboard goes by that name, at whatever port."""
    return split(host)[0] in rules.names


def origin_of(connection: HTTPConnection, rules: ServerSettings) -> str:
    """What a browser calls a page of ours: the public address, else that of this request."""
    if rules.public_address:
        return rules.public_address
    scheme = {"ws": "http", "wss": "https"}.get(connection.scope["scheme"])
    scheme = scheme or connection.scope["scheme"]
    host = host_of(connection)
    return f"{scheme}://{host.removesuffix(f':{USUAL[scheme]}')}"


def is_from_here(connection: HTTPConnection, rules: ServerSettings) -> bool:
    """Whether a page of ours asks, or a program that is no browser and bears no cookie.

    Browsers name the origin of every socket and of every write, so whoever brings a cookie
    and names none is refused; only plain reads, as a link makes them, come without.
    """
    said = connection.headers.getlist("origin")
    if said:
        return [each.lower() for each in said] == [origin_of(connection, rules)]
    if connection.scope.get("method") in ("GET", "HEAD") and connection.scope["type"] == "http":
        return True
    headers = connection.headers
    return "cookie" not in headers or headers.get("sec-fetch-site") == "same-origin"


def is_secure(connection: HTTPConnection, rules: ServerSettings) -> bool:
    """Whether browsers reach us by https only, so that cookies may say so."""
    return origin_of(connection, rules).startswith("https://")


def cookie_name(host: str, rules: ServerSettings) -> str:
    """The sign-in's cookie. Cookies know no port, so its name does: several dashboards on
    one machine must not sign each other out."""
    _, port = split(rules.public_address.partition("://")[2] or host)
    return f"{COOKIE}-{port}" if port else COOKIE
