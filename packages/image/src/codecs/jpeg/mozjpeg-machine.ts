import { StateError } from '@myelin/core';
import { findNode, type Node } from '../../files/node.ts';
import type { RgbaPicture } from './jpeg-codec.ts';

/** What a compiled half of MozJPEG offers: the one for decoding, or the one for encoding. */
interface Machine {
  readonly HEAPU8: Uint8Array;
  decode(bytes: Uint8Array, isTurned: boolean): RgbaPicture | null;
  encode(
    pixels: Uint8Array | Uint8ClampedArray,
    width: number,
    height: number,
    options: Readonly<Record<string, number | boolean>>,
  ): Uint8Array;
}

type MachineFactory = (options: {
  readonly noInitialRun: boolean;
  print(line: string): void;
  printErr(line: string): void;
  instantiateWasm(
    imports: WebAssembly.Imports,
    receive: (instance: WebAssembly.Instance) => void,
  ): WebAssembly.Exports;
}) => Promise<Machine>;

/** The parts from which machines are made. */
interface Program {
  readonly factory: MachineFactory;
  readonly compiled: WebAssembly.Module;
}

/** What came of it: without a result, why. */
interface Outcome<Result> {
  readonly result?: Result;
  readonly cause?: unknown;
  /** Lines that it would have written to the console. */
  readonly said: readonly string[];
}

/** Memory that a machine may keep: it gives none back. */
const MOST_KEPT = 64 * 2 ** 20;

/** A half of `@jsquash/jpeg` in Node, loaded when it is first needed. One that failed or has grown large is not used again. */
export class MozjpegMachine {
  readonly #half: 'dec' | 'enc';
  #program: Promise<Program> | undefined;
  #idle: Machine | undefined;
  #said: string[] = [];

  constructor(half: 'dec' | 'enc') {
    this.#half = half;
  }

  /** @throws {@link StateError} it is not installed. */
  async run<Result>(
    where: string,
    act: (machine: Machine) => Result | null,
  ): Promise<Outcome<Result>> {
    const program = await this.#loaded(where);
    const machine = this.#idle ?? (await this.#newMachine(program));
    // From here on nothing waits: what it says belongs to this call.
    this.#idle = undefined;
    this.#said = [];
    try {
      const result = withImageData(() => act(machine));
      if (result === null) return { said: this.#said };
      if (machine.HEAPU8.length <= MOST_KEPT) this.#idle = machine;
      return { result, said: this.#said };
    } catch (cause) {
      return { cause, said: this.#said };
    }
  }

  #loaded(where: string): Promise<Program> {
    this.#program ??= load(this.#half).catch((cause: unknown) => {
      this.#program = undefined;
      throw new StateError({
        where,
        problem:
          'the package @jsquash/jpeg, which decodes and encodes JPEGs in Node, cannot be loaded',
        fix: 'install it beside @myelin/image; if you bundle for Node, leave @myelin/image out of the bundle',
        cause,
      });
    });
    return this.#program;
  }

  #newMachine({ factory, compiled }: Program): Promise<Machine> {
    const hear = (line: string): void => void this.#said.push(line);
    return withImageData(() =>
      factory({
        noInitialRun: true,
        print: hear,
        printErr: hear,
        instantiateWasm(imports, receive) {
          const instance = new WebAssembly.Instance(compiled, imports);
          receive(instance);
          return instance.exports;
        },
      }),
    );
  }
}

/** Required and not imported, which no bundler sees: pages decode by themselves, and their bundles are to hold none of it. */
async function load(half: 'dec' | 'enc'): Promise<Program> {
  const { fs, module } = findNode() as Node;
  const require = module.createRequire(import.meta.url);
  const path = require.resolve(`@jsquash/jpeg/codec/${half}/mozjpeg_${half}.js`);
  const { default: factory } = require(path) as { readonly default: MachineFactory };
  const bytes = await fs.readFile(path.replace(/\.js$/, '.wasm'));
  return { factory, compiled: await WebAssembly.compile(bytes) };
}

/** Machines hand pictures over as a page's `ImageData`, and would leave a stand-in for it behind in Node. */
function withImageData<Result>(act: () => Result): Result {
  const scope = globalThis as { ImageData?: unknown };
  const isMissing = scope.ImageData === undefined;
  if (isMissing) scope.ImageData = StoredPixels;
  try {
    return act();
  } finally {
    if (isMissing) Reflect.deleteProperty(scope, 'ImageData');
  }
}

class StoredPixels implements RgbaPicture {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;

  constructor(data: Uint8ClampedArray, width: number, height: number) {
    this.data = data;
    this.width = width;
    this.height = height;
  }
}
