/** The boolean a text stands for, as pandas reads them: in any case. @source pandas 3.1 `read_csv` */
export function booleanOf(text: string): boolean | undefined {
  // As they are mostly spelled.
  if (text === 'true' || text === 'True') return true;
  if (text === 'false' || text === 'False') return false;
  const { length } = text;
  if (length !== 4 && length !== 5) return undefined;
  const lower = text.toLowerCase();
  if (lower === 'true') return true;
  return lower === 'false' ? false : undefined;
}
