import { loadDigitImages } from '@myelin/example-digit-images';
import { drawPicture, sideBySide, terminal } from '@myelin/example-terminal';
import {
  Conv2D,
  Dense,
  Flatten,
  Input,
  MaxPooling2D,
  Model,
  type NdArray,
  RandomRotation,
  RandomTranslation,
  RandomZoom,
  Rescaling,
  Sequential,
} from 'myelin';

const empty = { fillMode: 'constant' } as const;

/** A model that takes bytes from 0 to 255 and, in training only, sees each image a little different every time. */
export async function readImages(epochs: number): Promise<void> {
  const { source, train, test } = await loadDigitImages(500);
  const x = train.images.reshape([-1, 28, 28, 1]);
  const xTest = test.images.reshape([-1, 28, 28, 1]);
  console.log(`\n${x.length} images for training, ${xTest.length} for testing, from ${source}`);

  const augmentation = new Sequential(
    [
      new RandomRotation({ factor: 0.05, ...empty }),
      new RandomTranslation({ heightFactor: 0.15, widthFactor: 0.15, ...empty }),
      new RandomZoom({ heightFactor: 0.1, ...empty }),
    ],
    { name: 'augmentation' },
  );
  const input = new Input({ shape: [28, 28, 1] });
  const model = new Model({
    inputs: input,
    outputs: classifier().apply(augmentation.apply(input)),
  });
  model.summary();

  const moved = await shifted(xTest);
  for (const [name, network] of Object.entries({ without: classifier(), with: model })) {
    network.compile({
      optimizer: 'adam',
      loss: 'sparse_categorical_crossentropy',
      metrics: ['accuracy'],
    });
    await network.fit(x, train.labels, { epochs, verbose: 0 });
    const accuracies: string[] = [];
    for (const images of [xTest, moved]) {
      const logs = await network.evaluate(images, test.labels, { verbose: 0, returnDict: true });
      accuracies.push(logs.accuracy?.toFixed(3) ?? '');
    }
    const [still, away] = accuracies;
    console.log(`${name} augmentation: accuracy ${still}, of images moved by 3 pixels ${away}`);
  }

  // One image as the network sees it in training, three times, and as it sees it later on.
  const { columns, colors } = terminal();
  const first = x.slice(0, 1);
  const views = [true, true, true, false].map((training) => {
    using view = augmentation.apply(first, { training });
    const values = view.dataSync();
    const image = first.map((_, i) => values[i] ?? 0).reshape([28, 28]);
    return { lines: drawPicture(image, 255, colors), caption: training ? 'training' : 'after' };
  });
  console.log(`\n${sideBySide(views, columns)}`);
}

/** Rescaling is a layer too, so the model can be given what a camera or a file gives. */
function classifier(): Sequential {
  return new Sequential([
    new Rescaling({ scale: 1 / 255, inputShape: [28, 28, 1] }),
    new Conv2D({ filters: 8, kernelSize: 5, activation: 'relu' }),
    new MaxPooling2D({ poolSize: 4 }),
    new Flatten(),
    new Dense({ units: 10, activation: 'softmax' }),
  ]);
}

/** Each image 3 pixels to the right: a random shift whose range is one value. */
async function shifted(images: NdArray): Promise<NdArray> {
  const range = [3 / 28, 3 / 28] as const;
  const shift = new Sequential([
    new RandomTranslation({ heightFactor: 0, widthFactor: range, ...empty }),
  ]);
  const x = new Input({ shape: [28, 28, 1] });
  using model = new Model({ inputs: x, outputs: shift.apply(x, { training: true }) });
  return model.predict(images, { verbose: 0 });
}
