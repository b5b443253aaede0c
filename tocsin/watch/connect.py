"""Connections to the world only: every name is resolved once, checked, and that very address is connected to.

A page of the world must not make this machine ask its neighbours: not by its own address, not by a redirect, not by a
name that changes its address between the check and the connection.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import httpcore
import httpx

from tocsin.watch.sources import Network

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[str]]

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class InsideAddress(httpcore.ConnectError):
    """The host lies inside a network that is not the world's."""


def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a host, as the system knows them."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def is_outside(address: str, *, inside: Iterable[Network] = ()) -> bool:
    """Whether an address is one of the world's, or in a network of one's own that may be asked."""
    found: Address = ipaddress.ip_address(address.partition("%")[0])
    if any(found in network for network in inside):
        return True
    if isinstance(found, ipaddress.IPv6Address) and (within := _embedded(found)) is not None:
        return is_outside(str(within))
    return found.is_global and not found.is_multicast


def _embedded(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address leads to in the end."""
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)


class Outside(httpcore.NetworkBackend):
    """Connects to checked addresses only."""

    def __init__(self, inside: Sequence[Network] = (), resolver: Resolve = resolve) -> None:
        self._inside = inside
        self._resolve = resolver
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to a host by the address that was checked."""
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host}: no such host") from error
        if not addresses or not all(is_outside(one, inside=self._inside) for one in addresses):
            raise InsideAddress(f"{host} is an address inside a network")
        return self._network.connect_tcp(addresses[0], port, timeout, local_address, socket_options)

    def sleep(self, seconds: float) -> None:
        """Wait between attempts."""
        self._network.sleep(seconds)


class Transport(httpx.BaseTransport):
    """httpx over `Outside`. No redirect is followed and nothing is unpacked here."""

    def __init__(self, backend: Outside) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(), max_connections=64, keepalive_expiry=30.0, network_backend=backend
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Ask, and pass on what comes."""
        url = request.url
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        response = self._pool.handle_request(asked)
        return httpx.Response(
            response.status, headers=response.headers, stream=_Stream(response), extensions=response.extensions
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Stream(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()
