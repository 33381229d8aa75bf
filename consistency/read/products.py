"""Find the products in JSON: plain objects, and what the APIs of Amazon, TikTok Shop and Shopify answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from consistency.read.columns import meaning_of, names_in
from consistency.read.row import Values

_DEEPEST = 6
_VARIANTS = frozenset({"skus", "variants", "models", "model_list", "variations"})
_TEXTS = frozenset({"bullets", "description"})
_OUTER = ("product", "variant", "script", "lang", "category")


def products(data: Any, columns: Mapping[str, str], depth: int = 0) -> Iterator[dict[str, Sequence[Any]]]:
    """Yield the fields of each product of an object, of a list of objects, or of a list under some key."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data:
            yield from products(item, columns, depth + 1)
    elif isinstance(data, dict):
        yield from _in_object(data, columns, depth)


def _in_object(data: dict[str, Any], columns: Mapping[str, str], depth: int) -> Iterator[dict[str, Sequence[Any]]]:
    values = _values(data, columns)
    if _TEXTS & set(values) and not isinstance(data.get("listing"), dict):
        yield values
        return
    inside = {"listing": data["listing"]} if isinstance(data.get("listing"), dict) else data
    by_number = len(inside) > 1 and all(isinstance(value, dict) for value in inside.values())
    nested = []
    for key, value in inside.items():
        for product in products(value, columns, depth + 1):
            numbered = by_number and not ({"product", "variant"} & set(product))
            nested.append(product | {"product": [key]} if numbered else product)
    if len(nested) == 1:  # what stands around the only product is said of it
        outer = {field: values[field] for field in _OUTER if field in values}
        yield outer | nested[0]
    elif nested:
        yield from nested
    elif "title" in values:
        yield values


def _values(data: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, Sequence[Any]]:
    """Return by field what the keys of an object hold, the key that counts most first."""
    found: dict[str, list[tuple[int, Any]]] = {}
    named = {field: [value for name in names_in(text, data) if (value := _at(data, name)) is not None]
             for field, text in columns.items()}  # fmt: skip
    for key, value in data.items():
        meaning = meaning_of(key)
        if meaning:
            field = meaning.field if meaning.field != "id" else "variant" if meaning.variant else "product"
            found.setdefault(field, []).append((0 if field == "bullets" else meaning.rank, _unwrapped(value)))
        elif key in _VARIANTS and isinstance(value, list):
            found.setdefault("variant", []).extend((len(found), number) for number in _numbers(value))
    result: dict[str, Sequence[Any]] = {
        field: [value for _, value in sorted(pairs, key=lambda pair: pair[0])] for field, pairs in found.items()
    }
    for field, cells in named.items():
        if cells:
            result[{"sku": "variant", "id": "product"}.get(field, field)] = [_unwrapped(cell) for cell in cells]
    return result


def _at(data: Any, name: str) -> Any:
    """Return what stands under a key, or under keys joined by dots ("detail.title")."""
    if isinstance(data, Mapping) and name in data:
        return data[name]
    for part in name.split("."):
        data = data.get(part) if isinstance(data, Mapping) else None
    return data


def _unwrapped(value: Any) -> Any:
    """Return the bare texts of Amazon's [{"value": …, "language_tag": …}], of the first language and marketplace."""
    if isinstance(value, Mapping) and isinstance(value.get("text"), str):
        return value["text"]
    if not isinstance(value, list) or not value or not all(isinstance(v, Mapping) and "value" in v for v in value):
        return value
    first = value[0]
    same = [v for v in value if all(v.get(k) == first.get(k) for k in ("language_tag", "marketplace_id"))]
    return [v["value"] for v in same]


def _numbers(variants: list[Any]) -> Iterator[Any]:
    """Yield the numbers of a product's variants, the seller's first."""
    for variant in variants:
        if isinstance(variant, Mapping):
            ranked = [(m.rank, key) for key in variant if (m := meaning_of(key)) and m.field == "id"]
            seller = sorted(ranked, key=lambda pair: (not meaning_is_variant(pair[1]), pair[0]))
            yield from (variant[key] for _, key in seller if isinstance(variant[key], str | int))


def meaning_is_variant(key: str) -> bool:
    """Tell whether a key numbers a variant ("seller_sku") and not just anything ("id")."""
    meaning = meaning_of(key)
    return meaning is not None and meaning.variant


__all__ = ["Values", "products"]
