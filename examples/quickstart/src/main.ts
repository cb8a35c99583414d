import { MyelinError } from 'myelin';
import { readOptions } from './options.ts';
import { quickstart } from './quickstart.ts';

try {
  await quickstart(readOptions(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof MyelinError)) throw error;
  console.error(`\n${error.name}: ${error.message}`);
  process.exitCode = 1;
}
