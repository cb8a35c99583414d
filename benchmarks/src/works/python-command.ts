import { fileURLToPath } from 'node:url';
import type { Command } from '../peers/peer.ts';
import { missingModules } from '../peers/python-modules.ts';

/** How to start a script of `python/`; or why it cannot be, as a sentence. */
export async function pythonCommand(
  python: string,
  script: string,
  modules: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Command | string> {
  const missing = await missingModules(python, modules);
  if (missing.length > 0) return `${python} has no ${[missing].flat().join(', ')}`;
  const file = fileURLToPath(new URL(`../../python/${script}.py`, import.meta.url));
  return { file: python, args: [file], env: { ...env, PYTHONDONTWRITEBYTECODE: '1' } };
}
