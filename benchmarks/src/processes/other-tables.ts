/** `node other-tables.ts danfo|arquero FILE`: reads a CSV file with the library from the folder `DANFO` or `ARQUERO`. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , library = '', path = ''] = process.argv;

/** What danfo does with a file of a page: Papa Parse makes objects, and a frame is made of them. */
function danfoReader(): (text: string) => unknown {
  const load = createRequire(join(process.env.DANFO ?? '', 'package.json'));
  const { DataFrame } = load('danfojs');
  const papa = load('papaparse');
  const options = { header: true, dynamicTyping: true, skipEmptyLines: 'greedy' };
  return (text) => new DataFrame(papa.parse(text, options).data);
}

async function arqueroReader(): Promise<(text: string) => unknown> {
  const folder = join(process.env.ARQUERO ?? '', 'node_modules/arquero/src/index.js');
  return (await import(pathToFileURL(folder).href)).fromCSV;
}

const read = library === 'danfo' ? danfoReader() : await arqueroReader();
const before = process.cpuUsage();
const start = performance.now();
read(readFileSync(path, 'utf8'));
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(before);
const cpuSeconds = (user + system) / 1e6;
const peak = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ seconds, cpuSeconds, peak }));
