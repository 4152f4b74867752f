"""`mingzhang keys`: made, listed with their uses, revoked. A key is printed once, when it is made."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from index.keys import SCOPES, Key, Keys, Scope
from index.store import Store
from service.settings import Settings

_NAMES: dict[Scope, str] = {"ask": "提问", "upload": "上传", "admin": "管理"}
_ROUTES_SHOWN = 5


def commands(settings: Callable[[Path | None], Settings], with_data: Callable[[Any], Any]) -> click.Group:
    """The group of commands; `settings` gives those in force, `with_data` adds the option `--data`."""

    @contextmanager
    def kept(data: Path | None) -> Iterator[Keys]:
        store = Store(settings(data).stores)
        try:
            yield Keys(store)
        finally:
            store.close()

    @click.group(help="密钥：create 建立，list 列出和查看用量，revoke 撤销。")
    def keys() -> None:
        """Keys of the API."""

    @keys.command(help="建立一把密钥；它只显示这一次。")
    @click.argument("name", metavar="名称")
    @click.option(
        "--scope",
        "scopes",
        type=click.Choice(SCOPES),
        multiple=True,
        default=("ask",),
        help="权限：ask 提问（默认），upload 上传，admin 管理；可重复，大的包含小的",
    )
    @click.option("--staff", is_flag=True, help="可看仅供内部的材料（上传和管理的密钥本来就可以）")
    @with_data
    def create(name: str, scopes: tuple[Scope, ...], data: Path | None, *, staff: bool) -> None:
        if not name.strip() or len(name) > 100:
            raise click.BadParameter("名称应有 1 到 100 个字", param_hint="名称")
        with kept(data) as held:
            first = not held.any()
            key, secret = held.create(name.strip(), scopes, staff=staff)
        print(f"{_line(key)}\n\n{secret}\n\n请现在保存，以后不再显示；用法：Authorization: Bearer {secret}")
        if first:
            print("这是第一把密钥：从现在起，没有密钥不能上传和管理；提问是否还开放，由 MINGZHANG_OPEN_ASK 决定。")

    @keys.command("list", help="列出密钥和用量。")
    @click.option("--json", "as_json", is_flag=True, help="输出 JSON，用量按天和接口")
    @with_data
    def listed(data: Path | None, *, as_json: bool) -> None:
        with kept(data) as held:
            found = [(key, held.uses(key.id)) for key in held.all()]
        if as_json:
            told = [
                asdict(key) | {"scopes": _ordered(key), "uses": [asdict(use) for use in uses]} for key, uses in found
            ]
            print(json.dumps(told, ensure_ascii=False, indent=1))
            return
        for key, uses in found:
            routes = Counter[str]()
            for use in uses:
                routes[use.route] += use.calls
            print(_line(key), f"共{routes.total()}次", f"最近 {uses[0].day}" if uses else "未用过", sep="  ")
            for route, calls in routes.most_common(_ROUTES_SHOWN):
                print(f"    {route}  {calls}次")
        if not found:
            print("还没有密钥；用 mingzhang keys create 建立。")

    @keys.command(help="撤销一把密钥，用它登录的页面随即退出。")
    @click.argument("key_id", metavar="ID")
    @with_data
    def revoke(key_id: str, data: Path | None) -> None:
        with kept(data) as held:
            key = held.revoke(key_id)
            last = not held.any()
        print(f"已撤销 {_line(key)}")
        if last:
            print("已经没有有效的密钥：只在本机监听时，一切重新对本机开放。")

    return keys


def _ordered(key: Key) -> list[Scope]:
    return [scope for scope in SCOPES if scope in key.scopes]


def _line(key: Key) -> str:
    scopes = "、".join(_NAMES[scope] for scope in _ordered(key))
    staff = "含内部材料" if key.staff else "只看公开材料"
    gone = f"  {key.revoked[:10]} 撤销" if key.revoked else ""
    return f"{key.id}  {key.name}  {scopes}  {staff}  建于 {key.created[:10]}{gone}"
