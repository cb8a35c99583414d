import { execFile } from 'node:child_process';

const PROGRAM = `
import importlib.util, sys
print(",".join(name for name in sys.argv[1:] if importlib.util.find_spec(name) is None))
`;

/** Which of some modules a Python lacks, found without importing them; or why there is no Python, as a sentence. */
export function missingModules(
  python: string,
  modules: readonly string[],
): Promise<readonly string[] | string> {
  return new Promise((resolve) => {
    execFile(python, ['-c', PROGRAM, ...modules], (error, output) => {
      if (!error) resolve(output.trim().split(',').filter(Boolean));
      else resolve(error.code === 'ENOENT' ? `${python} was not found` : `${python} does not run`);
    });
  });
}
