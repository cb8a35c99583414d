import type { FileStore, Logs, SavedState } from '@myelin/core';
import {
  ArgumentError,
  Callback,
  describe,
  formatFloat,
  localFiles,
  requireBoolean,
  required,
  resolveOptions,
} from '@myelin/core';

export interface CSVLoggerOptions {
  /** Path of the file: `'runs/log.csv'`. */
  readonly filename: string;
  /** Character between two values. @defaultValue `','` */
  readonly separator?: string;
  /** Add to a file that is there, not replace it. @defaultValue `false` */
  readonly append?: boolean;
  /** Where the file is kept. @defaultValue the files of this computer, or the private ones of the page's origin */
  readonly files?: FileStore;
}

/**
 * Writes the logged values of each epoch as a row of a CSV file, which can be read while training goes on.
 *
 * Columns are `epoch`, counted from 0, and the values of the first epoch, sorted by name. Where there are none of a
 * validation there, columns for them are added. What an epoch does not log is `NA`. A run that is taken up again goes on
 * behind the row after which it was saved.
 *
 * @throws {@link ArgumentError} an option is outside its domain.
 * @throws {@link SerializationError} the file cannot be written.
 * @source Keras 3 `CSVLogger`; the same text, character by character.
 * @example
 * await model.fit(x, y, { epochs: 2, callbacks: [new CSVLogger({ filename: 'log.csv' })] });
 * // epoch,loss,val_loss
 * // 0,0.75,NA
 * // 1,0.5,NA
 */
export class CSVLogger extends Callback {
  readonly #filename: string;
  readonly #separator: string;
  readonly #appends: boolean;
  readonly #files: FileStore;
  /** Bytes of the file that stay. What is behind them goes when the first row is written. */
  #size = 0;
  #isOpen = false;
  /** Names of the columns but the first. */
  #names: readonly string[] | undefined;

  constructor(options: CSVLoggerOptions) {
    super();
    const where = 'CSVLogger';
    const { filename, separator, append, files } = resolveOptions<CSVLoggerOptions>(
      where,
      options,
      { filename: required, separator: ',', append: false, files: localFiles() },
    );
    if (typeof filename !== 'string' || filename === '') {
      throw new ArgumentError({
        where,
        problem: `\`filename\` must be the path of a file, received ${describe(filename)}`,
        fix: "pass for example { filename: 'log.csv' }",
      });
    }
    if (typeof separator !== 'string' || !/^[^"\r\n]$/u.test(separator)) {
      throw new ArgumentError({
        where,
        problem: `\`separator\` must be one character other than a quote or the end of a line, received ${describe(separator)}`,
        fix: "pass for example { separator: ';' }",
      });
    }
    this.#filename = filename;
    this.#separator = separator;
    this.#appends = requireBoolean(where, 'append', append);
    this.#files = files;
  }

  override async onTrainBegin(): Promise<void> {
    // Nothing is cut off yet: the run may be one that goes on, and keep its rows.
    this.#isOpen = false;
    this.#names = undefined;
    this.#size = this.#appends ? ((await this.#files.size(this.#filename)) ?? 0) : 0;
  }

  override async onEpochEnd(epoch: number, logs: Logs): Promise<void> {
    await this.#open();
    this.#names ??= columns(logs);
    const header = ['epoch', ...this.#names];
    const row = this.#names.map((name) => formatValue(logs[name]));
    const lines = [...(this.#size === 0 ? [header] : []), [String(epoch), ...row]];
    await this.#append(lines.map((line) => this.#line(line)).join(''));
  }

  override async onTrainEnd(): Promise<void> {
    await this.#open();
  }

  override saveState(): SavedState {
    return { size: this.#size, names: this.#names ?? null };
  }

  override loadState({ size, names }: SavedState): void {
    this.#size = size as number;
    this.#names = (names as readonly string[] | null) ?? undefined;
  }

  async #open(): Promise<void> {
    if (this.#isOpen) return;
    await this.#files.truncate(this.#filename, this.#size);
    const size = (await this.#files.size(this.#filename)) ?? 0;
    if (size < this.#size) {
      console.warn(
        `CSVLogger: "${this.#filename}" has lost rows since the run was saved (${size} bytes of ${this.#size}).`,
      );
    }
    this.#size = size;
    this.#isOpen = true;
  }

  async #append(text: string): Promise<void> {
    const content = new TextEncoder().encode(text);
    await this.#files.append(this.#filename, content);
    this.#size += content.length;
  }

  #line(values: readonly string[]): string {
    return `${values.map((value) => this.#quoted(value)).join(this.#separator)}\r\n`;
  }

  #quoted(value: string): string {
    const isPlain = !value.includes(this.#separator) && !/["\r\n]/.test(value);
    return isPlain ? value : `"${value.replaceAll('"', '""')}"`;
  }
}

function columns(logs: Logs): readonly string[] {
  const names = Object.keys(logs).sort();
  const isValidated = names.some((name) => name.startsWith('val_'));
  return isValidated ? names : [...names, ...names.map((name) => `val_${name}`)];
}

const formatValue = (value: number | undefined): string =>
  value === undefined ? 'NA' : formatFloat(value);
