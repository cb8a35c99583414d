import { Adam, Dense, Sequential } from 'myelin';

/** The note's first network: every layer ends in a sigmoid, so that it cannot answer anything above 1. */
export function sigmoids(): Sequential {
  return compiled([
    new Dense({ units: 10, activation: 'sigmoid' }),
    new Dense({ units: 10, activation: 'sigmoid' }),
    new Dense({ units: 1, activation: 'sigmoid' }),
    new Dense({ units: 1, activation: 'sigmoid' }),
  ]);
}

/** The note's second network: two layers without an activation, which are one linear function. */
export function linear(): Sequential {
  return compiled([new Dense({ units: 10 }), new Dense({ units: 1 })]);
}

/** One that can bend: money for television and for radio is worth more together than each alone. */
export function curved(): Sequential {
  return compiled(
    [new Dense({ units: 16, activation: 'relu' }), new Dense({ units: 1 })],
    new Adam({ learningRate: 0.01 }),
  );
}

/** How many inputs there are, the first layer finds out. */
function compiled(layers: readonly Dense[], optimizer: 'adam' | Adam = 'adam'): Sequential {
  const network = new Sequential([...layers]);
  network.compile({ optimizer, loss: 'mean_squared_error' });
  return network;
}
