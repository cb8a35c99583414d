/** Keras, PyTorch and JAX: trained by the scripts of a folder outside this project, asked by one of our own. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dataFolder } from '../data.ts';
import type { Workload } from '../workload.ts';
import type { Peer } from './peer.ts';
import { missingModules } from './python-modules.ts';

export interface PythonOptions {
  /** Which Python: a path or a name that the shell finds. */
  readonly python: string;
  /** Folder of the scripts that train. Without one, Python only predicts. */
  readonly scripts: string | undefined;
}

interface Variant {
  readonly name: string;
  readonly modules: readonly string[];
  readonly script: string;
  readonly mode?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cannot?: readonly string[];
}

const keras = (backend: string, ...modules: readonly string[]): Variant => ({
  name: `keras-${backend}`,
  modules: ['numpy', 'keras', ...modules],
  script: 'keras_fit.py',
  env: { KERAS_BACKEND: backend, TF_CPP_MIN_LOG_LEVEL: '3' },
});

const torch = (mode: string): Variant => ({
  name: `torch-${mode}`,
  modules: ['numpy', 'torch'],
  script: 'torch_loop.py',
  mode,
});

const trainers: readonly Variant[] = [
  keras('tensorflow', 'tensorflow'),
  keras('jax', 'jax'),
  keras('torch', 'torch'),
  torch('eager'),
  torch('compile'),
  {
    name: 'jax-scan',
    modules: ['numpy', 'jax'],
    script: 'jax_loop.py',
    mode: 'scan',
    cannot: ['cnn_b128'],
  },
];

/** Those of {@link trainers} that predict too, and one that does nothing else. */
const predictors: readonly string[] = [
  'keras-tensorflow',
  'keras-jax',
  'keras-torch',
  'torch-eager',
  'jax-jit',
];

const predictScript = fileURLToPath(new URL('../../python/predict.py', import.meta.url));

/** The peers in Python. Those whose packages are not installed say so. */
export async function pythonPeers({ python, scripts }: PythonOptions): Promise<Peer[]> {
  const jit: Variant = { name: 'jax-jit', modules: ['numpy', 'jax'], script: '' };
  const variants = [...trainers, jit];
  const missing = await missingModules(python, [...new Set(variants.flatMap((v) => v.modules))]);
  return variants.map((variant) => {
    const absent = absence(variant, python, missing);
    return {
      name: variant.name,
      isSlow: false,
      ...(absent !== undefined && { missing: absent }),
      command: (workload) => {
        const args = argumentsFor(variant, workload, scripts);
        return args && { file: python, args, env: { ...variant.env, ...environment } };
      },
    };
  });
}

/** Why a peer cannot run; `missing` are modules that Python lacks, or why there is no Python. */
function absence(
  { modules }: Variant,
  python: string,
  missing: readonly string[] | string,
): string | undefined {
  if (typeof missing === 'string') return missing;
  const lacking = modules.filter((name) => missing.includes(name));
  return lacking.length === 0 ? undefined : `${python} has no ${lacking.join(', ')}`;
}

/** Their data is ours. What Python would keep of a script for next time stays out of a folder that is not ours. */
const environment = { DATASETS: dataFolder, PYTHONDONTWRITEBYTECODE: '1' };

function argumentsFor(
  { name, script, mode, cannot = [] }: Variant,
  workload: Workload,
  scripts: string | undefined,
): string[] | undefined {
  if (workload.kind === 'prediction') {
    return predictors.includes(name) ? [predictScript, name, workload.name] : undefined;
  }
  if (script === '' || scripts === undefined || cannot.includes(workload.name)) return undefined;
  const path = join(scripts, script);
  if (!existsSync(path)) return undefined;
  return [path, ...(mode === undefined ? [] : [mode]), workload.knownAs ?? workload.name];
}
