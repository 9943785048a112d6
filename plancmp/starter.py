"""A plan file to begin with: commented, and without problems."""

from __future__ import annotations

_LEVELS = {
    **dict.fromkeys(("省", "自治区"), "province"),
    **dict.fromkeys(("市", "州", "盟", "地区"), "prefecture"),
    **dict.fromkeys(("区", "县", "旗"), "county"),
}
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")

_TEMPLATE = """\
# yaml-language-server: $schema=plan.schema.json
# With the schema beside this file (plancmp schema -o plan.schema.json) editors complete and check while you type.
# Every value is text. Copy figures and dates exactly as the document prints them, and say where (`at`).
plan:
  title: {region}民政事业发展规划          # as printed
  title_en: {region} Plan for Civil Affairs
  region:
    name: {region}
    name_en: {region}                     # the English name
    level: {level}                        # national | province | prefecture | county
    # parent: the region above it
    # code: "000000"                      # GB/T 2260, quoted
  aliases: []                             # other names it answers to on the command line
  kind: five-year-plan                    # five-year-plan | annual-work-plan | midterm-evaluation | special-plan
  period: {period}
  # issuer: who issued it
  # issued: 2026-01-01                    # as far as the document prints it
  # document_number: its number
  # source: {{file: the-captured-text.txt, quality: what a reader of it has to know}}
domains:
  # social-assistance, elderly, child-welfare, governance, social-organizations, funeral, marriage, place-names,
  # disability, charity, other
  elderly: []
  # elderly:
  #   - id: nursing-care-bed-share        # English words joined by hyphens, unique in this file
  #     name: 养老机构护理型床位占比        # the official term
  #     name_en: Share of nursing-care beds in elderly-care institutions
  #     nature: 约束性                     # 约束性 (binding) | 预期性 (indicative); leave it out where the document says neither
  #     targets:
  #       - {{stated: 不低于55%, by: 2030年底, at: 表1 第6行}}
  #       - {{stated: 出台…办法, milestone: true, by: 2027年, at: 第三章第一节}}    # a promise without a number
  #     actuals:
  #       - {{stated: 50%, as_of: 2025年, at: 表1 第6行}}
"""


def plan_file(region: str, period: str) -> str:
    """Return the text of a starter file for a region and the years that its plan covers."""
    return _TEMPLATE.format(region=region, period=period, level=_level(region))


def _level(region: str) -> str:
    if region in _MUNICIPALITIES:
        return "province"
    ending = next((word for word in sorted(_LEVELS, key=len, reverse=True) if region.endswith(word)), "县")
    return _LEVELS[ending]
