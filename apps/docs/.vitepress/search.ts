import type { MarkdownEnv } from 'vitepress';

interface Renderer {
  render(source: string, env: MarkdownEnv): string;
}

/** What the search index holds of a page: all of a guide page, of an API page its introduction. */
export function indexedText(source: string, env: MarkdownEnv, md: Renderer): string {
  const isApi = env.relativePath.startsWith('api/');
  const text = isApi ? source.split(/^## (?:Constructors|Extends)/m)[0] : source;
  const html = md.render(text ?? source, env);
  return env.frontmatter?.search === false ? '' : html;
}

/**
 * Words of a text to be indexed. Korean glues particles to the end of a word and nouns to one another, so each ending
 * of a Korean word counts too: `활성화함수` is found by `함수`.
 *
 * The function is sent to the browser as text: it may use nothing from outside itself.
 */
export function searchTerms(text: string): string[] {
  const words = text.split(/[\n\r\p{Z}\p{P}]+/u).filter(Boolean);
  return words.flatMap((word) => {
    if (!/\p{Script=Hangul}{3}/u.test(word)) return [word];
    const endings = [];
    for (let start = 1; start <= word.length - 2; start++) endings.push(word.slice(start));
    return [word, ...endings];
  });
}

/** Words of a query, as they were typed. */
export function wholeWords(text: string): string[] {
  return text.split(/[\n\r\p{Z}\p{P}]+/u).filter(Boolean);
}
