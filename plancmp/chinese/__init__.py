"""The Chinese counterparts of what plancmp says in English; gaps {0}, {1} … may stand in another order."""

from plancmp.chinese.errors import ERRORS
from plancmp.chinese.help import HELP
from plancmp.chinese.manual import MANUAL
from plancmp.chinese.report import REPORT
from plancmp.chinese.tables import TABLES

CHINESE = {**TABLES, **REPORT, **ERRORS, **HELP}

__all__ = ["CHINESE", "MANUAL"]
