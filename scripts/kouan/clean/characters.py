"""Which stored character stands for which: one for one, so that offsets hold.

PDF text layers write Kangxi radicals (U+2F00-2FDF) and CJK radicals (U+2E80-2EFF) for ordinary characters. The table
is Unicode's EquivalentUnifiedIdeograph property for both blocks, frozen here because NFKC covers only one of them and
also rewrites brackets and circled numbers. One value differs: U+2F3E becomes the simplified 户, since a simplified
text never holds 戶. CJK compatibility ideographs become the unified ones that NFC gives, full-width digits and letters
the ASCII ones, drawn vertical lines the bar that parts cells, and what looks like a colon or round bracket is one.
"""

import unicodedata
from functools import lru_cache

_RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹"
    "⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱"
    "⻲⻳⼀⼁⼂⼃⼄⼅⼆⼇⼈⼉⼊⼋⼌⼍⼎⼏⼐⼑⼒⼓⼔⼕⼖⼗⼘⼙⼚⼛⼜⼝⼞⼟⼠⼡⼢⼣⼤⼥⼦⼧⼨⼩⼪⼫⼬⼭⼮⼯⼰⼱⼲⼳⼴⼵"
    "⼶⼷⼸⼹⼺⼻⼼⼽⼾⼿⽀⽁⽂⽃⽄⽅⽆⽇⽈⽉⽊⽋⽌⽍⽎⽏⽐⽑⽒⽓⽔⽕⽖⽗⽘⽙⽚⽛⽜⽝⽞⽟⽠⽡⽢⽣⽤⽥⽦⽧⽨⽩⽪⽫⽬⽭"
    "⽮⽯⽰⽱⽲⽳⽴⽵⽶⽷⽸⽹⽺⽻⽼⽽⽾⽿⾀⾁⾂⾃⾄⾅⾆⾇⾈⾉⾊⾋⾌⾍⾎⾏⾐⾑⾒⾓⾔⾕⾖⾗⾘⾙⾚⾛⾜⾝⾞⾟⾠⾡⾢⾣⾤⾥"
    "⾦⾧⾨⾩⾪⾫⾬⾭⾮⾯⾰⾱⾲⾳⾴⾵⾶⾷⾸⾹⾺⾻⾼⾽⾾⾿⿀⿁⿂⿃⿄⿅⿆⿇⿈⿉⿊⿋⿌⿍⿎⿏⿐⿑⿒⿓⿔⿕"
)
_IDEOGRAPHS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂"
    "肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜"
    "亀龟一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴"
    "廾弋弓彐彡彳心戈户手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛"
    "矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里"
    "金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠"
)
_FULL_WIDTH_CODES = (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in _FULL_WIDTH_CODES}
_COMPATIBILITY = {
    chr(code): unicodedata.normalize("NFC", chr(code)) for code in (*range(0xF900, 0xFA6E), *range(0xFA70, 0xFADA))
}
_REPLACEMENTS = dict(zip(_RADICALS, _IDEOGRAPHS, strict=True)) | _COMPATIBILITY | _FULL_WIDTH | {"％": "%", "＋": "+"}
_REPLACEMENTS |= dict.fromkeys("│┃║｜", "|") | dict.fromkeys("∶﹕꞉︓ː", "：")
_REPLACEMENTS |= dict.fromkeys("﹙❨⟮⦅", "（") | dict.fromkeys("﹚❩⟯⦆", "）")

RADICAL_AGAIN = "\u2f1c"
"""The radical ⼜, which text layers write for both 又 and 口."""
MOUTH = "口"

LINE_BREAKS = "\n\r\v\f\x85\u2028\u2029"
SPACES = " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""White space within a line."""
_VARIATIONS = frozenset(chr(code) for code in range(0xFE00, 0xFE10))
_UNREADABLE = "\ufffd"


@lru_cache(maxsize=0x10000)
def is_invisible(character: str) -> bool:
    """Tell whether a stored character shows nothing: a control, a zero-width mark, a variation selector."""
    return character not in SPACES and (unicodedata.category(character) in ("Cc", "Cf") or character in _VARIATIONS)


@lru_cache(maxsize=0x10000)
def is_stray(character: str) -> bool:
    """Tell whether a stored character stands for one that could not be read.

    These are U+FFFD, the glyphs of private fonts, and the few radicals that stand for no character.
    """
    is_lone_radical = "\u2e80" <= character <= "\u2fdf" and character not in _REPLACEMENTS
    return is_lone_radical or character == _UNREADABLE or unicodedata.category(character) in ("Co", "Cs")


def replacements_for(text: str) -> dict[str, str]:
    """Return the character table for one stored document.

    ⼜ becomes 口 only in a document that holds no 口 at all: there the text layer wrote the one for the other
    everywhere (⼜岸). A document that knows 口 uses ⼜ for 又.
    """
    return _REPLACEMENTS if MOUTH in text else _REPLACEMENTS | {RADICAL_AGAIN: MOUTH}
