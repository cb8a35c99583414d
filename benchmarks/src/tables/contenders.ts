import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { BenchOptions } from '../options.ts';
import { missingModules } from '../peers/python-modules.ts';
import type { CsvShape } from './csv-lines.ts';

export const runProgram = promisify(execFile);
export const tableProcess = fileURLToPath(new URL('../processes/tables.ts', import.meta.url));
const others = fileURLToPath(new URL('../processes/other-tables.ts', import.meta.url));
const script = fileURLToPath(new URL('../../python/tables.py', import.meta.url));

/** Who reads a file, in a process that prints one JSON line. */
interface Contender {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
}

export interface TableFile {
  readonly title: string;
  readonly bytes: number;
  readonly contenders: readonly Contender[];
}

/** The CSV file; and, where there is a pandas that writes them, the same table as Parquet and Arrow. */
export async function tableFiles(
  shape: CsvShape,
  path: string,
  { python }: BenchOptions,
): Promise<TableFile[]> {
  const ours = (name: string, act: string, file = path): Contender => ({
    name,
    program: process.execPath,
    args: [tableProcess, act, file],
  });
  const theirs = (name: string, act: string, file = path): Contender => ({
    name,
    program: python,
    args: [script, act, file],
  });
  const contenders = [
    ours('readCsv', 'read'),
    ours('readCsv, kinds declared', 'declared'),
    ours('csvBatches', 'batches'),
    ...otherLibraries(path),
  ];
  const { size: bytes } = await stat(path);
  const missing = await missingModules(python, ['pandas', 'pyarrow']);
  if (missing.length > 0) {
    console.error(`pandas is skipped: ${python} has no ${[missing].flat().join(', ')}`);
    return [{ title: `${shape}, CSV`, bytes, contenders }];
  }
  contenders.push(theirs('pandas', 'c'), theirs('pandas, pyarrow', 'pyarrow'));
  await runProgram(python, [script, 'write', path]);
  const [parquet, arrow] = [`${path}.parquet`, `${path}.arrow`];
  return [
    { title: `${shape}, CSV`, bytes, contenders },
    {
      title: `${shape}, Parquet`,
      bytes: (await stat(parquet)).size,
      contenders: [ours('readParquet', 'parquet', parquet), theirs('pandas', 'parquet', parquet)],
    },
    {
      title: `${shape}, Arrow`,
      bytes: (await stat(arrow)).size,
      contenders: [ours('readArrow', 'arrow', arrow), theirs('pandas', 'arrow', arrow)],
    },
  ];
}

function otherLibraries(path: string): Contender[] {
  return ['danfo', 'arquero'].flatMap((name) => {
    const variable = name.toUpperCase();
    if (process.env[variable]) {
      return [{ name, program: process.execPath, args: [others, name, path] }];
    }
    console.error(`${name} is skipped: ${variable} names no folder with it in node_modules`);
    return [];
  });
}
