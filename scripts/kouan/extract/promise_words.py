"""The verbs of promises: what plans make, move and reach. Rules and indicator phrases read the same lists."""

import re
from collections.abc import Iterable


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def alternatives(words: Iterable[str]) -> str:
    """Return a regular expression for any of some words, the longest first."""
    return "|".join(sorted(set(words), key=lambda word: (-len(word), word)))


CREATING = _words(
    """
    滚动实施 推广应用 新创建 新培育 新认定 新建设 新引进 制修订 改扩建 新改建 新增 新建 新设 新开 增开 增设
    建设 建成 建立 打造 培育 培养 创建 争创 开通 形成 引进 引入 引育 招引 集聚 聚集 汇聚 吸引 举办 推出 推广
    遴选 认定 发布 实施 设立 组建 布局 开放 孵化 创办 建造 改造 改建 扩建 培训 完成 攻克 攻关 突破 转化 部署
    达成 选树 评选 选取 开设 构建 制定 出台 编制 揭榜 获批 入选 申报 投放 配备 筹集 通达 招录 选派 选拔 储备
    建强 落地 开工 投产 投用 布设 安装 培优 培强 做强 实现
    """
)
"""Verbs whose object does not exist yet: 打造80个应用场景."""

GOVERNING = _words(
    """
    推动 推进 引导 组织 促进 带动 服务 惠及 面向 覆盖 联通 接入 纳入 开展 提供 争取 投入 拓展 发展 整治 治理 修复
    解决 保障 安排 支持 扶持 帮助 指导 助推 组织动员 评选表彰
    """
)
"""Verbs whose object exists and is to do or get something: 推动全省200家企业开展贯标."""

REACHING = _words(
    """
    提高到 提高至 提升到 提升至 增加到 增加至 增至 增长到 扩大到 扩大至 降到 降至 降低到 降低至 下降到 下降至
    缩小到 缩小至 上升到 上升至 扩展到 扩展至 恢复到 恢复至 调整到 调整为 维持在 减至 减到 压缩到 压缩至 压减到
    压减至 缩短到 缩短至 控制在 保持在 稳定在 维持在 达到 达 突破 超过 为
    """
)
"""Verbs between a quantity's name and the number that it is to have: 旅客吞吐量达到140万人次."""

CHANGING = _words("增长 提高 提升 增加 降低 下降 减少 压减 压缩 缩短 缩小 上升 精简 节约 下调 上调")
"""Verbs of change: the number behind them is the change itself."""

AMOUNTS = _words(
    """
    总投资 投资 投入 总规模 规模 产值 收入 总量 总额 进出口额 进出口值 占 节约 实现 完成 累计 年均 分别
    年产 年处理 年加工
    """
)
"""Other words after which a number is what is promised: 总投资12079.2亿元."""

KEEPING = re.compile(r"(?:保持|维持|实现|取得|以|按)(?:年均)?$")
"""Words before a pace: 保持20%的增速."""

PACE = re.compile(r"(?:以上|左右)?的?(?P<pace>(?:年均)?(?:增速|增幅|增长率|增长速度|速度增长))")
"""Words behind a pace, which is always one for a year: 保持20%的增速."""

COMPARED = re.compile(
    r"(?:较|(?<![占对同环无])比(?![重例率较值])|与(?![^，。；]{0,12}(?:比率|之比|比例|比重|比值)))"
    r"(?P<baseline>[一-龥]{2,12}?)(?:相比|同期|(?=翻|增|提|降|减|下降|上升|压|缩|再))|以(?P<base>[一-龥]{2,12}?)为基数"
)
"""Words that say what a change is measured from: 较上年翻一番, 与同期相比, 以上年为基数."""
