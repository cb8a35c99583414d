import { Column, columnFrom } from '@myelin/table';
import type { LabelsInput } from '../input/labels-input.ts';
import { readLabels } from '../input/labels-input.ts';

/** Labels as a column; there may be none. @throws as `readLabels` */
export function labelColumn(where: string, given: LabelsInput): Column {
  if (Array.isArray(given) && given.length === 0) {
    return new Column('y', 'number', new Float64Array(0));
  }
  if (given instanceof Column || (ArrayBuffer.isView(given) && given.byteLength > 0)) {
    return columnFrom(where, 'y', given);
  }
  return columnFrom(where, 'y', readLabels(where, 'y', given));
}
