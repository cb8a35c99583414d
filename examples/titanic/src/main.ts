/** The Titanic, as one takes part in a competition: choices of columns and networks compared, and a file to hand in. */

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFlags } from '@myelin/example-terminal';
import { loadPipeline, metrics, useBackend, writeCsv } from 'myelin';
import { columnChoices, networks } from './designs.ts';
import { type Entry, type Fate, fitEntry, type Known } from './entry.ts';
import { judge } from './judge.ts';
import { readPassengers } from './passengers.ts';
import { survivalShares } from './shares.ts';

const flags = readFlags({ folds: 5, networks: 3 });
const { train, test } = await readPassengers();
await useBackend('cpu');

console.log(train.head().toString());
console.log(`\nWho survived\n${survivalShares(train)}`);

const fates = train.map('Survived', (yes): Fate => (yes === 1 ? 'survived' : 'died'));
const known: Known = { x: train.drop('Survived'), y: fates.column('Survived') };

// Who is in which fold is the same for all entries, so that they are compared on the same passengers.
console.log(`\nAccuracy on passengers not seen in training, ${flags.folds} folds`);
const names = Object.keys(networks).slice(0, flags.networks);
console.log(`${''.padEnd(20)}${names.map((name) => name.padStart(19)).join('')}`);
let best: { readonly name: string; readonly entry: Entry; readonly mean: number } | undefined;
for (const [choice, columns] of Object.entries(columnChoices)) {
  process.stdout.write(choice.padEnd(20));
  for (const name of names) {
    const entry: Entry = { columns, network: networks[name] as Entry['network'] };
    const { accuracy } = await judge(entry, known, { folds: flags.folds, seed: 0 });
    process.stdout.write(String(accuracy).padStart(19));
    if (accuracy.mean > (best?.mean ?? 0))
      best = { name: `${choice}, ${name}`, entry, mean: accuracy.mean };
  }
  process.stdout.write('\n');
}
if (!best) throw new Error('There was nothing to compare.');

// The best of many is best by luck as well, so it is judged once more, on other folds of the same passengers.
const { accuracy, truth, predicted } = await judge(best.entry, known, {
  folds: flags.folds,
  seed: 1,
});
console.log(`\nBest: ${best.name}. On other folds ${accuracy}.\n`);
console.log(String(metrics.classificationReport(truth, predicted)));
console.log(String(metrics.confusionMatrix(truth, predicted)));

// Everything that was learned is in one file, which takes passengers as they stand in the CSV file.
using fitted = await fitEntry(best.entry, known, 0);
const predictions = await fitted.predictLabels(test);
const folder = mkdtempSync(join(tmpdir(), 'titanic-'));
const pipelineFile = join(folder, 'titanic.safetensors');
await fitted.save(pipelineFile);
using loaded = await loadPipeline(pipelineFile);
const again = await loaded.predictLabels(test);
const isSame = again.every((fate, i) => fate === predictions[i]);
console.log(
  `\n${pipelineFile}\n  loaded again, it predicts ${isSame ? 'the same' : 'something else'}.`,
);

// It predicts of anyone: what is not known is missing, as in the file.
const elizabeth = {
  ...{ PassengerId: 0, Name: 'Bennet, Miss. Elizabeth', Sex: 'female', Age: 20, Pclass: 3 },
  ...{ SibSp: 0, Parch: 0, Ticket: null, Fare: 8, Cabin: null, Embarked: null },
};
const [alone, together] = (
  await loaded.predict([elizabeth, { ...elizabeth, SibSp: 4, Parch: 2, Fare: 40 }])
).data;
console.log(
  `  Miss Bennet, 20, third class: probability of surviving ${alone?.toFixed(2)} alone, ${together?.toFixed(2)} with parents and sisters.`,
);

const submission = test.select('PassengerId').with(
  'Survived',
  again.map((fate) => (fate === 'survived' ? 1 : 0)),
);
const submissionFile = join(folder, 'submission.csv');
await writeCsv(submissionFile, submission);
console.log(`${submissionFile}\n${submission.head(3)}`);

if (accuracy.mean < 0.8 || !isSame || submission.length !== 418) {
  console.error(
    `Expected an accuracy of at least 0.80, the same predictions from the file, and 418 rows.`,
  );
  process.exitCode = 1;
}
