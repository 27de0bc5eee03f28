"""Texts in traditional characters, which rules made for simplified ones hardly read."""

_TRADITIONAL = frozenset(
    "責單國務發機關區設業產開際環與進動應導實優創興續協調體總點標長資電經濟題構網絡運輸貿貨檢驗農黨會"
)
_SIMPLIFIED = frozenset(
    "责单国务发机关区设业产开际环与进动应导实优创兴续协调体总点标长资电经济题构网络运输贸货检验农党会"
)
"""Characters that are common in plans, in both forms."""
_LEAST = 10


def is_traditional(text: str) -> bool:
    """Tell whether a text is in traditional characters: ten of them at least, and twice as many as simplified ones."""
    traditional = sum(character in _TRADITIONAL for character in text)
    return traditional >= _LEAST and traditional > 2 * sum(character in _SIMPLIFIED for character in text)
