/** The same training in WebAssembly and in the native engine: equal curves, other speeds. */

import { readFlags } from '@myelin/example-terminal';
import { cpu, digits, native, useBackend } from 'myelin';
import { type Training, train } from './train.ts';

const { epochs, units } = readFlags({ epochs: 8, units: 512 });
const data = await digits.load();

const trainings = new Map<string, Training>();
for (const backend of [cpu, native]) {
  const availability = await backend.available();
  if (availability.available) {
    await useBackend(backend);
    trainings.set(backend.name, await train(data, { epochs, units }));
  } else {
    console.log(`${backend.name} cannot run here: ${availability.reason}`);
    console.log(`  Fix: ${availability.fix}`);
  }
}

console.log(`\nepoch${[...trainings.keys()].map((name) => `loss, ${name}`.padStart(16)).join('')}`);
for (let epoch = 0; epoch < epochs; epoch++) {
  const losses = [...trainings.values()].map((training) => training.losses[epoch] ?? Number.NaN);
  const columns = losses.map((loss) => loss.toFixed(6).padStart(16));
  console.log(`${String(epoch + 1).padStart(5)}${columns.join('')}`);
}

console.log('');
for (const [name, { stepMs, accuracy }] of trainings) {
  const reads = `reads ${(100 * accuracy).toFixed(1)} % of the test digits`;
  console.log(`${name}: ${stepMs.toFixed(3)} ms a training step, ${reads}`);
}

const compiled = trainings.get('cpu');
const engine = trainings.get('native');
if (compiled && engine) {
  const difference = largestDifference(compiled.losses, engine.losses);
  const share = engine.stepMs / compiled.stepMs;
  console.log(`\nthe losses differ by ${difference.toExponential(1)} of their size at most`);
  console.log(`a step takes ${share.toFixed(2)} times as long in the engine as in WebAssembly`);
}

/** Relative; float32 has about seven digits. */
function largestDifference(losses: readonly number[], others: readonly number[]): number {
  return Math.max(...losses.map((loss, i) => Math.abs(loss - (others[i] ?? Number.NaN)) / loss));
}
