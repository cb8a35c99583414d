/**
 * The anchor of a heading: its words in lower case, joined by hyphens, as VitePress makes it, but with Korean letters
 * composed, as keyboards write them and links therefore have them. VitePress takes syllables apart, and such links then
 * lead nowhere.
 */
export function headingAnchor(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'“”‘’<>,.?/]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .replace(/^(\d)/, '_$1')
    .toLowerCase();
}
