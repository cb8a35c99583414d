/** Puts functions together into one WebAssembly module over an imported memory. */

import { text, unsigned } from './bytes.ts';
import { type Callable, FunctionBuilder } from './function-builder.ts';
import { MovingAddresses } from './moving-addresses.ts';
import { type ValueType, valueType } from './value-type.ts';

export interface MemoryLimits {
  /** Pages of 64 KiB that the memory has at least. */
  readonly minimum: number;
  /** Pages that it may grow to. */
  readonly maximum: number;
  /** Whether threads share it. */
  readonly shared: boolean;
}

/** A function that the host brings. */
interface Import extends Callable {
  readonly name: string;
  readonly type: number;
}

/** Where imports come from, in `new WebAssembly.Instance(module, { host: { memory, … } })`. */
export const HOST = 'host';

export class ModuleBuilder {
  /** Addresses that move with the steps of loops, in functions that have the numbers of the steps as parameters. */
  readonly moving: MovingAddresses = new MovingAddresses();
  readonly #limits: MemoryLimits;
  readonly #types: string[] = [];
  readonly #imports: Import[] = [];
  readonly #functions: { readonly builder: FunctionBuilder; readonly type: number }[] = [];
  readonly #exports: { readonly name: string; readonly index: number }[] = [];

  constructor(limits: MemoryLimits) {
    this.#limits = limits;
  }

  /** A function of the host. All imports come before the first function. */
  import(name: string, parameters: readonly ValueType[], results: readonly ValueType[]): Callable {
    const type = this.#type(parameters, results);
    const added = { name, type, index: this.#imports.length };
    this.#imports.push(added);
    return added;
  }

  /** Adds a function; `build` writes its body. */
  function(
    parameters: readonly ValueType[],
    results: readonly ValueType[],
    build: (f: FunctionBuilder) => void,
  ): FunctionBuilder {
    const index = this.#imports.length + this.#functions.length;
    const builder = new FunctionBuilder(index, parameters, results, this.moving);
    this.#functions.push({ builder, type: this.#type(parameters, results) });
    build(builder);
    return builder;
  }

  /** Lets the host call a function by name. */
  export(name: string, target: Callable): void {
    this.#exports.push({ name, index: target.index });
  }

  /** The module as bytes. */
  encode(): Uint8Array<ArrayBuffer> {
    const { minimum, maximum, shared } = this.#limits;
    const memory = [
      ...text(HOST),
      ...text('memory'),
      0x02,
      shared ? 0x03 : 0x01,
      ...unsigned(minimum),
      ...unsigned(maximum),
    ];
    const bodies = list(this.#functions.map(({ builder }) => builder.encode()));
    const bytes = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00].concat(
      section(1, list(this.#types.map((type) => JSON.parse(type) as number[]))),
      section(2, list([memory, ...this.#imports.map(importEntry)])),
      section(3, list(this.#functions.map(({ type }) => unsigned(type)))),
      section(7, list(this.#exports.map(exportEntry))),
      section(10, bodies),
    );
    return Uint8Array.from(bytes);
  }

  #type(parameters: readonly ValueType[], results: readonly ValueType[]): number {
    const codes = (types: readonly ValueType[]): number[] => [
      ...unsigned(types.length),
      ...types.map((type) => valueType[type]),
    ];
    const type = JSON.stringify([0x60, ...codes(parameters), ...codes(results)]);
    const known = this.#types.indexOf(type);
    return known >= 0 ? known : this.#types.push(type) - 1;
  }
}

const importEntry = ({ name, type }: Import): number[] => [
  ...text(HOST),
  ...text(name),
  0x00,
  ...unsigned(type),
];

const exportEntry = ({ name, index }: { name: string; index: number }): number[] => [
  ...text(name),
  0x00,
  ...unsigned(index),
];

function section(id: number, content: readonly number[]): number[] {
  return [id].concat(unsigned(content.length), content);
}

function list(entries: readonly (readonly number[])[]): number[] {
  return unsigned(entries.length).concat(...entries);
}
