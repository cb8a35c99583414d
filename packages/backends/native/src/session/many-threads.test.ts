/** Sessions that run at the same time, on more threads than there are cores, and in several threads of Node. */

import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { NdArray, RandomSource, useBackend } from '@myelin/core';
import { scheduleProgram } from '@myelin/program';
import { beforeAll, expect, test } from 'vitest';
import { linearStep } from '../../../../program/test-support/linear-step.ts';
import { prepareLinearStep, RATE } from '../../../../program/test-support/prepare-linear-step.ts';
import { type Engine, withEngine } from '../../test-support/with-engine.ts';
import { native } from '../native.ts';
import { serializeSchedule } from '../program/serialize-schedule.ts';

const options = { rows: 48, features: 200, units: 64, noise: true };
const runs = 40;

const random = new RandomSource(3);
const numbers = (rows: number, width: number): NdArray =>
  new NdArray(
    Float32Array.from({ length: rows * width }, () => random.unit()),
    [rows, width],
  );
const x = numbers(options.rows, options.features);
const y = numbers(options.rows, options.units);

/** Weights after some steps, `pieces` of them at a time. */
async function train(engine: Engine, threads: number, worker: boolean, piece: number) {
  const session = engine.open({ threads, worker });
  const executable = await prepareLinearStep(session, options);
  const store = await session.addRows({ x, y });
  const order = Int32Array.from({ length: options.rows * piece }, (_, i) => i % options.rows);
  for (let done = 0; done < runs; done += piece) {
    await executable.advance({ store: store!, order, first: 0, runs: piece });
  }
  const w = session.readState('w');
  session.dispose();
  return w;
}

withEngine('the engine', (engine) => {
  beforeAll(async () => {
    await useBackend(native);
  });

  test('trains many models at the same time, whoever gets the helpers', async () => {
    const alone = await train(engine, 1, false, runs);
    const together = await Promise.all(
      [1, 2, 2, 3, 2, 1, 3].map((threads, i) => train(engine, threads, i % 2 === 0, 1 + (i % 2))),
    );
    for (const w of together) expect(w).toEqual(alone);
  });

  test('gets along with more threads than there are cores', async () => {
    const alone = await train(engine, 1, false, runs);
    expect(await train(engine, 8, false, 2)).toEqual(alone);
    expect(await train(engine, 32, true, runs)).toEqual(alone);
  });

  test('runs in several threads of Node, and threads may end while it runs', async () => {
    const alone = await train(engine, 1, false, runs);
    const threads = Array.from({ length: 4 }, (_, i) => startThread(engine, 1 + (i % 3)));
    const ended = startThread(engine, 2, 1e6);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await ended.worker.terminate();
    for (const { weights } of threads) expect(await weights).toEqual(alone);
    expect(await train(engine, 2, true, runs)).toEqual(alone);
  });
});

/** Trains in a thread of Node that loads the addon itself. */
function startThread({ binding }: Engine, threads: number, count = runs) {
  const workerData = {
    addon: Object.keys(createRequire(import.meta.url).cache).find((file) => file.endsWith('.node')),
    program: serializeSchedule(scheduleProgram(linearStep(options))),
    instructionSet: binding.instructionSets()[0],
    arrays: { x: x.data, y: y.data },
    options,
    rate: RATE,
    threads,
    runs: count,
  };
  const worker = new Worker(`(${thread})()`, { eval: true, workerData });
  const weights = new Promise<Float32Array>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  return { worker, weights };
}

/** What such a thread does, as text: it imports nothing but the addon. */
const thread = `async function () {
  const { parentPort, workerData } = require('node:worker_threads');
  const { addon, program, instructionSet, arrays, options, rate, threads, runs } = workerData;
  const { NativeSession } = require(addon);
  const { rows, features, units } = options;
  const session = new NativeSession(threads, instructionSet);
  session.declareState('w', features * units);
  session.declareState('total', 1);
  const builder = session.takeRows(rows);
  builder.column('x', features, 'floats');
  builder.addFloats(arrays.x);
  builder.column('y', units, 'floats');
  builder.addFloats(arrays.y);
  const store = builder.finish();
  const loaded = session.load(program.text, program.constants);
  loaded.write(loaded.slot('parameter', 'rate'), new Uint32Array(Float32Array.of(rate).buffer));
  loaded.write(loaded.slot('parameter', 'seed'), Uint32Array.of(7));
  const order = Int32Array.from({ length: rows }, (_, i) => i);
  for (let i = 0; i < runs; i++) await loaded.advanceLater(store, order, 1, -1, 0);
  const w = new Uint32Array(features * units);
  session.readState('w', w);
  parentPort.postMessage(new Float32Array(w.buffer));
}`;
