import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Folder of the scripts by which the peers in Python train: as given, else beside the project where there is one. */
export function peerScripts(given: string | undefined): string | undefined {
  const wanted = given ?? process.env.MYELIN_BENCH_PEERS;
  if (wanted !== undefined) return wanted;
  const beside = fileURLToPath(new URL('../../../../shared/bench', import.meta.url));
  return existsSync(beside) ? beside : undefined;
}
