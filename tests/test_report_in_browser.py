"""The report in a real headless Chromium: filters, phone and print, dark mode, no network, no script needed."""

from __future__ import annotations

import base64
import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from plancmp import gist, overview, questions
from plancmp.alignment import align_all
from plancmp.comparison import compare
from plancmp.language import Lang
from plancmp.library import Library, directions, domains, vocabulary
from plancmp.model import Plan
from plancmp.render import compose, report

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

DAY = date(2024, 6, 30)
SWITCHES = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars"
)
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="needs Chromium and its driver (on Debian: apt-get install chromium chromium-driver)"
)


def page(plans: tuple[Plan, ...], lang: Lang = "en") -> str:
    found = compare(plans, align_all(plans, vocabulary()), list(domains()), directions=directions())
    axes = [overview.axis(plans, row) for row in found.rows]
    told = compose.page(
        found, axes, overview.holes(found, 2), questions.timeline(map(gist.dues, plans), DAY).records(), domains(), DAY, lang=lang
    )
    return report.html(told, "1.2.3")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages that the tests open: all five plans in both languages, two plans, and one with hostile names."""
    folder = tmp_path_factory.mktemp("pages")
    library = Library.open()
    five, two = library.plans(), tuple(map(library.find, ("jilin", "nanning")))
    bad = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">" + "很长的名称" * 400
    first = replace(five[0], title=bad, region=replace(five[0].region, name=bad, name_en=bad))
    hostile = replace(first, indicators=tuple(replace(i, name_en=f"{bad} {i.id}") for i in first.indicators[:20]))
    texts = {"five": page(five), "five-zh": page(five, "zh"), "two": page(two), "hostile": page((hostile, five[3]))}
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in texts}


@pytest.fixture(scope="module")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    assert CHROMIUM
    options.binary_location = CHROMIUM
    for switch in (*SWITCHES.split(), f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    driver.set_script_timeout(60)
    yield driver
    driver.quit()


def show(chrome: Chrome, file: Path, width: int = 1280, scheme: str = "light", media: str = "") -> None:
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})
    chrome.get(file.as_uri())


def ask(chrome: Chrome, script: str, *arguments: object) -> Any:
    return chrome.execute_script(script, *arguments)


def logged(chrome: Chrome, name: str) -> list[dict[str, Any]]:
    """What a log has had since it was asked last."""
    entries: list[dict[str, Any]] = chrome.get_log(name)  # type: ignore[no-untyped-call]
    return entries


# What sticks out of the page, or of its own chart; what scrolls within a box of its own may be wider.
STICKS_OUT = """
const wide = document.documentElement.clientWidth + 1;
const found = document.documentElement.scrollWidth > wide ? ['the page: ' + document.documentElement.scrollWidth] : [];
for (const one of document.body.querySelectorAll('*')) {
  if (one.closest('.wide, .skip, svg, option') || one.closest('thead') && getComputedStyle(one.closest('thead')).position === 'absolute') continue;
  const box = one.getBoundingClientRect();
  if (box.width && (box.right > wide || box.left < -1)) found.push(one.tagName + '.' + one.className + ' ' + box.right);
}
for (const chart of document.querySelectorAll('svg')) {
  const outer = chart.getBoundingClientRect();
  for (const text of chart.querySelectorAll('text')) {
    const box = text.getBoundingClientRect();
    if (box.right > outer.right + 1 || box.left < outer.left - 1 || box.bottom > outer.bottom + 1) found.push('chart: ' + text.textContent);
  }
}
return found;
"""

# Pairs of text and background with less than the contrast that the Web Content Accessibility Guidelines ask for (4.5).
TOO_FAINT = """
const channel = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
const behind = (one) => {
  for (; one; one = one.parentElement) {
    const colour = parts(getComputedStyle(one).backgroundColor);
    if (colour.length < 4 || colour[3] === 1) return colour;
  }
  return [255, 255, 255];
};
const found = new Set();
for (const one of document.body.querySelectorAll('*')) {
  if (![...one.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) || one.closest('script, style, title, desc, option')) continue;
  if (!one.getClientRects().length) continue;
  const style = getComputedStyle(one);
  const [a, b] = [light(parts(one.closest('svg') ? style.fill : style.color)), light(behind(one))].sort((x, y) => y - x);
  const ratio = (a + 0.05) / (b + 0.05);
  if (ratio < 4.5) found.add(`${one.tagName}.${one.getAttribute('class')} ${ratio.toFixed(2)}`);
}
return [...found];
"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", ["five", "five-zh", "two", "hostile"])
def test_nothing_sticks_out(chrome: Chrome, files: dict[str, Path], name: str, width: int) -> None:
    show(chrome, files[name], width)
    assert ask(chrome, STICKS_OUT) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_text_is_easy_to_read(chrome: Chrome, files: dict[str, Path], scheme: str, width: int) -> None:
    show(chrome, files["five"], width, scheme)
    assert ask(chrome, TOO_FAINT) == []


def test_dark_is_dark(chrome: Chrome, files: dict[str, Path]) -> None:
    def paper(scheme: str) -> int:
        show(chrome, files["two"], scheme=scheme)
        colour = str(ask(chrome, "return getComputedStyle(document.body).backgroundColor"))
        return sum(map(int, re.findall(r"\d+", colour)[:3]))

    assert paper("light") == 3 * 255
    assert paper("dark") < 3 * 64


