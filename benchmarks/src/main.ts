/**
 * Lays Myelin beside its peers: rounds in which each takes its turn, in a process of its own for every workload.
 *
 *     npm run bench                                              all workloads, all peers that are here
 *     npm run bench -- --work mlp128_b32 --peer myelin --peer torch --rounds 5
 *     npm run bench -- --python .venv/bin/python --markdown --picture ratios.svg
 *     npm run bench -- --breakdown --work mlp128_b32             where a step's time goes
 *     npm run bench -- --event-loop                              how long a fit keeps other work waiting
 *     npm run bench -- --memory                                  what 10,000 steps leave behind
 *     npm run bench -- --soak --minutes 60                       whether memory stays as it is for an hour
 *     npm run bench -- --agreement                               how far compiled steps are from eager ones
 *     npm run bench -- --optimizers                              what a step takes with each optimizer
 *     npm run bench -- --callbacks                               what each callback adds to an epoch
 *     npm run bench -- --recurrent                               what a step of an LSTM takes, beside Keras
 *     npm run bench -- --attention                               what a step of a transformer block takes, beside Keras
 *     npm run bench -- --preprocessing                           rows a second of scalers, encoders and so on, beside scikit-learn
 *     npm run bench -- --pipelines                               how fast a fit goes that a Dataset feeds, beside tf.data and Keras
 *     npm run bench -- --sizes                                   what a page pays for the layers that it imports
 *     npm run bench -- --tables                                  how fast CSV files are read, beside pandas
 *     npm run bench -- --streaming --megabytes 5000              memory while a large CSV file is streamed
 */

import { type BenchOptions, readOptions } from './options.ts';

const options = optionsOrEnd();
switch (options.view) {
  case 'comparison':
    await (await import('./compare/compare-peers.ts')).comparePeers(options);
    break;
  case 'breakdown':
    await (await import('./breakdown.ts')).breakDown(options);
    break;
  case 'event-loop':
    await (await import('./event-loop.ts')).watchEventLoop(options);
    break;
  case 'agreement':
    await (await import('./agreement.ts')).compareModes(options);
    break;
  case 'optimizers':
    await (await import('./optimizers.ts')).compareOptimizers(options);
    break;
  case 'callbacks':
    await (await import('./callbacks.ts')).compareCallbacks(options);
    break;
  case 'recurrent':
    await (await import('./recurrent.ts')).compareRecurrent(options);
    break;
  case 'attention':
    await (await import('./attention.ts')).compareAttention(options);
    break;
  case 'preprocessing':
    await (await import('./preprocessing.ts')).comparePreprocessing(options);
    break;
  case 'pipelines':
    await (await import('./pipelines.ts')).comparePipelines(options);
    break;
  case 'sizes':
    await (await import('./sizes.ts')).measureSizes();
    break;
  case 'tables':
    await (await import('./tables.ts')).compareTables(options);
    break;
  case 'streaming':
    await (await import('./tables.ts')).watchStreaming(options);
    break;
  case 'soak':
    await (await import('./soak.ts')).soak(options);
    break;
  case 'memory':
    await (await import('./memory.ts')).watchMemory(options);
    break;
}

function optionsOrEnd(): BenchOptions {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`bench: ${error instanceof Error ? error.message : error}`);
    process.exit(1);
  }
}
