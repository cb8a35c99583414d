/** Predictions of a saved pipeline, in a process or a page of its own: nothing of the program that trained it is here. */

import { loadPipeline, type TabularInput, useBackend } from '../src/index.ts';

/** Loads the file and predicts; the answer is plain data. */
export async function predictFrom(
  bytes: Uint8Array<ArrayBuffer>,
  rows: TabularInput,
): Promise<{ outputs: number[]; labels: unknown[]; names: string[] }> {
  await useBackend('cpu');
  const pipeline = await loadPipeline(bytes);
  const outputs = await pipeline.predict(rows);
  return {
    outputs: Array.from(outputs.data),
    labels: await pipeline.predictLabels(rows),
    names: pipeline.prepare.featureNamesOut(),
  };
}
