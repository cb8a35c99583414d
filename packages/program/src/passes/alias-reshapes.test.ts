import { expect, test } from 'vitest';
import { buildProgram, linesOf } from '../../test-support/build-program.ts';
import { aliasReshapes } from './alias-reshapes.ts';
import { removeDeadCode } from './remove-dead-code.ts';

test('aliasReshapes leaves one name for each memory and shape', () => {
  const program = buildProgram(({ input, make }) => {
    const x = input('x', [2, 3]);
    const type = { shape: [2, 3], dtype: 'float32' } as const;
    const copy = make.call('Identity', { x }, type);
    const same = make.call('Reshape', { x: copy }, type, { shape: [2, 3] });
    const cast = make.call('Cast', { x: same }, type, { dtype: 'float32' });
    const flat = make.reshape(cast, [6]);
    const tall = make.reshape(flat, [3, 2]);
    return { results: { tall, back: make.unary('Exp', make.reshape(tall, [2, 3])) } };
  });
  expect(linesOf(removeDeadCode(aliasReshapes(program)))).toEqual([
    '%1 float32[3,2] = Reshape(%0) {shape: [3, 2]}',
    '%2 float32[2,3] = Exp(%0)',
    'result tall = %1',
    'result back = %2',
  ]);
});
