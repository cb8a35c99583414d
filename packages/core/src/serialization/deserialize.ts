import { activationCatalog } from '../activations/activation-catalog.ts';
import { requireOneOf } from '../errors/checks.ts';
import { describe } from '../errors/describe.ts';
import { MyelinError, SerializationError } from '../errors/myelin-error.ts';
import { allOrNothing } from '../layer/all-or-nothing.ts';
import { fromFile } from '../options/options.ts';
import type { Json, JsonRecord, Serializable, SerializableClass } from '../options/serializable.ts';
import type { ObjectKind, ObjectKinds } from './object-kinds.ts';
import { catalogs, kindOfModule, kindOfOption } from './object-kinds.ts';
import { toCamelCase } from './option-names.ts';
import { requireBounded } from './require-bounded.ts';

const kinds = Object.keys(catalogs) as ObjectKind[];

/** Element types that metrics and losses compute in whatever a file says. */
const FLOATS: readonly unknown[] = ['float32', 'int64', 'int32', null];

/**
 * The object that a form in Keras's files describes: the reverse of `serialize`.
 *
 * The form may come from anywhere: nothing in it is executed, and only classes in the catalogs are made. (Importing
 * `myelin` fills these; classes of your own are added with `layerCatalog.register({ MyLayer })`.)
 *
 * @param form - `{ module, class_name, config }`, as parsed from JSON.
 * @param kind - What it must be; also finds the class where the form names no module.
 * @throws {@link SerializationError} the form is damaged, or names a class or an option that is not known. Nothing that was
 * made until then keeps memory.
 * @throws {@link ArgumentError} `kind` is not known.
 * @example
 * deserialize({ module: 'keras.regularizers', class_name: 'L2', config: { l2: 0.1 } }, 'regularizer')
 */
export function deserialize<Kind extends ObjectKind>(form: unknown, kind: Kind): ObjectKinds[Kind];
export function deserialize(form: unknown, kind?: ObjectKind): Serializable;
export function deserialize(form: unknown, kind?: ObjectKind): Serializable {
  if (kind !== undefined) requireOneOf('deserialize', 'kind', kind, kinds);
  requireBounded('deserialize', form);
  return allOrNothing(() => readObject(form, kind, 'deserialize', kind !== undefined));
}

function readObject(
  form: unknown,
  expected: ObjectKind | undefined,
  path: string,
  insists: boolean,
): Serializable {
  if (!isRecord(form) || typeof form.class_name !== 'string') {
    throw failure(
      path,
      `an object must be described by { module, class_name, config }, received ${describe(form)}`,
    );
  }
  const { module, class_name: name, config = {} } = form;
  if (!isRecord(config)) {
    throw failure(
      path,
      `the config of \`${name}\` must be an object, received ${describe(config)}`,
    );
  }
  const kind = kindOfModule(module) ?? expected ?? kindOfClass(name);
  if (kind === undefined) {
    const place = module === undefined ? '' : ` of module ${describe(module)}`;
    throw failure(path, `unknown class \`${name}\`${place}`, registering(name));
  }
  if (insists && expected !== undefined && kind !== expected) {
    throw failure(path, `\`${name}\` is a ${kind}, and a ${expected} is wanted`);
  }
  const where = path === 'deserialize' ? name : path;
  return guarded(where, name, () => {
    const Class = catalogs[kind].find(where, name) as SerializableClass;
    const usual = (changed: JsonRecord): Serializable => build(Class, kind, changed, where);
    return Class.fromKeras ? Class.fromKeras(config, usual) : usual(config);
  });
}

function build(
  Class: SerializableClass,
  kind: ObjectKind,
  config: JsonRecord,
  path: string,
): Serializable {
  const options = Object.entries(config).flatMap(([name, value]) => {
    const only = Class.kerasOnly;
    if (only && Object.hasOwn(only, name)) {
      requireHonored(path, name, value, only[name] ?? null);
      return [];
    }
    const read = readValue(value, name, `${path}.${name}`);
    if (name === 'dtype' && (kind === 'metric' || kind === 'loss')) {
      requireFloat(path, read);
      return [];
    }
    return [[toCamelCase(name), read] as const];
  });
  const Make = Class as unknown as new (options: object) => Serializable;
  return new Make({ ...Object.fromEntries(options), [fromFile]: true });
}

function readValue(value: Json, option: string, path: string): unknown {
  if (Array.isArray(value)) {
    return value.map((item, i) => readValue(item, option, `${path}[${i}]`));
  }
  if (!isRecord(value)) return value;
  if (typeof value.class_name !== 'string') {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, readValue(item, key, `${path}.${key}`)]),
    );
  }
  return readSpecial(value, path) ?? readObject(value, kindOfOption(option), path, false);
}

/** Values that Keras writes in the form of objects, but that are none of ours. */
function readSpecial(form: JsonRecord, path: string): unknown {
  const { class_name: name, config } = form;
  switch (name) {
    case 'DTypePolicy':
      return isRecord(config) ? config.name : config;
    case '__tensor__':
    case '__numpy__':
      return isRecord(config) ? config.value : config;
    case 'function':
      return functionName(config, path);
    case '__lambda__':
      throw failure(
        path,
        'the file holds a Python lambda, which is code and is not run',
        'save the model with a named function in its place',
      );
    default:
      if (!String(name).startsWith('__')) return undefined;
      throw failure(path, `values of the form \`${name}\` are not supported`);
  }
}

/** Functions are named by strings in our options. */
function functionName(name: unknown, path: string): string {
  const known = [activationCatalog, catalogs.loss, catalogs.metric];
  if (typeof name === 'string' && known.some((catalog) => catalog.has(name))) return name;
  throw failure(
    path,
    `unknown function ${describe(name)}`,
    'register it under that name first, for example with activationCatalog.register',
  );
}

function requireHonored(path: string, name: string, value: Json, honored: Json): void {
  if (JSON.stringify(value) === JSON.stringify(honored)) return;
  throw failure(
    path,
    `\`${name}\` is supported with the value ${JSON.stringify(honored)} only, received ${describe(value)}`,
    'save the model without that option',
  );
}

function requireFloat(path: string, dtype: unknown): void {
  if (FLOATS.includes(dtype)) return;
  throw failure(
    path,
    `\`dtype\` must be "float32", received ${describe(dtype)}`,
    'save the model with the float32 policy',
  );
}

function kindOfClass(name: string): ObjectKind | undefined {
  return kinds.find((kind) => catalogs[kind].has(name));
}

/** Whatever goes wrong while an object is made says where in the file it stands. */
function guarded(path: string, name: string, make: () => Serializable): Serializable {
  try {
    return make();
  } catch (cause) {
    if (cause instanceof SerializationError) throw cause;
    if (cause instanceof MyelinError) {
      throw new SerializationError({ where: path, problem: cause.problem, fix: cause.fix, cause });
    }
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SerializationError({
      where: path,
      problem: `\`${name}\` cannot be made from its config: ${reason.replace(/\.?\s*$/, '')}`,
      fix: 'check the file for damage',
      cause,
    });
  }
}

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const registering = (name: string): string =>
  `import 'myelin', or register the class first, for example with layerCatalog.register({ ${name} })`;

function failure(
  where: string,
  problem: string,
  fix = 'check the file for damage',
): SerializationError {
  return new SerializationError({ where, problem, fix });
}
