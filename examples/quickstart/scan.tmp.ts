import { Adam, Conv2D, Dense, digits, Dropout, Flatten, MaxPooling2D, Rescaling, Reshape, Sequential, setRandomSeed, useBackend } from 'myelin';
await useBackend();
const { train, test } = await digits.load();
const R = () => new Rescaling({ scale: 1 / 16, inputShape: [8, 8] });
const nets: Record<string, () => Sequential> = {
  d64: () => new Sequential([R(), new Flatten(), new Dense({ units: 64, activation: 'relu' }), new Dropout({ rate: 0.2 }), new Dense({ units: 10, activation: 'softmax' })]),
  d128: () => new Sequential([R(), new Flatten(), new Dense({ units: 128, activation: 'relu' }), new Dropout({ rate: 0.2 }), new Dense({ units: 10, activation: 'softmax' })]),
  d128_64: () => new Sequential([R(), new Flatten(), new Dense({ units: 128, activation: 'relu' }), new Dropout({ rate: 0.2 }), new Dense({ units: 64, activation: 'relu' }), new Dense({ units: 10, activation: 'softmax' })]),
  cnn8: () => new Sequential([R(), new Reshape({ targetShape: [8, 8, 1] }), new Conv2D({ filters: 8, kernelSize: 3, activation: 'relu' }), new Flatten(), new Dropout({ rate: 0.3 }), new Dense({ units: 10, activation: 'softmax' })]),
};
for (const [name, epochs, lr] of [['d64', 30, 0.003], ['d64', 40, 0.002], ['d128', 30, 0.001],['d128', 25, 0.002], ['d128_64', 20, 0.001], ['d128_64', 30, 0.001], ['cnn8', 10, 0.003]] as const) {
  const accs = []; let secs = 0;
  for (const seed of [1, 2, 3, 4]) {
    setRandomSeed(seed);
    const m = (nets[name] as () => Sequential)();
    m.compile({ optimizer: new Adam({ learningRate: lr }), loss: 'sparse_categorical_crossentropy', metrics: ['accuracy'] });
    const t = performance.now();
    await m.fit(train.images, train.labels, { epochs, verbose: 0, validationSplit: 0.1 });
    secs += (performance.now() - t) / 4000;
    const r = await m.evaluate(test.images, test.labels, { verbose: 0, returnDict: true });
    accs.push(r.accuracy);
    m.dispose();
  }
  console.log(name, epochs, lr, accs.map((a) => a?.toFixed(4)).join(' '), secs.toFixed(1), 's');
}
