"""The door: nobody passes unknown, and every answer carries the headers that protect it."""

import hmac
import ipaddress
from base64 import b64encode
from hashlib import sha256

from anyio import to_thread
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from dashboard import address, resources
from dashboard.json_response import Json
from dashboard.pages import PAGES
from dashboard.releases import sign_ins
from dashboard.releases.facts import Fact
from dashboard.releases.person import Person
from dashboard.shell.packing import SOCKET_SCRIPT
from recommender.refusal import Refusal
from recommender.stamp import is_at_rest

HEALTH = frozenset({"/healthz", "/readyz"})
"""What a machine asks, under whatever name, and however bad things stand."""
OPEN = frozenset(
    {
        "/",
        *(f"/{path}" for path in PAGES),
        "/sign-in",
        "/sign-in/connection",
        "/sign-in/connection.js",
        "/favicon.png",
        "/index.html",
        "/manifest.json",
        "/_stcore/health",
        "/_stcore/host-config",
    }
)
OPEN_BELOW = ("/shell/", "/static/", "/sign-in/fonts/")
SOCKET = "/_stcore/stream"
"""Open to everybody: the script behind it shows nobody more than the sign-in."""

POLICY = "; ".join(
    (
        "default-src 'self'",
        # Streamlit's page has one inline script and one of ours; a component's own script arrives
        # as a blob.
        "script-src 'self' blob: 'sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA=' "
        f"'sha256-{b64encode(sha256(SOCKET_SCRIPT.encode()).digest()).decode()}'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' blob: data:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
PROTECTION = {
    "Content-Security-Policy": POLICY,
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}
PROXIES = ("forwarded", "via", "x-real-ip")
"""Headers by which a request tells that a proxy passed it on, besides x-forwarded-*."""


class Protection:
    """Adds the headers that Streamlit does not send."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in {**PROTECTION, **https_only(scope)}.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, protected)


def https_only(scope: Scope) -> dict[str, str]:
    """The header that keeps browsers to https for a year; none where they came by http."""
    try:
        rules = resources.settings().server
    except Refusal:
        return {}
    return HTTPS_ONLY if address.is_secure(HTTPConnection(scope), rules) else {}


class Entrance:
    """Turns away who came under a foreign name, from a foreign page, or unknown.

    Sockets are looked at as requests are, before Streamlit sees them: it would ask the
    network for its own address at each one from elsewhere, and let other ports in.
    What keeps us from answering at all is told in its sentence, with 503.
    """

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or scope["path"] in HEALTH:
            await self.app(scope, receive, send)
            return
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        if scope["path"].startswith("/pictures/"):
            scope = uncompressed(scope)
        connection = HTTPConnection(scope)
        try:
            refusal = turned_away(connection) or await unknown(connection)
            if scope["type"] == "websocket":
                scope = agreeing(scope)
            await (refusal or self.app)(scope, receive, noted)
        except ClientDisconnect:
            # Gone in the middle of a request: there is nobody to tell.
            return
        except (Refusal, Fact) as trouble:
            if begun:
                raise
            await told(connection, str(trouble), 503)(scope, receive, send)


def turned_away(connection: HTTPConnection) -> ASGIApp | None:
    """The refusal of a foreign name or page; None where the request may go on."""
    rules, host = resources.settings().server, address.host_of(connection)
    if not address.is_ours(host, rules):
        return told(
            connection,
            f"This dashboard does not go by the name {address.split(host)[0]!r}; if it should, "
            "whoever runs it adds the name to `hosts` under [server] in vitrine.toml.",
            403,
        )
    if not address.is_from_here(connection, rules):
        return told(
            connection,
            "This address takes no orders from other sites. If it was the dashboard's own page, "
            "whoever runs it writes the address that browsers show as `public_address` "
            "under [server] in vitrine.toml.",
            403,
        )
    return None


async def unknown(connection: HTTPConnection) -> ASGIApp | None:
    """The refusal of whoever is not signed in; who is stands in the scope from now on."""
    scope = connection.scope
    if scope["type"] == "websocket":
        return None if scope["path"] == SOCKET else told(connection, "No socket is here.", 404)
    if is_open(scope["path"]):
        return None
    scope["person"] = await to_thread.run_sync(who, connection)
    return None if scope["person"] else told(connection, "Sign in first.", 401)


def told(connection: HTTPConnection, sentence: str, status: int) -> ASGIApp:
    """As text for a person's browser, as JSON for everything else; a socket is just closed."""
    if connection.scope["type"] == "websocket":
        return WebSocketClose(1008, sentence)
    headers = {"Cache-Control": "no-store"}
    if "text/html" in connection.headers.get("accept", ""):
        return PlainTextResponse(f"{sentence}\n", status, headers)
    return Json({"error": sentence}, status, headers)


def uncompressed(scope: Scope) -> Scope:
    """Streamlit's own middleware would spend 20 ms on squeezing a pack of WebP once more."""
    kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    return {**scope, "headers": kept}


def agreeing(scope: Scope) -> Scope:
    """A socket that was let in, its Host as its Origin says: Streamlit compares the two, and
    where a proxy or a port made them differ it would ask the network for its own address."""
    origin = HTTPConnection(scope).headers.get("origin")
    if origin is None:
        return scope
    kept = [(name, value) for name, value in scope["headers"] if name != b"host"]
    host = origin.partition("://")[2].encode("latin-1")
    return {**scope, "headers": [*kept, (b"host", host)]}


def is_open(path: str) -> bool:
    return path in OPEN or path.startswith(OPEN_BELOW)


def who(connection: HTTPConnection) -> Person | None:
    """The person of the session cookie or of the bearer token."""
    token = connection.cookies.get(cookie_name(address.host_of(connection)))
    if token:
        return signed_in(token)
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    return bearer(token.strip()) if scheme.lower() == "bearer" and token else None


def cookie_name(host: str) -> str:
    """The name of the sign-in's cookie under that Host."""
    return address.cookie_name(host, resources.settings().server)


def signed_in(token: str) -> Person | None:
    """Whose sign-in it is; one of somebody whom the settings no longer list ends here, unless the
    settings are just being written."""
    person_id = sign_ins.who_is(resources.sessions(), token)
    found = person(person_id) if person_id else None
    if person_id and found is None and is_at_rest(resources.settings().path()):
        sign_ins.sign_out(resources.sessions(), token)
    return found


def bearer(token: str) -> Person | None:
    digest = sha256(token.encode()).hexdigest()
    for each in resources.settings().people:
        if each.token_digest and hmac.compare_digest(each.token_digest, digest):
            return person(each.id)
    return None


def person(person_id: str) -> Person | None:
    """None once the settings no longer list them."""
    for each in resources.settings().people:
        if each.id == person_id:
            return Person(each.id, each.name, each.email, frozenset(each.roles))
    return None


def may_use_demo(connection: HTTPConnection) -> bool:
    """The demo sign-in knows no password, so it is for this machine alone.

    A proxy on this machine looks like this machine, so a request that shows a trace of one is
    refused, unless the settings say that there is a proxy and want the demo all the same.
    """
    settings = resources.settings()
    rules, server = settings.sign_in, settings.server
    meant = bool(server.public_address and rules.demo)
    host = address.host_of(connection)
    named = address.split(host)[0] in rules.hosts or (meant and address.is_ours(host, server))
    if not settings.demo_open or not named or connection.client is None:
        return False
    if is_passed_on(connection) and not meant:
        return False
    client = ipaddress.ip_address(connection.client.host)
    return any(client in ipaddress.ip_network(network) for network in rules.networks)


def is_passed_on(connection: HTTPConnection) -> bool:
    """Whether a proxy shows: by its headers, or by a version of HTTP that no browser speaks."""
    headers = connection.headers
    told = any(name in PROXIES or name.startswith("x-forwarded-") for name in headers)
    return told or connection.scope["http_version"] == "1.0"
