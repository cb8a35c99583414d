import { describe } from '../errors/describe.ts';
import { ArgumentError } from '../errors/myelin-error.ts';
import { Catalog } from '../options/catalog.ts';
import { Constant } from './constant.ts';
import { GlorotNormal } from './glorot-normal.ts';
import { GlorotUniform } from './glorot-uniform.ts';
import { HeNormal } from './he-normal.ts';
import { HeUniform } from './he-uniform.ts';
import { IdentityInitializer } from './identity-initializer.ts';
import { Initializer } from './initializer.ts';
import { LecunNormal } from './lecun-normal.ts';
import { LecunUniform } from './lecun-uniform.ts';
import { Ones } from './ones.ts';
import { Orthogonal } from './orthogonal.ts';
import { RandomNormal } from './random-normal.ts';
import { RandomUniform } from './random-uniform.ts';
import { STFT } from './stft.ts';
import { TruncatedNormal } from './truncated-normal.ts';
import { VarianceScaling } from './variance-scaling.ts';
import { Zeros } from './zeros.ts';

const classes = {
  zeros: Zeros,
  Zeros,
  zero: Zeros,
  ones: Ones,
  Ones,
  one: Ones,
  glorot_uniform: GlorotUniform,
  GlorotUniform,
  glorot_normal: GlorotNormal,
  GlorotNormal,
  he_uniform: HeUniform,
  HeUniform,
  he_normal: HeNormal,
  HeNormal,
  lecun_uniform: LecunUniform,
  LecunUniform,
  lecun_normal: LecunNormal,
  LecunNormal,
  random_normal: RandomNormal,
  RandomNormal,
  normal: RandomNormal,
  random_uniform: RandomUniform,
  RandomUniform,
  uniform: RandomUniform,
  truncated_normal: TruncatedNormal,
  TruncatedNormal,
  variance_scaling: VarianceScaling,
  VarianceScaling,
  orthogonal: Orthogonal,
  Orthogonal,
  OrthogonalInitializer: Orthogonal,
  identity: IdentityInitializer,
  Identity: IdentityInitializer,
  IdentityInitializer,
  stft: STFT,
  STFT,
  STFTInitializer: STFT,
} as const;

/** Keras's names of initializers. `Constant` has none: it needs a value. */
export type InitializerName = keyof typeof classes;

export type InitializerClass = new () => Initializer;

/** Initializers known by name. */
export const initializerCatalog: Catalog<InitializerClass> = new Catalog<InitializerClass>(
  'initializer',
  // Files name the class, though no user would.
  { ...classes, Constant },
);

/**
 * The initializer that a name or an object stands for.
 *
 * @param option - The option that holds it, as messages name it.
 * @throws {@link ArgumentError} the name is unknown, or it is neither.
 */
export function initializer(
  where: string,
  identifier: InitializerName | Initializer,
  option = 'initializer',
): Initializer {
  if (identifier instanceof Initializer) return identifier;
  if (typeof identifier === 'string') return new (initializerCatalog.find(where, identifier))();
  throw new ArgumentError({
    where,
    problem: `\`${option}\` must be the name of an initializer or an Initializer, received ${describe(identifier)}`,
    fix: "pass for example 'glorot_uniform' or new HeNormal({ seed: 1 })",
  });
}
