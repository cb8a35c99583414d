/**
 * Puts the engines of a release where their packages take them from: `node scripts/place-engines.mjs <folder>`, with a
 * folder that holds the artifacts of the workflow `native`, one folder for each platform.
 */

import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { workspace } from './rust.mjs';

const [artifacts = '.'] = process.argv.slice(2);
const packages = path.join(workspace, 'npm');

for (const platform of readdirSync(packages)) {
  const folder = path.join(packages, platform);
  const { main } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const engine = path.join(artifacts, platform, main);
  if (existsSync(engine)) {
    copyFileSync(engine, path.join(folder, main));
  } else {
    console.error(
      `place-engines: ${engine} is missing.\n  Fix: download all artifacts of one run.`,
    );
    process.exitCode = 1;
  }
}
