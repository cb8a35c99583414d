/** A process that does one workload with Myelin and prints the measurement. */

import { useBackend } from 'myelin';
import { workWithMyelin } from './myelin-work.ts';
import { readTask } from './read-task.ts';

const task = readTask();
await useBackend(task.backend);
console.log(JSON.stringify(await workWithMyelin(task)));
