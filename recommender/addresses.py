"""Which network addresses may be asked: those of served models, and of a shop's pictures."""

import asyncio
import socket
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

Address = IPv4Address | IPv6Address


class AddressRefused(OSError):
    """A name that leads where nothing may be asked."""


async def allowed_addresses(
    host: str, port: int, allow: Sequence[str], *, ours: bool = True
) -> list[str]:
    """Where `host` is now; connect to these and to nothing looked up again.

    Of an address that is `ours`, written in the settings, one that is written out is meant, and so
    is localhost. A name, and whatever comes from outside, must lead to public addresses only, or
    into the networks of `allow`. AddressRefused, OSError.
    """
    literal = _address(host)
    found = [literal] if literal else await _look_up(host, port)
    for address in found:
        meant = ours and (literal is not None or (_is_local(host) and address.is_loopback))
        if not _admitted(address, meant, allow):
            raise AddressRefused(
                f"{host} leads to {address}, where nothing is asked; allow its network if it is "
                "meant"
            )
    return [str(address) for address in found]


def _admitted(address: Address, meant: bool, allow: Sequence[str]) -> bool:
    if any(address in ip_network(network) for network in allow):
        return True
    if meant:
        never = address.is_link_local or address.is_multicast or address.is_unspecified
        return not never
    return address.is_global and not address.is_multicast


async def _look_up(host: str, port: int) -> list[Address]:
    """In a thread of its own: a name server that hangs holds up nobody."""
    threads = ThreadPoolExecutor(max_workers=1)
    try:
        answers = await asyncio.get_running_loop().run_in_executor(
            threads, lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        )
    finally:
        threads.shutdown(wait=False)
    found = dict.fromkeys(_address(str(answer[4][0])) for answer in answers)
    return [address for address in found if address is not None]


def _address(text: str) -> Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _is_local(host: str) -> bool:
    return host == "localhost" or host.endswith(".localhost")
