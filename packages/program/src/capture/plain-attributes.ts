import type { Attribute, Attributes } from '../ir/program.ts';

/**
 * Attributes of a kernel as plain data of our own: lists copied, what is undefined left out.
 *
 * @returns The name of the attribute that is something else, where there is one.
 */
export function plainAttributes(
  attributes: Readonly<Record<string, unknown>>,
): Attributes | string {
  const plain: Record<string, Attribute> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined) continue;
    const attribute = plainAttribute(value);
    if (attribute === undefined) return name;
    plain[name] = attribute;
  }
  return plain;
}

function plainAttribute(value: unknown): Attribute | undefined {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return value;
  const list = numberList(value);
  if (list || !Array.isArray(value)) return list;
  const lists = value.map(numberList);
  return lists.every((inner) => inner !== undefined) ? lists : undefined;
}

function numberList(value: unknown): number[] | undefined {
  const isList =
    Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
  if (!isList) return undefined;
  const list = Array.from(value as ArrayLike<unknown>);
  return list.every((one) => typeof one === 'number') ? list : undefined;
}
