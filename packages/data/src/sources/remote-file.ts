/** A file that is known before it is fetched: nothing else is accepted in its place. */
export interface RemoteFile {
  /** Name of the data set, and of the folder for its files. */
  readonly folder: string;
  /** Name of the file, on every mirror too. */
  readonly name: string;
  /** Size in bytes. */
  readonly bytes: number;
  /** SHA-256 of the content, 64 hexadecimal digits. */
  readonly sha256: string;
}
