/** CRC-32 as zlib, PNG and ZIP have it (ISO 3309): polynomial 0xEDB88320, bits reversed. */

const TABLES = makeTables(8);

/** The checksum of `bytes`, or of what `before` is the checksum of, followed by `bytes`. A whole number below 2^32. */
export function crc32(bytes: Uint8Array, before = 0): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = TABLES as readonly [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length - (bytes.length % 8);
  let crc = ~before;
  // Eight bytes at once: a table says what each of them does to the checksum of those behind it.
  for (let i = 0; i < end; i += 8) {
    const low = crc ^ view.getInt32(i, true);
    const high = view.getInt32(i + 4, true);
    crc =
      at(t7, low & 255) ^
      at(t6, (low >>> 8) & 255) ^
      at(t5, (low >>> 16) & 255) ^
      at(t4, low >>> 24) ^
      at(t3, high & 255) ^
      at(t2, (high >>> 8) & 255) ^
      at(t1, (high >>> 16) & 255) ^
      at(t0, high >>> 24);
  }
  for (let i = end; i < bytes.length; i++) {
    crc = (crc >>> 8) ^ at(t0, (crc ^ (bytes[i] ?? 0)) & 255);
  }
  return ~crc >>> 0;
}

/** Table k: what a byte does to the checksum when k more bytes have followed. */
function makeTables(count: number): readonly Int32Array[] {
  const first = Int32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    return crc;
  });
  const tables = [first];
  while (tables.length < count) {
    const last = tables.at(-1) ?? first;
    tables.push(last.map((crc) => (crc >>> 8) ^ at(first, crc & 255)));
  }
  return tables;
}

function at(table: Int32Array, index: number): number {
  return table[index] ?? 0;
}
