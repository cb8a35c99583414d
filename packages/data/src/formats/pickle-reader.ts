import { ByteCursor } from './byte-cursor.ts';
import type { Bytes } from './bytes.ts';

/** What stands for a name of Python's. */
class Name {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Stands for an array or a type that is being put together. */
class Made {
  readonly of: string;
  state: unknown;

  constructor(of: string) {
    this.of = of;
  }
}

/** Begins a list of operands. */
const MARK = Symbol('mark');

const RECONSTRUCT = ['numpy.core.multiarray._reconstruct', 'numpy._core.multiarray._reconstruct'];
const NAMES = [...RECONSTRUCT, 'numpy.ndarray', 'numpy.dtype'];

/** Reads a pickled NumPy array of objects, whose objects are lists of numbers. */
export class PickleReader {
  readonly #from: ByteCursor;
  readonly #stack: unknown[] = [];
  readonly #memo = new Map<number, unknown>();

  constructor(bytes: Bytes) {
    this.#from = new ByteCursor(bytes);
  }

  /** The objects of the array. Throws a plain error at the first thing that such an array does not need. */
  objects(): unknown {
    while (this.#step());
    const array = this.#pop();
    if (!(array instanceof Made) || !RECONSTRUCT.includes(array.of)) throw new Error('no array');
    // What ndarray.__setstate__ takes: version, shape, type, order, objects.
    return Array.isArray(array.state) ? array.state[4] : undefined;
  }

  /** One instruction; false at the end. */
  #step(): boolean {
    const from = this.#from;
    const code = from.uint(1);
    const instruction = String.fromCharCode(code);
    switch (instruction) {
      case '.':
        return false;
      case '\x80': // PROTO
        from.skip(1);
        return true;
      case '\x95': // FRAME
        from.skip(8);
        return true;
      case 'K':
        return this.#push(from.uint(1));
      case 'M':
        return this.#push(from.uint(2));
      case 'J':
        return this.#push(from.int32());
      case '\x8a':
        return this.#push(from.long());
      case 'N':
        return this.#push(null);
      case '\x88':
        return this.#push(true);
      case '\x89':
        return this.#push(false);
      case 'U': // SHORT_BINSTRING
      case 'C': // SHORT_BINBYTES
      case '\x8c': // SHORT_BINUNICODE
        return this.#push(from.text(from.uint(1)));
      case 'X': // BINUNICODE
        return this.#push(from.text(from.uint(4)));
      case 'c':
        return this.#push(this.#name(from.line(), from.line()));
      case '\x93': {
        const name = this.#pop();
        return this.#push(this.#name(this.#pop(), name));
      }
      case 'q':
        return this.#remember(from.uint(1));
      case 'r':
        return this.#remember(from.uint(4));
      case '\x94': // MEMOIZE
        return this.#remember(this.#memo.size);
      case 'h':
        return this.#recall(from.uint(1));
      case 'j':
        return this.#recall(from.uint(4));
      case '(':
        return this.#push(MARK);
      case ']':
        return this.#push([]);
      case 'a':
        return this.#append([this.#pop()]);
      case 'e':
        return this.#append(this.#operands());
      case ')':
        return this.#push([]);
      case 't':
        return this.#push(this.#operands());
      case '\x85':
      case '\x86':
      case '\x87':
        return this.#push(this.#stack.splice(-(code - 0x84), code - 0x84));
      case 'R':
        this.#pop(); // the arguments say nothing that we need
        return this.#push(this.#made(this.#pop()));
      case 'b':
        return this.#build(this.#pop());
      default:
        throw new Error(`instruction 0x${code.toString(16)}`);
    }
  }

  #name(module: unknown, name: unknown): Name {
    const text = `${module}.${name}`;
    if (NAMES.includes(text)) return new Name(text);
    throw new Error(`the name ${text}`);
  }

  #made(callable: unknown): Made {
    if (callable instanceof Name && callable.text !== 'numpy.ndarray') {
      return new Made(callable.text);
    }
    throw new Error('a call');
  }

  #build(state: unknown): boolean {
    const made = this.#stack.at(-1);
    if (!(made instanceof Made)) throw new Error('the state of an object');
    made.state = state;
    return true;
  }

  #append(values: readonly unknown[]): boolean {
    const list = this.#stack.at(-1);
    if (!Array.isArray(list)) throw new Error('an object that is no list');
    for (const value of values) list.push(value);
    return true;
  }

  #operands(): unknown[] {
    const mark = this.#stack.lastIndexOf(MARK);
    if (mark < 0) throw new Error('operands without a beginning');
    return this.#stack.splice(mark).slice(1);
  }

  #remember(at: number): boolean {
    this.#memo.set(at, this.#stack.at(-1));
    return true;
  }

  #recall(at: number): boolean {
    if (!this.#memo.has(at)) throw new Error('a value that was never kept');
    return this.#push(this.#memo.get(at));
  }

  #push(value: unknown): boolean {
    this.#stack.push(value);
    return true;
  }

  #pop(): unknown {
    if (this.#stack.length === 0) throw new Error('too few operands');
    return this.#stack.pop();
  }
}
