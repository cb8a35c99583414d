import { existsSync, readFileSync } from 'node:fs';
import type { DefaultTheme } from 'vitepress';
import { defineConfig } from 'vitepress';
import { headingAnchor } from './heading-anchor.ts';
import { english } from './locales/english.ts';
import { korean } from './locales/korean.ts';
import { indexedText, searchTerms, wholeWords } from './search.ts';

/**
 * A sidebar for each package, from what typedoc lists in `api/`.
 *
 * Every page holds its whole sidebar, so types are left out: they are linked wherever they are used.
 */
function apiSidebars(): DefaultTheme.SidebarMulti {
  const path = new URL('../api/typedoc-sidebar.json', import.meta.url);
  const packages: DefaultTheme.SidebarItem[] = existsSync(path)
    ? JSON.parse(readFileSync(path, 'utf8'))
    : [];
  const overview = packages.map(({ text = '', link = '' }) => ({ text, link }));
  const sidebars = overview.map(({ text, link }, i): [string, DefaultTheme.SidebarItem[]] => {
    const groups = packages[i]?.items?.filter((group) => listedGroups.has(group.text ?? '')) ?? [];
    return [
      link,
      [
        { text: 'API reference', link: '/api/' },
        { text, link, items: groups },
        { text: 'Other packages', collapsed: true, items: overview },
      ],
    ];
  });
  return {
    ...Object.fromEntries(sidebars),
    '/api/': [{ text: 'API reference', link: '/api/', items: overview }],
  };
}

const listedGroups = new Set(['Classes', 'Functions', 'Variables']);

export default defineConfig({
  title: 'Myelin',
  base: process.env.DOCS_BASE ?? '/',
  srcExclude: ['scripts/**'],
  cleanUrls: true,
  // Sidebars in one file, not in each page.
  metaChunk: true,
  lastUpdated: false,
  markdown: { anchor: { slugify: headingAnchor } },
  head: [
    [
      'link',
      { rel: 'icon', type: 'image/svg+xml', href: `${process.env.DOCS_BASE ?? '/'}logo.svg` },
    ],
  ],
  locales: {
    root: english(apiSidebars()),
    ko: korean(),
  },
  themeConfig: {
    logo: '/logo.svg',
    socialLinks: [{ icon: 'github', link: 'https://github.com/myelin-js/myelin' }],
    search: {
      provider: 'local',
      options: {
        locales: { ko: { translations: korean.search } },
        _render: indexedText,
        miniSearch: {
          options: { tokenize: searchTerms },
          searchOptions: { tokenize: wholeWords },
        },
      },
    },
  },
  vite: {
    // tfjs is large, and only the page with the demo loads it.
    build: { chunkSizeWarningLimit: 1500 },
    resolve: { dedupe: ['@tensorflow/tfjs-core', 'vue'] },
  },
});
