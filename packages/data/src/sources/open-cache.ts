import { BrowserCache } from './browser-cache.ts';
import type { DownloadCache } from './download-cache.ts';
import { FolderCache } from './folder-cache.ts';
import { findNode } from './node.ts';

/** The cache of this platform. None in a page without Cache Storage, such as one served over plain http. */
export function openCache(folder: string | undefined): DownloadCache | undefined {
  const node = findNode();
  if (node) return new FolderCache(node, folder);
  return typeof caches === 'undefined' ? undefined : new BrowserCache(folder);
}
