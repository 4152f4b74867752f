"""Where a country, the names of several or a person's pay is asked for, a sentence without it is no answer."""

from __future__ import annotations

import pytest

from service.answer import Service
from tests.support.shelf import Shelf

ACCOUNTS = """# 云屏市青柳区教育局2024年度部门决算

全年完成6所学校校舍维修，维修面积9500平方米。因公出国（境）费2.00万元，安排1个团组赴外访问。

改建4座公厕：东门公厕、西门公厕、南桥公厕、北桥公厕。

局机关设局长1名、副局长3名。津贴补贴156.00万元。

联系人：王某    联系电话：0990-1112223
"""

ABROAD = ACCOUNTS.replace("教育局", "审计局").replace("赴外访问", "赴德国访问")


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Service:
    folder = tmp_path_factory.mktemp("names")
    (folder / "a.md").write_text(ACCOUNTS, "utf-8")
    (folder / "b.md").write_text(ABROAD, "utf-8")
    return Service(Shelf(folder / "a.md", folder / "b.md"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "question",
    [
        "青柳区教育局2024年出国去的是哪个国家",
        "青柳区教育局2024年维修的6所学校分别是哪几所",
        "青柳区教育局2024年修的学校，名单有没有",
        "青柳区教育局局长2024年工资多少",
        "青柳区教育局局长的津贴补贴是多少",
    ],
)
def test_a_sentence_without_the_name_leaves_it_open(service, question) -> None:
    assert service.ask(question).status == "declined"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("青柳区审计局2024年出国去的是哪个国家", "德国"),
        ("青柳区教育局2024年改建的4座公厕是哪几座", "南桥公厕"),
        ("青柳区教育局2024年维修了几所学校", "6"),
        ("青柳区教育局2024年津贴补贴多少", "156.00"),
    ],
)
def test_what_is_named_is_told(service, question, told) -> None:
    reply = service.ask(question)
    assert reply.status == "answered"
    assert told in reply.answer
