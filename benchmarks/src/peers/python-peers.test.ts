import { expect, test } from 'vitest';
import { chosenWorkloads } from '../options.ts';
import { pythonPeers } from './python-peers.ts';

test('without Python, every peer says so by name', async () => {
  const peers = await pythonPeers({ python: 'no-python-here', scripts: undefined });
  expect(peers.map(({ name, missing }) => [name, missing])).toEqual(
    [
      'keras-tensorflow',
      'keras-jax',
      'keras-torch',
      'torch-eager',
      'torch-compile',
      'jax-scan',
      'jax-jit',
    ].map((name) => [name, 'no-python-here was not found']),
  );
});

test('those that predict do so by a script of ours, and none trains without a folder of scripts', async () => {
  const peers = await pythonPeers({ python: 'no-python-here', scripts: undefined });
  const [training, prediction] = chosenWorkloads(['xor_b4', 'predict_one']);
  const able = (workload: typeof training): string[] =>
    peers
      .filter((peer) => workload && peer.command(workload, workload.full))
      .map(({ name }) => name);
  expect(able(training)).toEqual([]);
  expect(able(prediction)).toEqual([
    'keras-tensorflow',
    'keras-jax',
    'keras-torch',
    'torch-eager',
    'jax-jit',
  ]);
});
