import { Conv2D, Dense, Flatten, MaxPooling2D, type NdArray, Sequential } from 'myelin';

/** The note's kind of network: pixels in a row, each joined with each unit. */
export function dense(): Sequential {
  return new Sequential([
    new Flatten({ inputShape: [28, 28, 1] }),
    new Dense({ units: 128, activation: 'relu' }),
    new Dense({ units: 10, activation: 'softmax' }),
  ]);
}

/** Small filters that slide over the picture, so that what they find may lie anywhere. */
export function convolutional(): Sequential {
  return new Sequential([
    new Conv2D({ filters: 8, kernelSize: 5, activation: 'relu', inputShape: [28, 28, 1] }),
    new MaxPooling2D({ poolSize: 2 }),
    new Conv2D({ filters: 16, kernelSize: 3, activation: 'relu' }),
    new MaxPooling2D({ poolSize: 2 }),
    new Flatten(),
    new Dense({ units: 10, activation: 'softmax' }),
  ]);
}

export async function trained(
  network: Sequential,
  x: NdArray,
  y: NdArray,
  epochs: number,
): Promise<Sequential> {
  network.compile({
    optimizer: 'adam',
    loss: 'sparse_categorical_crossentropy',
    metrics: ['accuracy'],
  });
  await network.fit(x, y, { epochs, verbose: 0 });
  return network;
}

export async function accuracyOf(network: Sequential, x: NdArray, y: NdArray): Promise<number> {
  const { accuracy = Number.NaN } = await network.evaluate(x, y, { verbose: 0, returnDict: true });
  return accuracy;
}
