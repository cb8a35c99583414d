/** What a file is by its first bytes, as far as people mistake it for a table. */
const SIGNATURES: readonly (readonly [signature: string, title: string, fix: string])[] = [
  ['\x89PNG', 'a PNG picture', 'pass the file that holds the table'],
  ['\xff\xd8\xff', 'a JPEG picture', 'pass the file that holds the table'],
  ['GIF8', 'a GIF picture', 'pass the file that holds the table'],
  ['%PDF', 'a PDF document', 'export the table in it as CSV'],
  [
    'PK\x03\x04',
    'a ZIP archive, as Excel workbooks (.xlsx) are, too',
    'unpack it, or save the sheet as CSV',
  ],
  ['\xd0\xcf\x11\xe0', 'an old Office document (.xls)', 'save the sheet as CSV'],
  ['PAR1', 'a Parquet file', 'read it with readParquet()'],
  ['ARROW1', 'an Arrow file', 'read it with readArrow()'],
  ['FEA1', 'a Feather file of version 1', 'save it as version 2, and read it with readArrow()'],
  ['\xff\xff\xff\xff', 'an Arrow stream', 'read it with readArrow()'],
  ['\x89HDF', 'an HDF5 file', 'save the table as CSV or Parquet'],
  ['SQLite format 3', 'a SQLite database', 'export the table as CSV'],
  ['\x93NUMPY', 'a NumPy file', 'save the array as CSV'],
];

export interface KnownFormat {
  readonly title: string;
  readonly fix: string;
}

/** The format that some first bytes betray; undefined for what may be text. */
export function knownFormat(begin: Uint8Array): KnownFormat | undefined {
  const text = String.fromCharCode(...begin.subarray(0, 512));
  const found = SIGNATURES.find(([signature]) => text.startsWith(signature));
  if (found) return { title: found[1], fix: found[2] };
  if (/^(\xef\xbb\xbf)?\s*<(!doctype\s+html|html|head|body)\b/i.test(text)) {
    return {
      title: 'a web page (HTML)',
      fix: 'take the address of the file itself, for example the "raw" link of a page that shows it',
    };
  }
  return undefined;
}
