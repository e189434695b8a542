"""A browser that writes down what a page does: what it asks for, what it leaves, and what it is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from digest.hosting import HEADERS
from digest.proving.proof import Request, Stored, Visit
from digest.proving.samples import MOVED, SEARCH

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Response

    from digest.proving.samples import Sample

SEARCHED = "prevention"
"""What is looked for on the page of the search: whether it is found is of no matter here."""
_PATIENCE = 60_000  # milliseconds
# The headers that are told: others say when, or who serves.
_TOLD = frozenset(map(str.lower, HEADERS)) | {"cache-control", "content-type", "cross-origin-resource-policy"}
_TOLD |= {"onion-location", "strict-transport-security"}
# Before anything of the page: what its policy refuses is written down, by whatever it is refused.
_LISTEN = """() => { window.refused = []; document.addEventListener("securitypolicyviolation", (event) => {
    window.refused.push(`${event.effectiveDirective}: ${event.blockedURI}`); }); }"""
_REFUSED = "() => window.refused"
_STORED = """async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map((one) => one.name),
    caches: self.caches ? await caches.keys() : [],
    workers: navigator.serviceWorker ? (await navigator.serviceWorker.getRegistrations()).map((one) => one.scope) : [],
    files: navigator.storage?.getDirectory
        ? await Array.fromAsync((await navigator.storage.getDirectory()).keys()) : [],
})"""
# Scripts of the type application/ld+json are data, and nothing runs them.
_INLINE = """() => document.querySelectorAll("style, [style], script:not([src]):not([type='application/ld+json'])")
    .length + [...document.querySelectorAll("*")]
    .filter((one) => [...one.attributes].some((it) => it.name.startsWith("on"))).length"""
# What a browser would ask for without a reader's click, where a form sends to, and whom a link tells of the click.
_ABROAD = """() => [
    ...[...document.querySelectorAll("[src]")].map((one) => one.src),
    ...[...document.querySelectorAll("[srcset]")].flatMap((one) => one.srcset.split(",").map((it) => it.trim())),
    ...[...document.querySelectorAll("link")].filter((one) => !/^(alternate|canonical|license)$/.test(one.rel))
        .map((one) => one.href),
    ...[...document.forms].map((one) => one.action),
    ...[...document.querySelectorAll("a[ping]")].flatMap((one) => one.ping.split(" ")),
].map((address) => new URL(address.split(" ")[0], location)).filter((one) => one.protocol !== "data:")
    .filter((one) => one.origin !== location.origin).map((one) => one.href)"""


@dataclass
class Witness:
    """What is written down while a page is open; *origin* is the site's own, without a slash at its end."""

    origin: str
    requests: list[Request] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext, page: Page) -> None:
        """Write down what happens in a *context*, and to its *page*."""
        context.on("request", lambda one: self._ask(one.url, one.method, one.resource_type))
        context.on("response", lambda one: self.answers.append(one))  # noqa: PLW0108 - Playwright marks a function
        context.on("weberror", lambda one: self.said.append(f"error in a script: {one.error}"))
        context.on("console", lambda one: self.said.append(self.own(one.text)) if one.type == "error" else None)
        page.on("websocket", lambda one: self._ask(one.url, "GET", "websocket"))

    def _ask(self, url: str, method: str, kind: str) -> None:
        self.requests.append(Request(self.own(url), method, kind))

    def own(self, text: str) -> str:
        """Return a text without the address at which the site happens to be served."""
        return text.replace(f"blob:{self.origin}", "/blob:").replace(self.origin, "")


def visit(browser: Browser, base: str, sample: Sample) -> Visit:
    """Return what is seen of one page, in a browser that was never anywhere."""
    context = browser.new_context()
    try:
        context.set_default_timeout(_PATIENCE)
        page = context.new_page()
        page.add_init_script(f"({_LISTEN})()")
        witness = Witness(base)
        witness.watch(context, page)
        answer = page.goto(base + sample.path, wait_until="load")
        scripts = page.locator("script[src]").count() > 0
        searched = _use(page, sample, scripts=scripts)
        return _seen(context, page, witness, sample, answer, scripts=scripts, searched=searched)
    finally:
        context.close()


def _use(page: Page, sample: Sample, *, scripts: bool) -> str:
    """Let the page do all it does by itself, and search on that of the search; return what was searched for."""
    if scripts or sample.template == MOVED:
        page.wait_for_load_state("networkidle")
    if sample.template != SEARCH:
        return ""
    page.get_by_role("searchbox").first.fill(SEARCHED)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{SEARCHED}**")
    page.wait_for_load_state("networkidle")
    return SEARCHED


def _seen(  # noqa: PLR0913 - what there is to know of a visit
    context: BrowserContext,
    page: Page,
    witness: Witness,
    sample: Sample,
    answer: Response | None,
    *,
    scripts: bool,
    searched: str,
) -> Visit:
    stored: dict[str, Any] = page.evaluate(_STORED)
    cookies = sorted({f"{one['name']} ({one['domain']})" for one in context.cookies()})
    setting = [one for one in witness.answers if one.header_value("set-cookie")]
    # A page may say of itself that it is not there: Chromium writes that into the console.
    said = [text for text in witness.said if "status of 404" not in text]
    return Visit(
        path=sample.path,
        template=sample.template,
        lang=sample.lang,
        scripts=scripts,
        searched=searched,
        requests=sorted(set(witness.requests)),
        stored=Stored(cookies=cookies, **{place: sorted(names) for place, names in stored.items()}),
        set_cookies=sorted({witness.own(one.url) for one in setting}),
        headers={name: value for name, value in sorted(answer.headers.items()) if name in _TOLD} if answer else {},
        inline=page.evaluate(_INLINE),
        abroad=sorted(set(page.evaluate(_ABROAD))),
        violations=sorted({*said, *page.evaluate(_REFUSED)}),
    )
