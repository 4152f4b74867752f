"""What a question says beside its items, its years and its small words: the content words left over. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest import everyday, quantity
from service import small_words
from service.asked_items import COUNTED
from service.blanking import MASK, blanked

# Words that are cut up if their edges are taken off: 在 of 在职 is no preposition.
_WHOLE_WORD = re.compile(
    r"[床车学岗座工摊泊铺展]位(?!置|于|移|数)|得分|评分|家长|师生|(?<!百)分数|罚没|罚[款金]|没收|非税|学杂?费|保[教育]费|票款|在职|在编|在岗|在册|编外|离退休|退休|离休|遗属|临聘|到岗|大专|中专|高中|本科|专科|硕士|博士|研究生|(?:可|使|利|占|费)用率|支[撑持援]|地[上下](?=建|有|面积|部分|几|多|共|一共|总|的面积)|大[厅楼院坝桥]"
)
_PARTICLE = re.compile(
    "其(?!他)|(?<=[一-鿿])(?:比|例|诸)?如(?![果何意今皋东期实此同])|[的了吗呢吧啊呀么嘛哦是和与跟及或有没请您你我咱它此各每某哪谁啥咋这那]"
)
# Single characters that name nothing at the edge of a word.
_EDGE = (
    "多少几大高个里中内前后钱费数额共总全年月日期第名位家条样种笔款类项级块得地着过来去走看想让被把将给对就都也还又再才只仅很挺太最更约为要会能"
    "可应须在于从到至由向按用以因而并不非未别算查问列花支付交缴拿掉发买卖购打弄搞干做需所比较占增减升降涨跌差变元万亿好真说写合编拟"
)
_EDGES = re.compile(f"^(?!非[遗物])[{_EDGE}]+|[{_EDGE}上下办人表本新次]+$")
_COUNT_WORD = re.compile(r"[一二三四五六七八九十两几\d]+(?:大)?(?:个|项|样|类|笔|块|种|家|位|条)(?:东西)?")
_VAGUE_NUMBER = re.compile(
    r"[一二三四五六七八九十两几上好数]+[百千万]*[多来几余]?[百千万亿]+(?:[多来余])?[万亿]?元?|\d+多[万亿]元?"
    r"|(?<!突)[破过超][十百千]?[万亿]元?"
)
# What is counted by these is told by the words behind them: 多少件提案.
_THINGS_COUNTED = re.compile(
    r"(?:多少|几)(?:[十百千万](?!元|块|把))?(?:(?:场|家|辆|户|件|册)次|件|名|位|辆|台|套|所|座|批次|批|拨|趟|次|期|场|层|度|门(?![诊面口店牌户票类槛卫市禁额])|部(?![分门委队])|盏|艘|棵|枚|首(?![次都先批席要期])|出(?![国差访台境口席版租让现资具勤动行生厂院诊警售发于自来去入力面处任示庭路手钱土头])|(?:个?工作日|小时|分钟|天|个月)(?:以?内|之内)?)(?!数)"
)
_SHARE_ASKED = re.compile(
    r"所?占?了?(?:几成|多少成|百分之(?:几|多少)|几个百分[点比]|多[大少]的?(?:比例|份额|比重|百分比)|几分之几)多?|百分之?百|(?:完成|执行|增长|下降|变动|到位|增减|升降|变化)率(?:算得?)?"
    # A move of which a part is asked for: 占总支出增量的几成, 对支出增长的贡献率.
    r"|[增减]量(?=占|的?(?:百分|[几多]少?成|比[例重]))|(?<=增长的|增加的|减少的|下降的|变动的)贡献[率度]?|(?<=增长|增加|减少|下降|变动)贡献[率度了]?"
)
_OF_WHAT_CAME = re.compile("(?<=.[评查审核验测])结果$")  # 自评结果 tells no more than 自评
_HAN = re.compile(r"[一-鿿A-Za-z]+")
_MONEY_FOR = "(?:预算|经费|钱|支出|花费|费用)"
# What is left out of what is asked for narrows nothing: 不算工程和服务.
_LEFT_OUT = re.compile(r"(?:不算|不含|不包括|不包含|除去|扣除|剔除)[^，。；？?)）]{2,16}")
# Verbs that tell what money is for by themselves: 租东西, 修的.
_WHOLE = 4  # characters from which everyday words are kept whole
_DOES = re.compile(r"[租修雇聘印寄拆盖赔捐](?=东西|房|的钱|点|些|人(?!员))")


# Above or below ground tells which part is meant, behind whatever name: 新工程地下建多大.
_LEVEL = re.compile(r"(地[上下](?=建|有|的?面积|部分|$))")

_END_OF_YEAR = re.compile(f"(?<={MASK})[底末]")  # of a year that is masked: 2023年底在职多少人


def content_runs(text: str) -> tuple[str, ...]:
    """The runs left when figures, counts and small words are taken out, their edges left as they are."""
    text = _VAGUE_NUMBER.sub(MASK, COUNTED.sub(MASK, _END_OF_YEAR.sub(MASK, text)))
    for figure in reversed(quantity.find(text)):
        text = blanked(text, [(figure.start, figure.end)])
    text = _COUNT_WORD.sub(MASK, text)
    runs = (run for whole in _HAN.findall(text) for run in _LEVEL.split(whole))
    return tuple(word for run in runs for word in _kept(run).split(MASK) if word)


def _kept(run: str) -> str:
    """A run without small words and particles, but for those that everyday words for an item are made of: 看不起病, 机关退休老干部."""
    out = list(_PARTICLE.sub(MASK, small_words.masked(run, MASK)))
    for at, said, _ in everyday.naming(run):
        if len(said) >= _WHOLE and any(char != MASK for char in out[at : at + len(said)]):
            out[at : at + len(said)] = run[at : at + len(said)]
    return "".join(out)


def _whole_of(word: str) -> str:
    """The word that names something though its edges name nothing (`whole_words.txt`); empty where there is none."""
    known = small_words.whole_words()
    return next((said for said in (word, word[:-1], word[1:]) if said in known), "")


def content_words(text: str) -> tuple[str, ...]:
    """The words left when the small words are taken out: runs of at least two characters."""
    text = _plain(text)
    found = _WHOLE_WORD.findall(text) + _DOES.findall(text)
    for word, bare, around in _pieces(text):
        if len(bare) >= 2:
            found.append(bare)
        elif bare and (len(word) > 2 or re.search(f"{word}的{_MONEY_FOR}", around)):
            # 开办费 is a word though little is left of it, and so is 理发 of 理发的钱
            found.append(word)
    return tuple(found)


def traces(text: str) -> tuple[str, ...]:
    """What `content_words` leaves out though a character of it tells something: 看门, of which 看 may ask and 门 is left alone.

    Whatever it is, a whole is no answer to it.
    """
    return tuple(
        word for word, bare, _ in _pieces(_plain(text)) if len(word) >= 2 and len(bare) == 1 and bare not in _ASKING
    )


# Characters that ask, join or count, and name nothing where they are left alone.
_ASKING = frozenset(
    "幅库注剩余但均成局同一二三四五六七八九十收行计求出作该度报路找相号册版份页能更从里就带年月末底终只既即若且等"
    "请帮劳答复讲谈述示列举贴填录载至迄现今昨明先后又另外均共各每批张件回趟遍番声告知道想望盼急赶快嘞哎喂嗯噢哇咯罢咧嗨"
    "表下上脱点往使动哪咦用可来去到给说写问查算看做办当便好行了没啊吧呢吗么俩仨整零含税括号约近逾超满足够差额比占率值项级款类块笔"
)


def _plain(text: str) -> str:
    """A text without what asks for a share, what counts, and the figures."""
    text = _SHARE_ASKED.sub(MASK, _THINGS_COUNTED.sub(MASK, _END_OF_YEAR.sub(MASK, text)))
    text = _LEFT_OUT.sub(MASK, _VAGUE_NUMBER.sub(MASK, text))
    for figure in reversed(quantity.find(text)):
        text = blanked(text, [(figure.start, figure.end)])
    return _COUNT_WORD.sub(MASK, text)


def _pieces(text: str) -> Iterator[tuple[str, str, str]]:
    """The runs between small words and particles, each without the characters at its edges that name nothing, and the text."""
    text = _WHOLE_WORD.sub(MASK, text)
    for run in _HAN.findall(text):
        for word in _PARTICLE.sub(MASK, small_words.masked(run, MASK)).split(MASK):
            yield word, _OF_WHAT_CAME.sub("", _whole_of(word) or _EDGES.sub("", word)), text
