/** Functional models as Keras 3.15.1 writes them, without options that have their defaults, and what they gave. */

import type { Json, JsonRecord } from '@myelin/core';

const tensor = (layer: string, call = 0, place = 0): JsonRecord => ({
  class_name: '__keras_tensor__',
  config: { keras_history: [layer, call, place] },
});

/** A layer that is called once, or, for inputs, never. */
const layer = (
  class_name: string,
  name: string,
  config: JsonRecord,
  args?: readonly Json[],
  kwargs: JsonRecord = {},
): JsonRecord => ({
  module: 'keras.layers',
  class_name,
  config: { name, ...config },
  name,
  inbound_nodes: args ? [{ args, kwargs }] : [],
});

const operation = (
  class_name: string,
  name: string,
  config: JsonRecord,
  args: readonly Json[],
): JsonRecord => ({
  ...layer(class_name, name, config, args),
  module: 'keras.src.ops.numpy',
});

export const kerasGraphs = [
  {
    name: 'the mask of an Embedding',
    config: {
      name: 'm',
      layers: [
        layer('InputLayer', 'words', { batch_shape: [null, 3], dtype: 'int32' }),
        layer('Embedding', 'embedding', { input_dim: 4, output_dim: 2, mask_zero: true }, [
          tensor('words'),
        ]),
        operation('NotEqual', 'not_equal', {}, [tensor('words'), 0]),
        layer('LSTM', 'lstm', { return_sequences: false, units: 2 }, [tensor('embedding')], {
          training: false,
          mask: tensor('not_equal'),
        }),
      ],
      input_layers: ['words', 0, 0],
      output_layers: ['lstm', 0, 0],
    },
    x: [
      [
        [1, 2, 0],
        [3, 0, 0],
      ],
    ],
    y: [[-0.3204621, -0.01975381, 0.2286979, 0.08496097]],
  },
  {
    name: 'masks joined by Concatenate',
    config: {
      name: 'm',
      layers: [
        layer('InputLayer', 'numbers', { batch_shape: [null, 3, 2], dtype: 'float32' }),
        layer('InputLayer', 'words', { batch_shape: [null, 3], dtype: 'int32' }),
        operation('NotEqual', 'not_equal_1', {}, [tensor('numbers'), 0]),
        layer('Embedding', 'embedding', { input_dim: 4, output_dim: 2, mask_zero: true }, [
          tensor('words'),
        ]),
        layer('Masking', 'masking', { mask_value: 0 }, [tensor('numbers')]),
        operation('NotEqual', 'not_equal', {}, [tensor('words'), 0]),
        operation('Any', 'any', { axis: -1, keepdims: false }, [tensor('not_equal_1')]),
        operation('ExpandDims', 'expand_dims', { axis: -1 }, [tensor('not_equal')]),
        operation('ZerosLike', 'zeros_like', { dtype: 'bool' }, [tensor('embedding')]),
        operation('ExpandDims', 'expand_dims_1', { axis: -1 }, [tensor('any')]),
        operation('ZerosLike', 'zeros_like_1', { dtype: 'bool' }, [tensor('masking')]),
        operation('LogicalOr', 'logical_or', {}, [tensor('expand_dims'), tensor('zeros_like')]),
        operation('LogicalOr', 'logical_or_1', {}, [
          tensor('expand_dims_1'),
          tensor('zeros_like_1'),
        ]),
        operation('Concatenate', 'concatenate_1', { axis: -1 }, [
          [tensor('logical_or'), tensor('logical_or_1')],
        ]),
        layer('Concatenate', 'concatenate', { axis: -1 }, [
          [tensor('embedding'), tensor('masking')],
        ]),
        operation('Any', 'any_1', { axis: -1, keepdims: false }, [tensor('concatenate_1')]),
        layer('LSTM', 'lstm', { return_sequences: false, units: 1 }, [tensor('concatenate')], {
          training: false,
          mask: tensor('any_1'),
        }),
      ],
      input_layers: [
        ['words', 0, 0],
        ['numbers', 0, 0],
      ],
      output_layers: ['lstm', 0, 0],
    },
    x: [
      [
        [1, 2, 0],
        [3, 0, 0],
      ],
      [
        [
          [1, 2],
          [0, 0],
          [3, -1],
        ],
        [
          [0.5, 0.5],
          [1, -2],
          [0, 0],
        ],
      ],
    ],
    y: [[-0.122035, -0.07667822]],
  },
  {
    name: 'arithmetic',
    config: {
      name: 'm',
      layers: [
        layer('InputLayer', 'numbers', { batch_shape: [null, 3, 2], dtype: 'float32' }),
        operation('Multiply', 'multiply', {}, [2, tensor('numbers')]),
        layer('InputLayer', 'more', { batch_shape: [null, 3, 2], dtype: 'float32' }),
        operation('Subtract', 'subtract', {}, [tensor('multiply'), tensor('more')]),
        operation('GetItem', 'get_item', {}, [
          tensor('subtract'),
          [
            { class_name: '__slice__', config: { start: null, stop: null, step: null } },
            { class_name: '__slice__', config: { start: 1, stop: null, step: null } },
          ],
        ]),
        operation('Mean', 'mean', { axis: 1, keepdims: false }, [tensor('get_item')]),
        operation('Negative', 'negative', {}, [tensor('mean')]),
        operation('Concatenate', 'concatenate', { axis: -1 }, [
          [tensor('mean'), tensor('negative')],
        ]),
        operation('TrueDivide', 'true_divide', {}, [tensor('concatenate'), 4]),
        operation('ExpandDims', 'expand_dims', { axis: 1 }, [tensor('true_divide')]),
      ],
      input_layers: [
        ['numbers', 0, 0],
        ['more', 0, 0],
      ],
      output_layers: ['expand_dims', 0, 0],
    },
    x: [
      [
        [
          [1, 2],
          [0, 0],
          [3, -1],
        ],
        [
          [0.5, 0.5],
          [1, -2],
          [0, 0],
        ],
      ],
      [
        [
          [0.25, 0.25],
          [1, 4],
          [0, 0],
        ],
        [
          [1, 4],
          [0, 0],
          [9, 1],
        ],
      ],
    ],
    y: [[0.625, -0.75, -0.625, 0.75, -0.875, -0.625, 0.875, 0.625]],
  },
  {
    name: 'attention with a mask',
    config: {
      name: 'm',
      layers: [
        layer('InputLayer', 'numbers', { batch_shape: [null, 3, 2], dtype: 'float32' }),
        layer('InputLayer', 'looks', { batch_shape: [null, 3, 3], dtype: 'bool' }),
        layer(
          'MultiHeadAttention',
          'attention',
          { num_heads: 1, key_dim: 2, value_dim: 2, attention_axes: [1] },
          [tensor('numbers'), tensor('numbers')],
          { attention_mask: tensor('looks') },
        ),
      ],
      input_layers: [
        ['numbers', 0, 0],
        ['looks', 0, 0],
      ],
      output_layers: ['attention', 0, 0],
    },
    x: [
      [
        [
          [1, 2],
          [0, 0],
          [3, -1],
        ],
        [
          [0.5, 0.5],
          [1, -2],
          [0, 0],
        ],
      ],
      [
        [
          [1, 0, 0],
          [1, 1, 0],
          [1, 1, 1],
        ],
        [
          [1, 0, 0],
          [1, 1, 0],
          [1, 1, 1],
        ],
      ],
    ],
    y: [
      [
        -0.1843065, -0.03754127, -0.6078566, -1.480805, 1.75292, -1.554289, -0.3521966, -1.211903,
        0.4113479, -2.796541, 0.1295104, -2.42607,
      ],
    ],
  },
  {
    name: 'a model of two inputs inside',
    config: {
      name: 'm',
      layers: [
        layer('InputLayer', 'a', { batch_shape: [null, 2], dtype: 'float32' }),
        layer('InputLayer', 'b', { batch_shape: [null, 2], dtype: 'float32' }),
        layer(
          'Functional',
          'inner',
          {
            name: 'inner',
            layers: [
              layer('InputLayer', 'p', { batch_shape: [null, 2], dtype: 'float32' }),
              layer('InputLayer', 'q', { batch_shape: [null, 2], dtype: 'float32' }),
              layer('Subtract', 'minus', {}, [[tensor('p'), tensor('q')]]),
            ],
            input_layers: [
              ['p', 0, 0],
              ['q', 0, 0],
            ],
            output_layers: ['minus', 0, 0],
          },
          [[tensor('a'), tensor('b')]],
          { mask: [null, null] },
        ),
        layer('Dense', 'out', { units: 1 }, [tensor('inner')]),
      ],
      input_layers: [
        ['a', 0, 0],
        ['b', 0, 0],
      ],
      output_layers: ['out', 0, 0],
    },
    x: [
      [
        [1, 2],
        [0, 0],
      ],
      [
        [0.5, 0.5],
        [1, -2],
      ],
    ],
    y: [[2.171504, 2.592239]],
  },
] as const;
