import { StateError } from '@myelin/core';
import type { Node } from '../node.ts';

export interface PageFile {
  readonly type: string;
  readonly content: string;
}

/**
 * The files of the page by their addresses: ours, and those of the installed uPlot.
 *
 * @throws {@link StateError} they are not beside the code.
 */
export function readPageFiles({ fs, module }: Node): ReadonlyMap<string, PageFile> {
  // Bundlers would look for files behind an address that is written out.
  const here: string = import.meta.url;
  const ours = (name: string): string =>
    fs.readFileSync(new URL(name, new URL('../../page/', here)), 'utf8');
  const uPlot = (name: string): string =>
    fs.readFileSync(module.createRequire(here).resolve(`uplot/dist/${name}`), 'utf8');
  try {
    return new Map([
      ['/', { type: 'text/html', content: ours('index.html') }],
      ['/page.css', { type: 'text/css', content: ours('page.css') }],
      ['/charts.js', { type: 'text/javascript', content: ours('charts.js') }],
      ['/values.js', { type: 'text/javascript', content: ours('values.js') }],
      ['/page.js', { type: 'text/javascript', content: ours('page.js') }],
      ['/uplot.css', { type: 'text/css', content: uPlot('uPlot.min.css') }],
      ['/uplot.js', { type: 'text/javascript', content: uPlot('uPlot.iife.min.js') }],
    ]);
  } catch (cause) {
    throw new StateError({
      where: 'LivePage',
      problem: `the files of the page cannot be read (${(cause as Error).message})`,
      fix: 'install @myelin/callbacks with its dependencies, and keep it out of the bundle',
      cause,
    });
  }
}
