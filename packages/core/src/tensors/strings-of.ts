import { StringArray } from '../arrays/string-array.ts';
import { DtypeError } from '../errors/myelin-error.ts';
import { foreign } from './boundary.ts';
import type { Tensor } from './tensor.ts';

/**
 * The texts of a tensor. They lie in ordinary memory whatever the backend is, so there is nothing to wait for.
 *
 * @throws {@link DtypeError} it holds numbers.
 * @example
 * stringsOf(tensor([['a', 'b']])).toArray() // => [['a', 'b']]
 */
export function stringsOf(x: Tensor): StringArray {
  const source = foreign(x);
  if (source.dtype !== 'string') {
    throw new DtypeError({
      where: 'stringsOf',
      problem: `the tensor must hold texts, received element type ${source.dtype}`,
      fix: 'read numbers with data() or dataSync()',
    });
  }
  return new StringArray(source.dataSync<'string'>() as unknown as readonly string[], source.shape);
}
