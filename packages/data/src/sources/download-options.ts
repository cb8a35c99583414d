import { ArgumentError, describe, requireKnownOptions, requireWholeNumber } from '@myelin/core';

/** How far the download of one file has come. */
export interface DownloadProgress {
  /** Name of the file. */
  readonly file: string;
  /** Address it comes from. */
  readonly url: string;
  /** Bytes received so far. Falls back to 0 when a download has to start over. */
  readonly receivedBytes: number;
  /** Size of the file in bytes. */
  readonly totalBytes: number;
}

/** How files are fetched and kept. All options are optional. */
export interface DownloadOptions {
  /**
   * Folder that keeps downloaded files; in a browser, the name of a Cache Storage.
   *
   * @defaultValue the environment variable `MYELIN_CACHE`, else the user's cache folder; in a browser `'myelin-data'`
   */
  readonly cacheFolder?: string;
  /** Addresses of folders that hold the files, tried in this order. @defaultValue public mirrors of the data set */
  readonly mirrors?: readonly string[];
  /** Called as bytes arrive. @defaultValue a progress line, if the program runs in a terminal */
  readonly onProgress?: (progress: DownloadProgress) => void;
  /** Stops the download. Files that are already complete stay in the cache. */
  readonly signal?: AbortSignal;
  /** Used in place of the global `fetch`, for example to go through a proxy. */
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds without a single byte after which a connection is given up. @defaultValue 30000 */
  readonly stallTimeoutMs?: number;
  /** Times that each mirror is tried. @defaultValue 3 */
  readonly attempts?: number;
  /** Milliseconds before the second attempt; doubled for each further one. @defaultValue 500 */
  readonly retryDelayMs?: number;
}

/** The options with every default filled in. */
export interface DownloadSettings {
  /** Function that errors name. */
  readonly where: string;
  /** Addresses that end in a slash. */
  readonly mirrors: readonly string[];
  readonly cacheFolder: string | undefined;
  readonly onProgress: ((progress: DownloadProgress) => void) | undefined;
  readonly signal: AbortSignal | undefined;
  readonly fetch: typeof globalThis.fetch;
  readonly stallTimeoutMs: number;
  readonly attempts: number;
  readonly retryDelayMs: number;
}

const KNOWN = [
  'cacheFolder',
  'mirrors',
  'onProgress',
  'signal',
  'fetch',
  'stallTimeoutMs',
  'attempts',
  'retryDelayMs',
];

/**
 * Checks options and fills in the defaults.
 *
 * @param ownOptions - Names that the data set knows besides.
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 */
export function downloadSettings(
  where: string,
  options: DownloadOptions,
  publicMirrors: readonly string[],
  ownOptions: readonly string[] = [],
): DownloadSettings {
  requireKnownOptions(where, options, [...ownOptions, ...KNOWN]);
  const milliseconds = (option: 'stallTimeoutMs' | 'retryDelayMs', fallback: number, min: number) =>
    requireWholeNumber(where, option, options[option] ?? fallback, { min, max: 2 ** 31 - 1 });
  return {
    where,
    mirrors: checkedMirrors(where, options.mirrors ?? publicMirrors),
    cacheFolder: options.cacheFolder,
    onProgress: options.onProgress,
    signal: options.signal,
    fetch: options.fetch ?? globalThis.fetch.bind(globalThis),
    stallTimeoutMs: milliseconds('stallTimeoutMs', 30_000, 1),
    attempts: requireWholeNumber(where, 'attempts', options.attempts ?? 3, { min: 1 }),
    retryDelayMs: milliseconds('retryDelayMs', 500, 0),
  };
}

function checkedMirrors(where: string, mirrors: readonly string[]): string[] {
  if (Array.isArray(mirrors) && mirrors.length > 0) {
    const addresses = mirrors.map(webAddress);
    if (addresses.every((address) => address !== undefined)) return addresses;
  }
  throw new ArgumentError({
    where,
    problem: `\`mirrors\` must be a list of http or https addresses, received ${describe(mirrors)}`,
    fix: "pass for example { mirrors: ['https://example.org/mnist/'] }",
  });
}

/** The address with a final slash; in a page, a path is completed with the page's own address. */
function webAddress(mirror: string): string | undefined {
  try {
    const { href, protocol } = new URL(mirror, globalThis.location?.href);
    return /^https?:$/.test(protocol) ? href.replace(/\/?$/, '/') : undefined;
  } catch {
    return undefined;
  }
}
