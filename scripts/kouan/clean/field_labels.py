"""The labels that government sites put before what they say of a document: 索引号, 发文机关, 发文字号, 成文日期."""

import re

FIELDS = {
    "published": r"(?:信息)?(?:发布|公开|上网|公布)(?:日期|时间)",
    "adopted": r"(?:成文|印发|签发|制发|发文|形成)(?:日期|时间)",
    "made": r"生成(?:日期|时间)",
    "issuer": r"(?:发文|制发|印发|公文制发|成文)(?:机关|机构|单位|部门)",
    "publisher": r"(?:信息)?发布(?:机构|单位|部门|机关)|公开(?:单位|主体|机构)",
    "source": r"(?:信息|文章|稿件)?来源",
    "number": r"(?:发文|公文|文件)?(?:字号|文号)|文件编号|发文编号",
    "title": r"(?:信息|文件|公文)?(?:标题|名称)",
    "other": (
        r"(?:信息)?索引号?|(?:信息|主题|体裁|组配|服务对象|公文|文件)?(?:分类|类别|类型|种类)|主题词?|关键词|效力(?:属性|状态)|"
        r"是否有效|(?:有效|时效)性|有效期|(?:施行|实施|废止|失效|生效)(?:日期|时间)|(?:浏览|阅读|访问|点击)(?:次数|数|量)?|"
        r"公开(?:方式|形式|类别|属性|程度|范围)|内容概述|字体|字号|作者|(?:责任)?编辑|打印|分享|联系人|(?:联系)?电话|传真"
    ),
}
"""What the labels stand for, with a pattern each; the order decides between two that fit."""
FIELD = "|".join(f"(?P<{name}>{pattern})" for name, pattern in FIELDS.items())
LABEL = re.compile(rf"(?:{FIELD})(?:[:：]|(?=(?:19|20)\d{{2}}[-年./]\d))")
"""A label with its colon, or straight before a date."""
BARE_LABEL = re.compile(rf"(?:{FIELD})[:：]?")
"""A label that fills a line or a cell, its value standing behind it."""
