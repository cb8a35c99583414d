import {
  Adam,
  Dense,
  Embedding,
  GlobalAveragePooling1D,
  Input,
  Sequential,
  TextVectorization,
} from 'myelin';
import { reviews } from './reviews.ts';

/** A model from texts to probabilities: no word is turned into a number outside of it. */
export async function readTexts(epochs: number): Promise<void> {
  const texts = reviews.map(({ text }) => text);
  const labels = reviews.map(({ isPraise }) => [isPraise ? 1 : 0]);

  const words = new TextVectorization({ maxTokens: 200, outputSequenceLength: 12 });
  words.adapt(texts);
  const model = new Sequential([
    new Input({ shape: [1], dtype: 'string' }),
    words,
    new Embedding({ inputDim: words.vocabularySize(), outputDim: 8, maskZero: true }),
    new GlobalAveragePooling1D(),
    new Dense({ units: 1, activation: 'sigmoid' }),
  ]);
  model.compile({
    optimizer: new Adam({ learningRate: 0.02 }),
    loss: 'binary_crossentropy',
    metrics: ['accuracy'],
  });
  model.summary();
  await model.fit(texts, labels, { epochs, batchSize: 8, verbose: 0 });

  console.log(`\n"${texts[0]}" is ${words.apply([texts[0] ?? '']).arraySync()}`);
  const unseen = [
    'What a wonderful story, I loved it!',
    'Boring. The worst story I know.',
    'A superb cast in a moving film',
    'dull, and far too LONG',
  ];
  const probabilities = await model.predict(unseen, { verbose: 0 });
  for (const [i, text] of unseen.entries()) {
    console.log(`praise ${probabilities.at(i, 0).toFixed(2)}: ${text}`);
  }
}
