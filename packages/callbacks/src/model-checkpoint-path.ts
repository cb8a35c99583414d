import { ArgumentError, describe, formatFixed, formatFloat, formatScientific } from '@myelin/core';

const ENDING = '.safetensors';

/** A value's place in a path: `{val_loss:.2f}`. */
interface Field {
  readonly text: string;
  readonly name: string;
  readonly zeros: boolean;
  readonly width: number;
  readonly digits: number | undefined;
  readonly type: string;
}

/** Path of a checkpoint, in which values stand as in Python's `str.format`: `'{epoch:02d}-{val_loss:.2f}.safetensors'`. */
export class CheckpointPath {
  readonly #template: string;
  readonly #parts: readonly (string | Field)[];

  /** @throws {@link ArgumentError} the path has another ending, or a field cannot be read. */
  constructor(template: string) {
    if (typeof template !== 'string') {
      throw failure(
        `must be a path, received ${describe(template)}`,
        "pass for example { filepath: 'best.safetensors' }",
      );
    }
    if (!template.endsWith(ENDING)) {
      const stem = template.replace(/(\.weights)?\.(h5|keras)$|\.[^./\\{}]*$/, '');
      throw failure(
        `must end in ${ENDING}, the one format of checkpoints so far, received ${describe(template)}`,
        `pass { filepath: '${stem}${ENDING}' }`,
      );
    }
    this.#template = template;
    this.#parts = split(template);
  }

  /** @throws {@link ArgumentError} a value that the path names is not there. */
  fill(values: ReadonlyMap<string, number>): string {
    return this.#parts
      .map((part) => {
        if (typeof part === 'string') return part;
        const value = values.get(part.name);
        if (value !== undefined) return format(part, value);
        throw failure(
          `${describe(this.#template)} names \`${part.name}\`, and there are ${[...values.keys()].join(', ')}`,
          `leave ${part.text} out, or see to it that fit logs it`,
        );
      })
      .join('');
  }
}

function split(template: string): readonly (string | Field)[] {
  return (template.match(/\{\{|\}\}|\{[^{}]*\}|[^{}]+|[{}]/g) ?? []).map((text) => {
    if (text === '{{' || text === '}}') return text.charAt(0);
    if (text === '{' || text === '}') {
      throw failure(
        `has a single ${text}, received ${describe(template)}`,
        `write ${text}${text} for a brace, {epoch} for a value`,
      );
    }
    return text.startsWith('{') ? readField(text) : text;
  });
}

function readField(text: string): Field {
  const [, name = '', , zero, width = '', , digits, type = ''] =
    /^\{([^:]+)(:(0?)(\d{0,2})(\.(\d{1,2}))?([dfe]?))?\}$/.exec(text) ?? [];
  const isFixed = type === 'f' || type === 'e';
  if (name === '' || (digits !== undefined && !isFixed) || (type === 'd' && !isWhole(name))) {
    throw failure(
      `has the field ${text}, which cannot be read`,
      'write {epoch:02d} for whole numbers, {loss:.2f} or {loss:.3e} for others',
    );
  }
  return {
    text,
    name,
    zeros: zero === '0',
    width: Number(width),
    digits: digits === undefined ? undefined : Number(digits),
    type,
  };
}

/** The digits that Python gives to `f` and `e` without a precision. */
const USUAL_DIGITS = 6;

function format(field: Field, value: number): string {
  const written = write(field, value);
  const { width, zeros } = field;
  if (!zeros) return written.padStart(width);
  const sign = written.startsWith('-') ? '-' : '';
  return sign + written.slice(sign.length).padStart(width - sign.length, '0');
}

function write({ name, type, digits = USUAL_DIGITS }: Field, value: number): string {
  if (type === 'f') return formatFixed(value, digits);
  if (type === 'e') return formatScientific(value, digits);
  return isWhole(name) ? String(value) : formatFloat(value);
}

/** Epochs and batches are whole numbers in Python, all that is logged is not. */
const isWhole = (name: string): boolean => name === 'epoch' || name === 'batch';

function failure(problem: string, fix: string): ArgumentError {
  return new ArgumentError({
    where: 'ModelCheckpoint',
    problem: `\`filepath\` ${problem}`,
    fix,
  });
}
