import { activationCatalog } from '../activations/activation-catalog.ts';
import { NdArray } from '../arrays/nd-array.ts';
import { describe } from '../errors/describe.ts';
import { ArgumentError, SerializationError } from '../errors/myelin-error.ts';
import { Layer } from '../layer/layer.ts';
import { Accumulator } from '../metric/accumulator.ts';
import type { Json, JsonRecord, Serializable, SerializableClass } from '../options/serializable.ts';
import { preservingSeeds } from '../random/seed.ts';
import { catalogs, kindOfOption } from './object-kinds.ts';
import { toSnakeCase } from './option-names.ts';
import type { SerializedObject } from './serialized-object.ts';

/** Objects inside objects; more means that one holds itself. */
const MAX_DEPTH = 50;

const float32Policy: JsonRecord = {
  module: 'keras',
  class_name: 'DTypePolicy',
  config: { name: 'float32' },
  registered_name: null,
};

/**
 * An object in the form of Keras 3 files: JSON that Keras and `deserialize` make the object from again.
 *
 * Of a layer that is its options, not its weights.
 *
 * @throws {@link SerializationError} an option holds what a file cannot, such as a function of one's own.
 * @example
 * serialize(new L2({ l2: 0.1 }))
 * // => { module: 'keras.regularizers', class_name: 'L2', config: { l2: 0.1 }, registered_name: null }
 */
export function serialize(object: Serializable): SerializedObject {
  if (!isSerializable(object)) {
    throw new ArgumentError({
      where: 'serialize',
      problem: `\`object\` must be a layer, loss, metric, optimizer, learning rate schedule, initializer, regularizer or constraint, received ${describe(object)}`,
      fix: 'pass the object itself, not its name or class',
    });
  }
  // Names of initializers become objects on the way, which must not use up seeds.
  return preservingSeeds(() => writeObject(object, object.className, 0));
}

function writeObject(object: Serializable, path: string, depth: number): SerializedObject {
  if (depth > MAX_DEPTH) {
    throw failure(path, 'the object seems to hold itself', 'take one of the two out of the other');
  }
  const usual = (): JsonRecord => writeConfig(object, path, depth);
  return {
    module: object.module,
    class_name: object.className,
    config: object.toKeras ? object.toKeras(usual) : usual(),
    registered_name: /^keras(\.|$)/.test(object.module) ? null : object.className,
    ...(object.buildConfig && { build_config: object.buildConfig }),
  };
}

/** The options in snake case, with what Keras keeps elsewhere. */
function writeConfig(object: Serializable, path: string, depth: number): JsonRecord {
  const config: Record<string, Json> = {};
  for (const [option, value] of Object.entries(presentOptions(object))) {
    if (value === undefined) continue;
    const name = toSnakeCase(option);
    config[name] = writeValue(value, name, `${path}.${name}`, depth);
  }
  return { ...config, ...(object.constructor as unknown as SerializableClass).kerasOnly };
}

function presentOptions(object: Serializable): Readonly<Record<string, unknown>> {
  const config = object.config as Readonly<Record<string, unknown>>;
  if (object instanceof Layer) {
    const { name, trainable } = object;
    const shared = { name, trainable, dtype: float32Policy };
    // Keras keeps the shape of a first layer in the model around it.
    const own = Object.entries(config).filter(([key]) => key !== 'inputShape' && !(key in shared));
    return { ...shared, ...Object.fromEntries(own) };
  }
  if (object instanceof Accumulator) return { dtype: 'float32', ...config };
  return config;
}

function writeValue(value: unknown, option: string, path: string, depth: number): Json {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return writeNumber(value, path);
  if (typeof value === 'string') return writeString(value, option, path, depth);
  if (typeof value === 'function') return writeFunction(value, path);
  if (value instanceof NdArray) return writeValue(value.toArray(), option, path, depth);
  if (ArrayBuffer.isView(value)) {
    return Array.from(value as unknown as ArrayLike<number>, (n) => writeNumber(n, path));
  }
  if (Array.isArray(value)) {
    return value.map((item, i) => writeValue(item, option, `${path}[${i}]`, depth));
  }
  if (isSerializable(value)) return writeObject(value, path, depth + 1);
  if (value !== undefined && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        writeValue(item, option, `${path}.${key}`, depth + 1),
      ]),
    );
  }
  throw failure(
    path,
    `a file cannot hold ${describe(value)}`,
    'use numbers, strings, lists and objects of Myelin as options',
  );
}

function writeNumber(value: number, path: string): number {
  if (Number.isFinite(value)) return value;
  throw failure(path, `a file cannot hold ${value}`, 'use a finite number, or null for no limit');
}

/** Keras's files hold initializers, regularizers and constraints as objects, even where a name was given. */
function writeString(value: string, option: string, path: string, depth: number): Json {
  const kind = kindOfOption(option);
  if (kind !== 'initializer' && kind !== 'regularizer' && kind !== 'constraint') return value;
  const Class = catalogs[kind].find(path, value) as new () => Serializable;
  return writeObject(new Class(), path, depth + 1);
}

function writeFunction(value: object, path: string): string {
  const name = activationCatalog.nameOf(value as never);
  if (name !== undefined) return name;
  throw failure(
    path,
    `a file cannot hold ${describe(value)}, which is in no catalog`,
    'give it a name first, with activationCatalog.register({ my_activation: … })',
  );
}

function isSerializable(value: unknown): value is Serializable {
  return (
    typeof value === 'object' &&
    value !== null &&
    'className' in value &&
    'module' in value &&
    'config' in value
  );
}

function failure(where: string, problem: string, fix: string): SerializationError {
  return new SerializationError({ where, problem, fix });
}
