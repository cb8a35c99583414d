/** A file that is known before it is fetched: nothing else is accepted in its place. */
export type RemoteFile = FileFacts & {
  /** Name of the data set, and of the folder for its files. */
  readonly folder: string;
  /** Name of the file, on every mirror too. */
  readonly name: string;
};

/** Size in bytes and checksum, as hexadecimal digits. MD5 only where nothing better is published. */
export type FileFacts = { readonly bytes: number } & (
  | { readonly sha256: string; readonly md5?: never }
  | { readonly md5: string; readonly sha256?: never }
);
