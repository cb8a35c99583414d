import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { Html } from './html.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const style = { fontFamily: 'inherit', fontSize: '12px', background: 'none' };

/** A chart as SVG without script. Its colors are CSS variables, so that they follow light and dark. */
export function svg(options: Plot.PlotOptions): Html {
  return new Html(Plot.plot({ ...options, style, className: 'chart', document }).outerHTML);
}
