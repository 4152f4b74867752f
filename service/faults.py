"""What Pydantic finds amiss in what somebody sent, in the words of our other messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def what(error: Mapping[str, Any]) -> str:
    """What is wrong with one field, without its name and a full stop."""
    context = error.get("ctx", {})
    match error["type"]:
        case "missing":
            return "缺少此项"
        case "string_type":
            return "应为文字"
        case "string_too_short":
            return f"至少应有 {context.get('min_length')} 个字"
        case "string_too_long":
            return f"不能超过 {context.get('max_length')} 个字"
        case "string_unicode":
            return "有不成字的编码（半个代理对）"
        case "list_type":
            return "应为列表"
        case "too_short":
            return "不能为空"
        case "too_long":
            return f"不能超过 {context.get('max_length')} 项"
        case "int_parsing" | "int_type" | "int_from_float":
            return "应为整数"
        case "bool_parsing" | "bool_type":
            return "应为 true 或 false"
        case "greater_than_equal":
            return f"应不小于 {context.get('ge')}"
        case "less_than_equal":
            return f"应不大于 {context.get('le')}"
        case "literal_error":
            return f"应为 {str(context.get('expected', '')).replace(' or ', ' 或 ')}"
        case "extra_forbidden":
            return "没有这一项"
        case _:
            return str(error["msg"])
