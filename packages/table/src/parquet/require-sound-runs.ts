/**
 * Whether the runs of a page are no longer than the page says. A run of 2³¹ equal values takes six bytes, and the reader believes
 * it.
 *
 * @source Parquet encodings, "RLE / bit-packing hybrid" (parquet.apache.org)
 */

import type { PageHeader } from 'hyparquet';

/** Values by which a packed run may go beyond what is wanted: writers fill up groups. */
const FILLED_UP = 512;
const WIDEST = 32;

/** @throws an error a run is longer than that, or the page is cut off. */
export function requireSoundRuns(page: PageHeader, data: Uint8Array, isNullable: boolean): void {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const first = page.data_page_header;
  const second = page.data_page_header_v2;
  const { num_values: count = 0, encoding } = first ?? second ?? {};
  let at = 0;
  if (first && isNullable) {
    const length = view.getUint32(0, true);
    requireRuns(view, 4, 1, count);
    at = 4 + length;
  } else if (second) {
    const repetition = second.repetition_levels_byte_length ?? 0;
    const definition = second.definition_levels_byte_length;
    const nulls = second.num_nulls;
    if (!(repetition >= 0 && definition >= 0 && nulls >= 0 && nulls <= count)) {
      throw new Error('the header of a page contradicts itself');
    }
    if (isNullable) requireRuns(view, repetition, 1, count);
    at = repetition + definition;
  }
  if (encoding === 'RLE') {
    requireRuns(view, at + 4, 1, count);
  } else if (encoding === 'PLAIN_DICTIONARY' || encoding === 'RLE_DICTIONARY') {
    if (at === view.byteLength) return;
    const width = view.getUint8(at);
    if (width > WIDEST) throw new Error(`values of ${width} bits`);
    if (width > 0) requireRuns(view, at + 1, width, count);
    // A reader that is told a width of 0 by a newer page header would wait for bits that never come.
    else if (second && count - second.num_nulls > 0) requireRuns(view, at + 1, 0, count);
  }
}

function requireRuns(view: DataView, begin: number, width: number, count: number): void {
  let at = begin;
  let seen = 0;
  while (seen < count && at < view.byteLength) {
    let header = 0;
    for (let shift = 0, more = true; more; shift += 7) {
      if (shift > 28) throw new Error('a run is too long');
      const byte = view.getUint8(at++);
      header |= (byte & 0x7f) << shift;
      more = byte >= 0x80;
    }
    const isPacked = (header & 1) === 1;
    const length = isPacked ? (header >>> 1) * 8 : header >>> 1;
    if (header < 0 || length > count - seen + (isPacked ? FILLED_UP : 0)) {
      throw new Error(`a run of ${length} values in a page of ${count}`);
    }
    seen += length;
    at += isPacked ? (header >>> 1) * width : (width + 7) >> 3;
  }
}
