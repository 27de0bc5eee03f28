"""The nouns with which the titles of plans and notices end."""

PLAN = "方案|规划|计划|要点|意见|措施|办法|政策|清单|纲要|细则"
"""What a document is called that sets work; alternatives for a pattern."""
SHEET = "(?:任务|分工|责任|分解)表"
NOUN = rf"(?:{PLAN}|通知|决定|分工|{SHEET})"
"""What any of these documents is called."""
