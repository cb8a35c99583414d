/**
 * The code that leaves zeros out of rows: sixteen bytes are looked at together, and most of them are 0.
 *
 * `floats(from, rows, width, entries, starts)` and `bytes(…)` read rows of `width` elements, write an entry for each that
 * is not 0 and, for each row, how many bytes of entries lie before it; they answer where the entries end. Up to 16 bytes
 * past the rows are read.
 */

import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import { type MemoryLimits, ModuleBuilder } from '../wasm/module-builder.ts';
import { ENTRY_BYTES } from './compressed-operand.ts';

/** Elements that a module of {@link compressModule} compresses, by the name of its function. */
export type CompressedElements = 'floats' | 'bytes';

export type CompressFunction = (
  from: number,
  rows: number,
  width: number,
  entries: number,
  starts: number,
) => number;

interface ElementKind {
  readonly bytes: number;
  /** How many one vector holds. */
  readonly lanes: number;
  /** Turns a vector on the stack into one bit for each lane that is not 0. */
  bits(f: FunctionBuilder): void;
  /** Loads one element, at the address on the stack, as a float. */
  load(f: FunctionBuilder): void;
}

const kinds: Readonly<Record<CompressedElements, ElementKind>> = {
  floats: {
    bytes: 4,
    lanes: 4,
    bits: (f) => f.splat(0).op('f32x4.ne').op('i32x4.bitmask'),
    load: (f) => f.memory('f32.load'),
  },
  bytes: {
    bytes: 1,
    lanes: 16,
    bits: (f) => f.splatI32(0).op('i8x16.ne').op('i8x16.bitmask'),
    load: (f) => f.memory('i32.load8_u').op('f32.convert_i32_u'),
  },
};

export function compressModule(limits: MemoryLimits): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder(limits);
  for (const [name, kind] of Object.entries(kinds)) {
    const built = module.function(['i32', 'i32', 'i32', 'i32', 'i32'], ['i32'], (f) =>
      emitCompress(f, kind),
    );
    module.export(name, built);
  }
  return module.encode();
}

function emitCompress(f: FunctionBuilder, kind: ElementKind): void {
  const [from, rows, width, entries, starts] = f.parameters as readonly [
    Local,
    Local,
    Local,
    Local,
    Local,
  ];
  const [entry, column, bits, at] = f.localsOf('i32', 4) as [Local, Local, Local, Local];
  f.get(entries).set(entry);
  f.loop(() => {
    f.get(starts).get(entry).get(entries).op('i32.sub').memory('i32.store');
    f.advance(starts, 4);
    f.i32(0).set(column);
    f.loop(() => {
      f.get(from).get(column).i32(kind.bytes).op('i32.mul').op('i32.add').tee(at).load();
      kind.bits(f);
      f.tee(bits).ifElse(() => {
        dropLanesPastRow(f, kind, { bits, column, width });
        f.block(() => {
          f.loop(() => {
            f.get(bits).op('i32.eqz').branchIf(1);
            const lane = (): FunctionBuilder => f.get(bits).op('i32.ctz');
            f.get(entry).get(column);
            lane().op('i32.add').memory('i32.store');
            f.get(entry).get(at);
            lane().i32(kind.bytes).op('i32.mul').op('i32.add');
            kind.load(f);
            f.memory('f32.store', 4);
            f.advance(entry, ENTRY_BYTES);
            f.get(bits).get(bits).i32(1).op('i32.sub').op('i32.and').set(bits);
            f.branch(0);
          });
        });
      });
      f.get(column).i32(kind.lanes).op('i32.add').tee(column);
      f.get(width).op('i32.lt_u').branchIf(0);
    });
    f.get(width).i32(kind.bytes).op('i32.mul').get(from).op('i32.add').set(from);
    f.get(rows).i32(1).op('i32.sub').tee(rows).branchIf(0);
  });
  f.get(entry);
}

/** The last vector of a row may reach into the next one. */
function dropLanesPastRow(
  f: FunctionBuilder,
  { lanes }: ElementKind,
  { bits, column, width }: Readonly<Record<'bits' | 'column' | 'width', Local>>,
): void {
  f.get(width).get(column).op('i32.sub').i32(lanes).op('i32.lt_u');
  f.ifElse(() => {
    f.get(bits).i32(1).get(width).get(column).op('i32.sub').op('i32.shl').i32(1).op('i32.sub');
    f.op('i32.and').set(bits);
  });
}
