"""What a question says of who asks it, before what it asks: 【转发】, 我是进修学校的老师，, 我在做个对比表：. Pure.

Such words narrow nothing, though they may name things of the field. They are taken off only where what stands behind
them asks something of its own.
"""

from __future__ import annotations

import re

# What a message was marked with on its way: 【代填】, [工单0123].
_MARKED = re.compile(r"^\s*(?:【[^】]{1,12}】|\[[^\]]{1,12}\]|〔[^〕]{1,12}〕)\s*")
_GREETED = r"(?:你好|您好|各位好?|老师们?好?|打扰一?下|麻烦一?下|嗯+|啊+|哎|诶|喂|那个|[，,。！!~…\s])*"
_ONESELF = r"(?:本(?:代表|委员|审计组|课题组|调研组|工作组|小组|组|报|刊|校|班|院|所)|我们?|本人|俺们?|咱们?|在下|鄙人|笔者|作为|身为)"
_ROLE = r"(?:(?:一[个名位])?(?:学生)?(?:家长|市民|居民|村民|网友|群众|老百姓|业主|记者|代表|委员|纳税人|志愿者|学生|老师|退休职工)|新来的?|刚来的?|新手|小白)"
_IS = (
    r"(?:(?:家|们家)?(?:住|在)(?!多少)|是|属于|在[做写整准研统查编核搞跑帮找读学练]|正在|刚[来到接入]|新来|做|写|负责"
    r"|来自|代表|替|帮|(?:这边|这里)[是在要做])"
)
_ASKS = (
    r"(?:(?:就|来|只|先)?(?:想)?(?:问|请教|打听|了解|关心|关注|好奇|(?:需要?)?(?:核实|核对|核查|查证|查询|确认)"
    r"|搞清楚?|弄清楚?|搞明白|弄明白|搞懂|弄懂)(?:一?[句下声个]|点)?(?:事儿?|问题)?)"
)
_INTRODUCED = re.compile(
    rf"^{_GREETED}(?P<said>{_ONESELF}{_IS}[^，,。；;？?：:]{{0,24}}|{_ROLE}{_ASKS}|{_ONESELF}{_ASKS})[，,：:。]"
)
# What the answer is needed for: 稿子要用：, 写报告用，.
_NEEDED = re.compile(
    rf"^{_GREETED}(?P<said>(?:我|我们|咱|领导|单位|这边)?(?:在|正)?(?:写|赶|做|改|编|整)?(?:个|篇|份)?[^，,。；;？?：:\d]{{0,4}}(?:稿子?|稿件|报道|报告|材料|论文|作业|简报|通稿|文章|课件|PPT|表格|发言|汇报|提案|建议)(?:里面?|里头|上)?(?:急|正|马上|今天)?(?:要|着|等着|得|需要?)?(?:用|引用|写|核对?|填))[，,：:。]"
)
# What is said by everybody, or was heard, before the question: 都说过紧日子，; 听说你们换了办公楼，.
_HEARSAY = re.compile(
    rf"^{_GREETED}(?P<said>(?:都|老|总|大家|人家|网上|新闻上?|外面|坊间|街坊|上面|上级|中央|国家|领导|报纸上?)+(?:在)?(?:都|一直|总|老)?(?:说|讲|传|提倡|要求|号召|强调|喊)(?:着|要|了|得|的|是)*[^，,。；;？?：:\d]{{0,16}}|(?:听说|据说|听人说|听人讲)[^，,。；;？?：:\d]{{2,16}})[，,：:。]"
)
# What the asker means to do, before the question itself is announced: 我校想接入…，请问….
_WISHED = re.compile(
    rf"^{_GREETED}(?P<said>我们?(?:[校院村厂店家]|单位|公司|社区|学校)?[^，,。；;？?：:]{{0,4}}(?:想|要|打算|准备|计划)[^，,。；;？?：:]{{2,28}})[，,。](?=(?:请问|想问|问一?下|麻烦问|请教))"
)
# As whom one asks: 作为人大代表，我想问…. Who learns to read budgets says so of no budget.
_AS_ONE = re.compile(
    rf"^{_GREETED}(?P<said>(?:作为|身为)(?:一[个名位])?[^，,。；;？?：:]{{0,6}}?(?:代表|委员|市民|居民|村民|记者|家长|学生|老师|纳税人|业主|群众|网友|审计人员|财务人员|会计|公民|读者))[，,：:]"
)
_LEARNING = re.compile(r"(?:学|练|自学)(?:习|着|看|读|做|怎么看|怎么读)*(?:部门|单位|政府)?(?:预决算|预算|决算)")
# A clause that says how much, of when or of whose budget is about what is asked.
_TELLS = re.compile(r"\d|[今去前上本]年|预算|决算|经费|费用|支出|收入|资金|钱|费|金额|为什么|多少|几")


# What the asker thinks of it, in between: 出国那块占了大头吧，多少钱.
_REMARKED = re.compile(
    r"(?<=[一-鿿])(?:应该|肯定|好像|大概|恐怕|估计|看着|感觉)*(?:是|算|也)?(?:占(?:了|得)?(?:大头|不少|很多|挺多)|(?:挺|蛮|很|真|好|特别|相当|够)(?:多|大|高|少|贵|低)|不(?:少|低|小)|大头)的?(?:了)?(?:吧|嘛|呢|哈|啊|呀|哦|的)[，,](?=[^，。]{0,10}(?:多少|几))"
)


def without(text: str) -> str:
    """The text without a mark and an introduction in front and a remark in between; as it is where it has none."""
    text = _REMARKED.sub("，", _MARKED.sub("", text))
    for introduced in (_INTRODUCED, _AS_ONE, _NEEDED, _WISHED, _HEARSAY):
        hit = introduced.match(text)
        if hit is not None and not _TELLS.search(_LEARNING.sub("", hit["said"])):
            return text[hit.end() :].lstrip()
    return text
