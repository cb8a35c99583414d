/** The same for a page. */

import { predictFrom } from './pipeline-program.ts';

Object.assign(globalThis, { predictFrom });
