"""Radicals that stand for the ideographs they look like: ⻔ (U+2ED4) printed for 门, ⽬ (U+2F6C) for 目.

A PDF made by a browser or from some fonts has them in its text layer, and what is copied from it has them, too: no eye
sees the difference, and no word is found. One character becomes one character, so that every place stays where it was.
"""

from __future__ import annotations

import unicodedata

# The block U+2E80-2EF3, which Unicode's compatibility forms leave alone but for two; what it calls their equivalents
# (EquivalentUnifiedIdeograph.txt), so far as they are characters of their own.
_SUPPLEMENT = (
    "⺁厂 ⺄乙 ⺅亻 ⺆冂 ⺉刂 ⺊卜 ⺌小 ⺍小 ⺎兀 ⺏尣 ⺐尢 ⺒巳 ⺓幺 ⺔彑 ⺕彐 ⺖忄 ⺘扌 ⺙攵 ⺛旡 ⺜日 ⺝月 ⺞歺 ⺟母 ⺠民 ⺡氵 ⺢氺 ⺣灬 ⺤爫 ⺥爫 "
    "⺦丬 ⺧牛 ⺨犭 ⺩王 ⺪疋 ⺫目 ⺬示 ⺭礻 ⺮竹 ⺯糹 ⺰纟 ⺱罓 ⺲罒 ⺶羊 ⺹耂 ⺺肀 ⺼肉 ⺽臼 ⺾艹 ⺿艹 ⻀艹 ⻁虎 ⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角 ⻇角 ⻈讠 "
    "⻉贝 ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏阝 ⻐钅 ⻑長 ⻒镸 ⻓长 ⻔门 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻟飠 ⻠饣 ⻡首 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 "
    "⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀 ⻳龟"
)
_IDEOGRAPHS = {ord(pair[0]): pair[1] for pair in _SUPPLEMENT.split()} | {
    code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)
}


def unified(text: str) -> str:
    """The text with each radical as the ideograph that it looks like; as long as before."""
    return text if text.isascii() else text.translate(_IDEOGRAPHS)
