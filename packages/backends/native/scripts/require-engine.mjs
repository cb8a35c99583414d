/** Runs before the package of one platform is packed, in its folder: without its engine it must not be published. */

import { existsSync, readFileSync } from 'node:fs';

const { name, main } = JSON.parse(readFileSync('package.json', 'utf8'));
if (!existsSync(main)) {
  console.error(
    `${name}: ${main} is missing.\n  Fix: put it there with scripts/place-engines.mjs.`,
  );
  process.exitCode = 1;
}
