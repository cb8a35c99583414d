import { expect, test } from 'vitest';
import type { HookName } from './callback.ts';
import { Callback } from './callback.ts';
import { CallbackList } from './callback-list.ts';
import type { Logs, TrainingRun } from './training-run.ts';

const run = { settle: () => undefined } as TrainingRun;

test('callbacks are called in order, each awaited', async () => {
  const heard: string[] = [];
  class Slow extends Callback {
    override async onEpochEnd(epoch: number): Promise<void> {
      await new Promise((resolve) => setTimeout(resolve, 1));
      heard.push(`slow ${epoch}`);
    }
  }
  class Quick extends Callback {
    override onEpochEnd(epoch: number): void {
      heard.push(`quick ${epoch}`);
    }
  }
  await new CallbackList([new Slow(), new Quick(), new Slow()]).onEpochEnd(4, {}, run);
  expect(heard).toEqual(['slow 4', 'quick 4', 'slow 4']);
});

test('all share one copy of the logs, sorted as Python sorts them', async () => {
  const seen: string[][] = [];
  class Adds extends Callback {
    override onEpochEnd(_epoch: number, logs: Logs): void {
      logs.learning_rate = 0.1;
    }
  }
  class Sees extends Callback {
    override onEpochEnd(_epoch: number, logs: Logs): void {
      seen.push(Object.keys(logs));
    }
  }
  const logs = { zeta: 1, loss: 2, val_zeta: 3, Abc: 4, val_loss: 5 };
  await new CallbackList([new Adds(), new Sees()]).onEpochEnd(0, logs, run);
  expect(seen).toEqual([['Abc', 'loss', 'val_loss', 'val_zeta', 'zeta', 'learning_rate']]);
  expect(logs).not.toHaveProperty('learning_rate');
});

test('every hook reaches the method of its name', async () => {
  const hooks = Object.getOwnPropertyNames(CallbackList.prototype).filter((name) =>
    name.startsWith('on'),
  ) as HookName[];
  expect(hooks.length).toBe(14);
  for (const hook of hooks) {
    const heard: unknown[][] = [];
    class Ear extends Callback {}
    Object.assign(Ear.prototype, { [hook]: (...received: unknown[]) => heard.push(received) });
    const list = new CallbackList([new Ear()]) as unknown as Record<
      string,
      (...given: unknown[]) => Promise<void>
    >;
    const given = /Epoch|Batch/.test(hook) ? [3, { loss: 1 }, run] : [{ loss: 1 }, run];
    await list[hook]!(...given);
    expect(heard, hook).toEqual([given]);
  }
});

test('an error in a callback ends the call', async () => {
  class Broken extends Callback {
    override onTrainBegin(): void {
      throw new Error('broken');
    }
  }
  await expect(new CallbackList([new Broken()]).onTrainBegin({}, run)).rejects.toThrow('broken');
});

test('tells whether a hook is heard, and whether every call of it must be made', () => {
  class Every extends Callback {
    override onTrainBatchEnd(): void {}
  }
  class Samples extends Callback {
    now = false;
    override wants(): boolean {
      return this.now;
    }
    override onTrainBatchEnd(): void {}
  }
  const samples = new Samples();
  const sampling = new CallbackList([samples]);
  expect(sampling.hears('onTrainBatchEnd')).toBe(false);
  samples.now = true;
  expect(sampling.hears('onTrainBatchEnd')).toBe(true);
  expect(sampling.hears('onEpochEnd')).toBe(false);
  expect(sampling.hearsEvery('onTrainBatchEnd')).toBe(false);
  expect(new CallbackList([samples, new Every()]).hearsEvery('onTrainBatchEnd')).toBe(true);
  expect(new CallbackList().hears('onTrainBatchEnd')).toBe(false);
});

test('who acts on some batches says when it is due; the earliest counts', async () => {
  class Every extends Callback {
    readonly every: number;
    constructor(every: number) {
      super();
      this.every = every;
    }
    override batchesToNext(): number {
      return this.every;
    }
    override onTrainBatchEnd(): void {}
  }
  const list = new CallbackList([new Every(5), new Every(3), new Every(Infinity)]);
  expect(list.batchesToNext(run)).toBe(3);
  expect(list.hears('onTrainBatchEnd')).toBe(false);
  expect(list.hearsEvery('onTrainBatchEnd')).toBe(false);
  expect(new CallbackList().batchesToNext(run)).toBe(Infinity);
  // Whoever is overdue is called with the next one.
  expect(new CallbackList([new Every(0)]).batchesToNext(run)).toBe(1);
});

test('what is put off is done when all have heard', async () => {
  const later: (() => void)[] = [];
  const heard: string[] = [];
  const settling = {
    ...run,
    settle: async () => {
      for (const work of later.splice(0)) work();
    },
  } as TrainingRun;
  class Puts extends Callback {
    override onEpochEnd(): void {
      later.push(() => heard.push('later'));
      heard.push('now');
    }
  }
  await new CallbackList([new Puts(), new Puts()]).onEpochEnd(0, {}, settling);
  expect(heard).toEqual(['now', 'now', 'later', 'later']);
});
