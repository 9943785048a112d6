"""What the help says, and what is said of wrong usage."""

HELP: dict[str, str] = {
    "Usage: {0} {1}\n": "用法：{0} {1}\n",
    "Examples:": "示例：",
    "Arguments:": "参数：",
    "Options:": "选项：",
    "Commands:": "命令：",
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令 [参数]...",
    "[default: {0}]": "[默认：{0}]",
    "[required]": "[必填]",
    # ---- wrong usage
    "No such command {0}. Did you mean {1}?": "没有命令{0}。是否指{1}？",
    "No such command {0}.": "没有命令{0}。",
    "Missing command.": "缺少命令。",
    "Missing argument {0}.": "缺少参数{0}。",
    "Missing option {0}.": "缺少选项{0}。",
    "No such option: {0} (Possible options: {1})": "没有选项{0}（可能是：{1}）",
    "No such option: {0}": "没有选项{0}",
    "Option {0} requires an argument.": "选项{0}须有值。",
    "Option {0} does not take a value.": "选项{0}不带值。",
    "Got unexpected extra argument(s) ({0})": "多余的参数（{0}）",
    "Invalid value for {0}: {1}": "{0}的值无效：{1}",
    "Value error, {0} is not one of {1}.": "{0}不在{1}之列。",
    "Input should be a valid integer, unable to parse string as an integer": "须为整数",
    # ---- the program
    "Compare China's civil-affairs (民政) plans: who promises what, how much, by when, how bindingly.":
        "比较各地民政规划：谁提出什么目标、达到多少、何时完成、是约束性还是预期性。",
    "the plans at hand": "现有规划",
    "one plan, domain by domain": "一个规划，分领域列出",
    "names and domains in Chinese too": "规划和领域也可用中文名",
    "two plans side by side": "两个规划并列比较",
    "the same for a spreadsheet": "同上，供电子表格使用",
    "all of it on one page, with charts": "全部内容汇成一页，附图表",
    "who promises most": "哪个规划目标最高",
    "what the others promise and Guichi does not": "其他规划有而贵池没有的目标",
    "why two indicators are in one row": "两项指标为何并为一行",
    "every figure, one record each": "每个数字一条记录",
    "what is wrong with a file of your own": "检查自编的规划文件",
    "and what it says": "查看其内容",
    "Checking plan files": "正在检查规划文件",
    "Holding plan files against their sources": "正在与原文核对",
    "Reading plan files": "正在读取规划文件",
    "Read every file anew, and remember nothing": "重新读取所有文件，不作缓存",
    "What plancmp speaks; by default PLANCMP_LANG, or the locale's language":
        "显示语言；默认取PLANCMP_LANG，其次取系统语言",
    "Print the versions of program and data, and exit": "显示程序和数据的版本后退出",
    "data: {0} plans, the latest of {1}; contents {2}": "数据：{0}份规划，最新者发布于{1}；内容校验码{2}",
    "Install completion for the current shell.": "为当前shell安装命令补全。",
    "Show completion for the current shell, to copy it or customize the installation.":
        "显示当前shell的补全脚本，供复制或自行安装。",
    "Show this message and exit.": "显示本帮助并退出。",
    # ---- commands
    "List the plans at hand.": "列出现有规划。",
    "Show one plan: targets, deadlines, what was reached, and where the source says so.":
        "显示一个规划：目标、期限、实绩及原文出处。",
    (
        "Put plans side by side: what they promise, how it differs, what only one has.\n\n"
        "Differences say what the later plan is to the earlier one, or to the one named by --against."
    ):
        "并列比较规划：各自的目标、差异，以及独有的内容。\n\n差异是指后一规划相对前一规划（或--against所指规划）而言。",
    "Make a page to look at: plans side by side with charts, deadlines and gaps, as one HTML file for browser, phone and print.":
        "生成可浏览的网页：规划并列比较，附图表、期限和缺项；一个HTML文件，可在浏览器、手机上看，也可打印。",
    "Export every figure as one record, for spreadsheets and programs (CSV, unless another format is asked for).":
        "逐条导出全部数字，供电子表格和程序使用（默认CSV）。",
    "Indicator by plan: who has what, the short figure in each cell.": "指标与规划对照表：各规划有哪些指标，格内为数值。",
    "Find indicators of all plans by Chinese or English words, best first.": "用中文或英文词查找各规划的指标，最相符的在前。",
    "Rank the plans by their target for an indicator; those that do not compare come last, with the reason.":
        "按某项指标的目标值给规划排名；不可比的列在最后并说明原因。",
    "List what other plans promise and this one does not: a checklist for the next plan.":
        "列出其他规划提出而本规划没有的目标，供编制下一规划时参考。",
    "List targets by deadline, and which are past, due within a year, or to come.":
        "按期限列出目标，并注明已到期、一年内到期或未到期。",
    "Count entries per domain, and say how checkable each plan is: share of targets with number, deadline, nature, baseline.":
        "分领域统计条目，并说明规划的可考核程度：有数值、期限、属性、基期值的目标各占多少。",
    "Explain why indicators stand in one row, or why not: every row and near-miss, or one indicator segment by segment.":
        "说明指标为何并为一行或未并为一行：列出全部匹配和近似项，或逐段分析一项指标。",
    "Write every match of two plans with its predicate, confidence and justification (SSSOM TSV).":
        "输出两个规划的全部匹配，含谓词、置信度和依据（SSSOM TSV）。",
    "Write down that two indicators are the same, or are not; it outranks every rule from now on.":
        "记下两项指标是否相同；此后优先于一切规则。",
    "Walk through the candidates of two plans and decide: accept, reject, skip, quit. Each decision is kept at once.":
        "逐一判定两个规划的待定项：确认、否决、跳过、退出。每次判定即时保存。",
    "Check plan files: every problem of every file, as file:line:column: code: message.":
        "检查规划文件：列出每个文件的每个问题，格式为“文件：行：列：代码：说明”。",
    "Hold a plan file against its source text: everything in the file is in the document, and the other way round.":
        "将规划文件与原文互相核对：文件所载均见于原文，原文所载均已录入。",
    "Print the JSON Schema of a plan file, for editors.": "输出规划文件的JSON Schema，供编辑器使用。",
    "Write a commented plan file to begin with; it passes `plancmp check`.":
        "新建带注释的规划文件，可直接通过`plancmp check`。",
    # ---- arguments and options
    "A plan's id, Chinese name, alias, GB/T 2260 code, or a file's path": "规划的代号、中文名、别名、GB/T 2260代码，或文件路径",
    "A plan's id, name, or a file's path": "规划的代号、名称，或文件路径",
    "A folder with plan files of your own (repeatable)": "自编规划文件所在的文件夹（可重复）",
    "Only this domain: slug, Chinese or English name, or its beginning": "只看此领域：代号、中文或英文名，或其开头",
    "How the answer is written": "输出格式",
    "Short for --format csv": "即--format csv",
    "Short for --format json": "即--format json",
    "Write to this file; its suffix says the format": "写入此文件；后缀决定格式",
    "Write to this file instead of standard output": "写入此文件，不输出到屏幕",
    "Only these fields of the records, in this order": "只输出这些字段，按此顺序",
    "Without the line of headers": "不输出表头行",
    "CSV and TSV with a byte order mark; by default only when it lands in a file":
        "CSV和TSV带字节顺序标记；默认仅在写入文件时带",
    "Borders and signs of tables in ASCII": "表格边框和符号用ASCII",
    "No pager for what is longer than the terminal": "超过一屏时不分页显示",
    "Two plans or more": "两个以上规划",
    "All plans at hand": "全部现有规划",
    "Differences from this plan only": "只列与此规划的差异",
    "Only rows in which something differs": "只列有差异的行",
    "Only what every plan has": "只列各规划都有的",
    "Only what some plan has and another lacks": "只列有的规划有、有的没有的",
    "约束性 (binding) or 预期性 (indicative)": "约束性（binding）或预期性（indicative）",
    "Only targets due in or before this year": "只列此年及以前到期的目标",
    "Order of the rows": "行的顺序",
    "Show the arithmetic of every delta": "显示每个差值的算式",
    "Exit status 1 if there are differences": "有差异时退出状态为1",
    "Your verdicts; by default PLANCMP_VERDICTS, or verdicts.sssom.tsv in the working folder":
        "您的判定文件；默认取PLANCMP_VERDICTS，或当前文件夹的verdicts.sssom.tsv",
    "The plans to export; all of them if none is named": "要导出的规划；不列则为全部",
    "The plans to ask; all of them if none is named": "要查询的规划；不列则为全部",
    "What to look for: 护理床位, nursing beds, 护理型床": "查找的词：护理床位、nursing beds、护理型床",
    "At most so many answers; 0 for all": "最多列出多少条；0为全部",
    "An indicator's name in Chinese or English, or its id": "指标的中文名、英文名或代号",
    "Compare with these plans only (repeatable)": "只与这些规划比较（可重复）",
    "So many peers have to promise it": "至少有多少个同类规划提出",
    "Seen on this day (2025-06-30); today by default": "以此日为准（2025-06-30）；默认为今天",
    "An indicator of either plan: its id or name": "任一规划的一项指标：代号或名称",
    "The one of the other plan to hold it against": "另一规划中与之对照的指标",
    "Candidates too": "也列出待定项",
    "accept, reject, or rename after an indicator got another id": "accept确认、reject否决；指标代号改变后用rename",
    "PLAN:INDICATOR": "规划：指标",
    "PLAN:INDICATOR (for rename: the new id)": "规划：指标（rename时为新代号）",
    "same, close, broader or narrower (the first is)": "same相同、close相近、broader前者较宽、narrower前者较窄",
    "Why": "理由",
    "Plans or files; all plans if none is named": "规划或文件；不列则为全部规划",
    "Warnings count as errors": "警告也算错误",
    "What a problem's code means": "说明某个问题代码",
    "The captured text of the plan's document": "规划原文的文本",
    "Verify every plan; needs --sources": "核对全部规划；须配--sources",
    "A folder with the texts that the plans' `source.file` names": "规划`source.file`所列原文所在的文件夹",
    "Only what the source prints and no entry covers": "只列原文有而未录入的",
    "The region's official Chinese name: 芜湖市": "地区的规范中文名：芜湖市",
    "Where to write it; REGION.yaml here by default": "写到何处；默认为当前文件夹的“地区.yaml”",
    "Years the plan covers": "规划期年份",
}  # fmt: skip
