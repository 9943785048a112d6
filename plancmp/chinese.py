"""The Chinese counterparts of what plancmp says in English; gaps {0}, {1} … may stand in another order."""

CHINESE: dict[str, str] = {
    # headings of tables
    "plan": "规划",
    "region": "地区",
    "indicator": "指标",
    "target": "目标",
    "deadline": "期限",
    "nature": "属性",
    "actual": "实绩",
    "difference": "差异",
}  # fmt: skip
