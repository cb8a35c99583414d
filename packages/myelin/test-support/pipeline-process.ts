/** `node pipeline-process.mjs <file> <rows as JSON>` prints what the pipeline of the file predicts. */

import { readFileSync } from 'node:fs';
import { predictFrom } from './pipeline-program.ts';

const [file = '', rows = ''] = process.argv.slice(2);
console.log(
  JSON.stringify(await predictFrom(new Uint8Array(readFileSync(file)), JSON.parse(rows))),
);
