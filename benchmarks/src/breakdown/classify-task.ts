/** Reads from the description of a task what kind of work it is, and how much. */

import type { TaskKind, TaskTime } from './task-time.ts';

/** Of a description such as `matmul 32×784×128 + Relu` or `single MaxPool 32×26×26×8 → 32×13×13×8`. */
export function classifyTask(description: string): Pick<TaskTime, 'kind' | 'flops'> {
  const [first = '', second = ''] = description.split(' ');
  if (first === 'matmul') return { kind: 'matmul', flops: 2 * product(second) };
  if (first.startsWith('Conv2D')) return { kind: 'convolution', flops: convolution(description) };
  if (first === 'loop') return { kind: kindOfLoop(description), flops: 0 };
  return { kind: first === 'single' ? kindOfSingle(second) : kindOfDriver(description), flops: 0 };
}

/** Every number of the product of a window with a filter is used once for each of the filters' places. */
function convolution(description: string): number {
  const [kernel = '', ...sizes] = description.split(/ by | → | /);
  const [first = '', second = '', third = ''] = sizes;
  // Given are x and filter, or x and the gradient of y, or that gradient and the filter.
  const filter = kernel === 'Conv2DBackpropFilter' ? third : second;
  const y = { Conv2D: third, Conv2DBackpropFilter: second, Conv2DBackpropInput: first }[kernel];
  const [height = 0, width = 0, channels = 0] = numbers(filter);
  return 2 * product(y ?? '') * height * width * channels;
}

/** A loop that ends in weights, which are named for their layers, is what an optimizer does. */
function kindOfLoop(description: string): TaskKind {
  if (/→ .*\//.test(description)) return 'optimizer';
  return / (Sum|Max|Min|Prod|All|Any) to /.test(description) ? 'reduction' : 'element-wise';
}

function kindOfSingle(kernel: string): TaskKind {
  if (/Pool/.test(kernel)) return 'pooling';
  if (/Random|Philox/.test(kernel)) return 'random';
  if (/Gather|Segment|OneHot/.test(kernel)) return 'gather';
  return /^(Arg|Sum|Max|Min)/.test(kernel) ? 'reduction' : 'other';
}

const kindOfDriver = (name: string): TaskKind => (name === 'gather' ? 'gather' : 'overhead');

const numbers = (size: string): number[] => size.split('×').map(Number);
const product = (size: string): number => numbers(size).reduce((all, one) => all * one, 1);
