"""The door: nobody passes unknown, and every answer carries the headers that protect it."""

import hmac
import ipaddress
from hashlib import sha256

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import resources
from dashboard.json_response import Json
from dashboard.pages import PAGES
from dashboard.releases import sign_ins
from dashboard.releases.person import Person

COOKIE = "vitrine"
OPEN = frozenset(
    {
        "/",
        *(f"/{path}" for path in PAGES),
        "/healthz",
        "/readyz",
        "/sign-in",
        "/favicon.png",
        "/index.html",
        "/manifest.json",
        "/_stcore/health",
        "/_stcore/host-config",
    }
)
OPEN_BELOW = ("/static/", "/sign-in/fonts/")
SOCKET = "/_stcore/stream"
"""Open to everybody: the script behind it shows nobody more than the sign-in."""

POLICY = "; ".join(
    (
        "default-src 'self'",
        # Streamlit's page has one inline script; a component's own script arrives as a blob.
        "script-src 'self' blob: 'sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA='",
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
}


class Protection:
    """Adds the headers that Streamlit does not send."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in PROTECTION.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, protected)


class Entrance:
    """Answers 401 to whoever is not signed in and bears no token, 403 to foreign writes."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["path"].startswith("/pictures/"):
            scope = uncompressed(scope)
        connection = HTTPConnection(scope)
        refusal = None
        if scope["method"] not in ("GET", "HEAD") and not from_here(connection.headers):
            refusal = Json({"error": "This address takes no orders from other sites."}, 403)
        elif not is_open(scope["path"]):
            scope["person"] = await to_thread.run_sync(who, connection)
            if scope["person"] is None:
                refusal = Json({"error": "Sign in first."}, 401)
        await (refusal or self.app)(scope, receive, send)


def uncompressed(scope: Scope) -> Scope:
    """Streamlit's own middleware would spend 20 ms on squeezing a pack of WebP once more."""
    kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    return {**scope, "headers": kept}


def is_open(path: str) -> bool:
    return path in OPEN or path.startswith(OPEN_BELOW)


def from_here(headers: Headers) -> bool:
    """A page of ours, or a program that is no browser and so bears no cookie of a person."""
    origin = headers.get("origin")
    if origin is None:
        return "cookie" not in headers or headers.get("sec-fetch-site") == "same-origin"
    return origin.partition("://")[2] == headers.get("host", "")


def who(connection: HTTPConnection) -> Person | None:
    """The person of the session cookie or of the bearer token."""
    token = connection.cookies.get(COOKIE)
    if token:
        person_id = sign_ins.who_is(resources.sessions(), token)
        return person(person_id) if person_id else None
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    return bearer(token.strip()) if scheme.lower() == "bearer" and token else None


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
    """The demo sign-in knows no password, so it is for this machine alone."""
    rules = resources.settings().sign_in
    host = connection.headers.get("host", "").rsplit(":", 1)[0]
    if not rules.demo or host not in rules.hosts or connection.client is None:
        return False
    address = ipaddress.ip_address(connection.client.host)
    return any(address in ipaddress.ip_network(network) for network in rules.networks)
