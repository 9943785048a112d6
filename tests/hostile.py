"""Names that try to be more than text, and plans that bear them."""

from __future__ import annotations

import json

NAMES = (
    "[bold red]粗体[/bold red]",
    "[link=http://example.org]链接[/link]",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</table></td><h1>标题</h1>",
    "&amp; &lt; &#60; &",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.org")',
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    " =1+1",
    "＝1+1",
    "'quoted",
    '"quoted"',
    "1-2",
    "2025-12",
    "3/4",
    "2025-12-31",
    "1:4",
    "022501",
    "1E5",
    "123456789012345678901234567890",
    "12%",
    "TRUE",
    "2025年12月31日",
    "a|b",
    "`code`",
    "*强调* _强调_ ~~删~~ **x**",
    "[文字](http://example.org) ![图](x.png) http://example.org",
    "# 标题",
    "$x^2$ -- ... \\ \\| \\n",
    "\\u001b[31m红",
    "_x001B_",
    "{0} {name} %s %(x)d {{7*7}}",
    "\u202e反向\u202c",
    "\u2066隔离\u2069",
    "零\u200b宽\u200d字\u00ad符",
    "\u200f从右",
    "左\t右",
    "上\n下",
    "e\u0301 \ufe0f 👨\u200d👩",
    "甲" * 2000,
    "x" * 2000,
    "…",
    "/etc/passwd",
    "--help",
)


def plan(title: str, names: tuple[str, ...] = NAMES) -> str:
    """A plan file whose every free text is hostile; JSON's quoting is YAML's."""

    def quoted(text: str) -> str:
        return json.dumps(text, ensure_ascii=False)

    entries = "".join(
        f"    - id: h{number}\n      name: {quoted(name)}\n      name_en: {quoted(name)}\n      scope: {quoted(name)}\n"
        f"      note: {quoted(name)}\n      targets:\n"
        f"        - {{stated: {quoted(name)}, milestone: true, at: {quoted(name)}}}\n"
        for number, name in enumerate(names)
    )
    return (
        f"plan:\n  title: {quoted(title)}\n  region: {{name: {quoted(title)}, level: county}}\n"
        f"  kind: special-plan\n  period: 2021-2025\n  issuer: {quoted(names[0])}\n  document_number: {quoted(names[6])}\n"
        f"domains:\n  other:\n{entries}"
    )
