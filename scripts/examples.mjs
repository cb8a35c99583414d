// Runs examples against the built packages, as a reader would:
//   node scripts/examples.mjs logic-gates   one of them; flags are passed on
//   node scripts/examples.mjs --short       all of them, one after the other, in their shortened form
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../examples', import.meta.url));
const examples = new Map();
for (const name of readdirSync(folder).sort()) {
  const file = path.join(folder, name, 'package.json');
  if (!existsSync(file)) continue;
  const about = JSON.parse(readFileSync(file, 'utf8'));
  if (about.scripts?.start) examples.set(name, about);
}

/** Ends with the status of the program. A script is `node src/main.ts` and flags. */
function run(name, script, flags) {
  const [, ...args] = script.split(' ');
  const cwd = path.join(folder, name);
  return spawnSync(process.execPath, [...args, ...flags], { cwd, stdio: 'inherit' }).status ?? 1;
}

/** Data that would have to be downloaded is no matter of a quick check. */
function missingData(about) {
  const needed = about.myelin?.data;
  if (!needed || existsSync(path.join(process.env.MYELIN_DATA ?? '', needed))) return undefined;
  return `MYELIN_DATA has no folder ${needed}`;
}

const [name, ...flags] = process.argv.slice(2);
if (name === '--short') {
  for (const [each, about] of examples) {
    const missing = missingData(about);
    console.log(missing ? `--- ${each}: skipped, ${missing}` : `\n--- ${each}`);
    if (!missing && run(each, about.scripts.short, []) !== 0) {
      console.error(`--- ${each}: FAILED`);
      process.exitCode = 1;
    }
  }
} else if (examples.has(name)) {
  process.exitCode = run(name, examples.get(name).scripts.start, flags);
} else {
  console.log('npm run example -- NAME, where NAME is one of\n');
  for (const [each, { description }] of examples) console.log(`  ${each.padEnd(21)}${description}`);
  process.exitCode = name === undefined ? 0 : 1;
}
