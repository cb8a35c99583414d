import { existsSync, readFileSync } from 'node:fs';
import type { DefaultTheme } from 'vitepress';
import { defineConfig } from 'vitepress';
import { english } from './locales/english.ts';
import { korean } from './locales/korean.ts';
import { indexedText, searchTerms, wholeWords } from './search.ts';

/** What typedoc lists in `api/`; made anew by each build. */
function apiSidebar(): DefaultTheme.SidebarItem[] {
  const path = new URL('../api/typedoc-sidebar.json', import.meta.url);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : [];
}

export default defineConfig({
  title: 'Myelin',
  base: process.env.DOCS_BASE ?? '/',
  cleanUrls: true,
  lastUpdated: false,
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: `${process.env.DOCS_BASE ?? '/'}logo.svg` }]],
  locales: {
    root: english(apiSidebar()),
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
