/**
 * Whether the metadata of an Arrow file stay within it. They are flatbuffers, whose lists say how long they are and may lie
 * anywhere; the reader believes both.
 *
 * @source Arrow columnar format 1.5, Message.fbs, Schema.fbs and File.fbs; slots count as in flatbuffers: 4, 6, 8, …
 */

const MAGIC_LENGTH = 6;
const DECIMAL = 7;
/** What decimals of 256 bits can have. */
const MOST_DECIMALS = 76;
const HEADERS = { schema: 1, dictionary: 2, record: 3 } as const;

interface Layout {
  /** Lists of structures, by slot, with the bytes of each. */
  readonly structures?: Readonly<Record<number, number>>;
  /** Lists of tables, by slot. */
  readonly tables?: Readonly<Record<number, Layout>>;
  /** Single tables, by slot. */
  readonly table?: Readonly<Record<number, Layout>>;
}

const keyValue: Layout = {};
const field: { -readonly [K in keyof Layout]: Layout[K] } = { table: { 10: {}, 12: {} } };
field.tables = { 14: field, 16: keyValue };
const schema: Layout = { tables: { 6: field, 8: keyValue } };
const record: Layout = { structures: { 6: 16, 8: 16, 12: 8 } };
const dictionary: Layout = { table: { 6: record } };
const footer: Layout = {
  table: { 6: schema },
  structures: { 8: 24, 10: 24 },
  tables: { 12: keyValue },
};

/** @throws an error a list is longer than the file, or tables go round in circles. */
export function requireSoundMessages(bytes: Uint8Array): void {
  const walker = new Walker(bytes);
  if (bytes[0] === 0xff) walker.stream(0);
  else walker.file();
}

class Walker {
  readonly #view: DataView;
  /** List entries that may still be looked at: more than an honest file can hold. */
  #left: number;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#left = 2 * bytes.length;
  }

  stream(begin: number): void {
    for (let at: number | undefined = begin; at !== undefined && at < this.#view.byteLength; ) {
      at = this.#message(at);
    }
  }

  file(): void {
    const view = this.#view;
    const end = view.byteLength - (MAGIC_LENGTH + 4);
    const begin = end - view.getInt32(end, true);
    if (begin < 0 || begin > end) throw new Error('its footer lies outside of the file');
    this.#table(begin, footer);
    for (const slot of [8, 10]) {
      const list = this.#slot(begin, slot);
      if (list === undefined) continue;
      const base = list + view.getInt32(list, true);
      for (let i = 0; i < view.getInt32(base, true); i++) {
        this.#message(Number(view.getBigInt64(base + 4 + i * 24, true)));
      }
    }
  }

  /** Checks a message. Returns where the next one begins; undefined at the end. */
  #message(begin: number): number | undefined {
    const view = this.#view;
    let at = begin;
    if (at + 4 > view.byteLength) return undefined;
    let length = view.getInt32(at, true);
    at += 4;
    if (length === -1) {
      if (at + 4 > view.byteLength) return undefined;
      length = view.getInt32(at, true);
      at += 4;
    }
    if (length === 0) return undefined;
    if (length < 8 || at + length > view.byteLength) throw new Error('a message is cut off');
    const header = this.#slot(at, 8);
    const kindAt = this.#slot(at, 6);
    const kind = kindAt === undefined ? 0 : view.getUint8(kindAt);
    if (header !== undefined && kind === HEADERS.schema) this.#table(header, schema);
    if (header !== undefined && kind === HEADERS.dictionary) this.#table(header, dictionary);
    if (header !== undefined && kind === HEADERS.record) this.#table(header, record);
    const bodyAt = this.#slot(at, 10);
    const body = bodyAt === undefined ? 0 : Number(view.getBigInt64(bodyAt, true));
    if (!(body >= 0 && at + length + body <= view.byteLength)) {
      throw new Error('the body of a message is cut off');
    }
    return at + length + body;
  }

  /** Where the value of a table's slot lies; undefined if it is left out. */
  #slot(at: number, slot: number): number | undefined {
    const view = this.#view;
    const table = at + view.getInt32(at, true);
    const slots = table - view.getInt32(table, true);
    if (slot >= view.getInt16(slots, true)) return undefined;
    const offset = view.getInt16(slots + slot, true);
    return offset === 0 ? undefined : table + offset;
  }

  #table(at: number, layout: Layout): void {
    this.#count(1);
    if (layout === field) this.#requireScale(at);
    const { structures = {}, tables = {}, table = {} } = layout;
    for (const [slot, bytes] of Object.entries(structures)) {
      this.#list(this.#slot(at, Number(slot)), bytes);
    }
    for (const [slot, layout] of Object.entries(tables)) {
      const { base, length } = this.#list(this.#slot(at, Number(slot)), 4);
      for (let i = 0; i < length; i++) this.#table(base + 4 + i * 4, layout);
    }
    for (const [slot, layout] of Object.entries(table)) {
      const place = this.#slot(at, Number(slot));
      if (place !== undefined) this.#table(place, layout);
    }
  }

  /** A decimal's scale is an exponent of big integers. */
  #requireScale(at: number): void {
    const kindAt = this.#slot(at, 8);
    const typeAt = this.#slot(at, 10);
    if (kindAt === undefined || typeAt === undefined) return;
    if (this.#view.getUint8(kindAt) !== DECIMAL) return;
    const scaleAt = this.#slot(typeAt, 6);
    const scale = scaleAt === undefined ? 0 : this.#view.getInt32(scaleAt, true);
    if (Math.abs(scale) > MOST_DECIMALS) throw new Error(`a decimal with ${scale} decimals`);
  }

  #list(
    place: number | undefined,
    bytes: number,
  ): { readonly base: number; readonly length: number } {
    if (place === undefined) return { base: 0, length: 0 };
    const base = place + this.#view.getInt32(place, true);
    const length = this.#view.getInt32(base, true);
    if (length < 0 || base + 4 + length * bytes > this.#view.byteLength) {
      throw new Error(`a list of ${length} entries lies outside of the file`);
    }
    this.#count(length);
    return { base, length };
  }

  #count(entries: number): void {
    this.#left -= entries;
    if (this.#left < 0) throw new Error('its tables go round in circles');
  }
}