def test_no_request_and_no_complaint(chrome: Chrome, files: dict[str, Path]) -> None:
    logged(chrome, "browser")
    logged(chrome, "performance")
    for file in files.values():
        show(chrome, file)
        ask(chrome, "document.getElementById('filter').elements.text.focus()")
    assert logged(chrome, "browser") == []
    messages = [json.loads(entry["message"])["message"] for entry in logged(chrome, "performance")]
    requests = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
    assert [url for url in requests if url.startswith("file:")] == [file.as_uri() for file in files.values()]
    assert all(url.startswith(("file:", "data:")) for url in requests)


VISIBLE = "return [...document.querySelectorAll('[data-states]')].filter((e) => e.getClientRects().length).map((e) => e.dataset)"


def choose(chrome: Chrome, field: str, value: str) -> list[dict[str, str]]:
    """Set a field of the filter as a person does; return what each entry that is still shown says of itself."""
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import Select

    element = chrome.find_element(By.NAME, field)
    if element.tag_name == "select":
        Select(element).select_by_value(value)
    else:
        element.clear()
        element.send_keys(value)
    return list(ask(chrome, VISIBLE))


def test_the_filters(chrome: Chrome, files: dict[str, Path]) -> None:
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import WebDriverWait

    show(chrome, files["five"])
    everything = len(ask(chrome, VISIBLE))
    told = chrome.find_element(By.TAG_NAME, "output")
    assert told.text == f"{everything} of {everything} entries shown"

    funeral = choose(chrome, "domain", "funeral")
    assert {entry["domain"] for entry in funeral} == {"funeral"}
    assert told.text == f"{len(funeral)} of {everything} entries shown"
    headings = [h.text for h in chrome.find_elements(By.CSS_SELECTOR, "section.domain h3") if h.is_displayed()]
    assert headings == ["Funeral services 殡葬"] * 2
    gaps = [row for row in chrome.find_elements(By.CSS_SELECTOR, ".gaps tbody") if row.is_displayed()]
    assert all("Funeral services" in row.text for row in gaps)

    choose(chrome, "domain", "")
    higher = choose(chrome, "state", "target higher")
    assert higher
    assert all("target higher" in entry["states"].split("|") for entry in higher)
    plots = [figure for figure in chrome.find_elements(By.CSS_SELECTOR, ".plot") if figure.is_displayed()]
    assert 0 < len(plots) <= len(higher)

    choose(chrome, "state", "as of past")
    assert all(entry["states"] == "as of past" for entry in ask(chrome, VISIBLE))
    assert not any(h.is_displayed() for h in chrome.find_elements(By.CSS_SELECTOR, "section.domain h4"))

    choose(chrome, "state", "")
    found = choose(chrome, "text", "ＮＵＲＳＩＮＧ 床位")
    assert 0 < len(found) < 40
    assert choose(chrome, "text", "no such words anywhere") == []
    assert chrome.find_element(By.ID, "nothing").is_displayed()

    chrome.find_element(By.CSS_SELECTOR, "#filter button").click()
    # A form is empty only after its reset event, so the page answers one task later.
    WebDriverWait(chrome, 10).until(lambda _: ask(chrome, VISIBLE))
    assert len(ask(chrome, VISIBLE)) == everything
    assert not chrome.find_element(By.ID, "nothing").is_displayed()


def test_without_scripts_all_is_there_and_no_dead_controls(chrome: Chrome, files: dict[str, Path]) -> None:
    show(chrome, files["five"])
    with_scripts = len(ask(chrome, VISIBLE))
    chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    chrome.get(files["five"].as_uri())
    chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})  # the page has been loaded without
    assert len(ask(chrome, VISIBLE)) == with_scripts
    controls = (
        "return [...document.querySelectorAll('form, input, select, button')].filter((e) => e.getClientRects().length).length"
    )
    assert ask(chrome, controls) == 0


def test_names_are_text(chrome: Chrome, files: dict[str, Path]) -> None:
    show(chrome, files["hostile"])
    assert chrome.title != "owned"
    assert ask(chrome, "return [document.images.length, document.scripts.length]") == [0, 1]
    assert "<script>document.title='owned'</script>" in ask(chrome, "return document.querySelector('.card h3').textContent")


def test_print_on_a4(chrome: Chrome, files: dict[str, Path]) -> None:
    """Between the margins of A4 (182 mm, 688 px) nothing is cut; no controls; and the sheets are A4."""
    show(chrome, files["five"], 688, "dark", "print")
    assert ask(chrome, STICKS_OUT) == []
    inside = "return [...document.querySelectorAll('.wide')].map((e) => e.scrollWidth - e.clientWidth).filter((more) => more > 1)"
    assert ask(chrome, inside) == []
    assert ask(chrome, TOO_FAINT) == []
    hidden = "return [...document.querySelectorAll('nav, #filter')].every((e) => !e.getClientRects().length)"
    assert ask(chrome, hidden) is True
    show(chrome, files["two"])
    printed = chrome.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
    sheets = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", base64.b64decode(printed["data"]))
    assert len(sheets) > 5
    assert {(round(float(w)), round(float(h))) for w, h in sheets} == {(595, 842)}
