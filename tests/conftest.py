"""What several test files share: one hand-made comparison for all renderers, and the command line as a process."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from plancmp.alignment import align_all
from plancmp.comparison import Comparison, compare
from plancmp.library import directions, domains, units, vocabulary
from plancmp.loading import examine
from plancmp.model import Plan

ROOT = Path(__file__).resolve().parent.parent
if "PYTEST_XDIST_WORKER" not in os.environ:  # the workers inherit it
    os.environ["PLANCMP_CACHE"] = tempfile.mkdtemp(prefix="plancmp-tests-")
    atexit.register(shutil.rmtree, os.environ["PLANCMP_CACHE"], ignore_errors=True)
CACHE = os.environ["PLANCMP_CACHE"]
"""One cache for all tests, so that they do not read everything again, and none of them touches the user's."""

FIRST = """\
plan:
  title: 甲市民政规划
  title_en: Plan of Jia
  region: {name: 甲市, name_en: Jia, level: prefecture}
  kind: five-year-plan
  period: 2021-2025
domains:
  elderly:
    - id: beds
      name: 养老机构护理型床位占比
      name_en: Share of nursing-care beds
      nature: 约束性
      targets: [{stated: 不低于55%, by: 2025年底, at: 表1 第6行}]
      actuals: [{stated: 35%, as_of: 2020年, at: 表1 第6行}]
    - id: canteens
      name: 新增老年食堂
      name_en: New seniors' canteens
      targets: [{stated: 22个, by: 2023年, at: 第三章}]
  funeral:
    - id: cremation
      name: 火化率
      name_en: Cremation rate
      targets: [{stated: "--", at: 表1 第9行}]
"""
SECOND = """\
plan:
  title: 乙市[民政]规划
  title_en: Plan of [bold]Yi
  region: {name: 乙市, name_en: Yi, level: prefecture}
  kind: five-year-plan
  period: 2021-2025
domains:
  elderly:
    - id: nursing-beds
      name: 护理型床位占养老床位总数的比例
      name_en: Nursing-care beds among all beds
      nature: 预期性
      scope: 公办养老机构
      scope_en: publicly run institutions
      targets:
        - {stated: 50%以上, by: 2022年底, at: 第二章}
        - {stated: 60%以上, by: 2024年6月, at: 第二章}
  funeral:
    - id: cremation-rate
      name: 火化率
      name_en: "=Cremation rate"
      targets: [{stated: 达到90%, by: “十四五”末, at: 第五章}]
"""


def plan_of(text: str, id: str) -> Plan:
    """Read the text of a plan file that has to be without errors."""
    loaded = examine(text, f"{id}.yaml", id, domains(), units())
    assert loaded.plan is not None, loaded.problems
    return replace(loaded.plan, id=id)


@pytest.fixture(scope="session")
def made() -> Comparison:
    """Two small plans, compared: a narrower row, a not-set row, and one indicator that only the first has."""
    plans = (plan_of(FIRST, "jia"), plan_of(SECOND, "yi"))
    return compare(plans, align_all(plans, vocabulary()), list(domains()), directions=directions())


Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Return a function that runs plancmp as a process of its own, in an empty folder with an empty home."""

    def call(*arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("PLANCMP", "COLUMNS", "PYTHONIOENCODING", "LC_", "LANG"))}
        clean |= {"HOME": str(tmp_path), "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8", "PLANCMP_CACHE": CACHE} | environment
        command = [sys.executable, "-m", "plancmp", *arguments]
        return subprocess.run(command, cwd=cwd or tmp_path, env=clean, capture_output=True, timeout=120, check=False)

    return call


def all_of(terminal: int) -> bytes:
    """Read what a process writes to a terminal, until it has closed it."""
    got = b""
    while True:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:  # closed at the other end
            return got
        if not chunk:
            return got
        got += chunk
