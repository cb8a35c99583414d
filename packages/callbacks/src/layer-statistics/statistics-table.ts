import type { LayerSummary } from './layer-summary.ts';

const titles = [
  'layer',
  'mean',
  'std',
  'zeros',
  'dead',
  'saturated',
  'weights',
  'gradient',
  'gradient/weights',
] as const;

/** Stands where a number has no meaning. */
const none = '-';

/** One line for each layer, in columns that are aligned. */
export function statisticsTable(layers: readonly LayerSummary[]): string[] {
  const rows = [titles, ...layers.map(cellsOf)];
  const widths = titles.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  '),
  );
}

function cellsOf(layer: LayerSummary): string[] {
  const { name, className, activation, weightNorm, gradientNorm, units, deadUnits } = layer;
  const kind = activation === null ? className : `${className}, ${activation}`;
  const hasRatio = weightNorm !== null && weightNorm > 0 && gradientNorm !== null;
  return [
    `${name} (${kind})`,
    number(layer.mean),
    number(layer.deviation),
    percent(layer.zeros),
    deadUnits === null ? none : `${deadUnits}/${units}`,
    percent(layer.saturated),
    number(weightNorm),
    number(gradientNorm),
    number(hasRatio ? gradientNorm / weightNorm : null),
  ];
}

/** Three digits that count. */
function number(value: number | null): string {
  if (value === null) return none;
  const size = Math.abs(value);
  if (size === 0 || !Number.isFinite(size)) return String(value);
  if (size < 1e-3 || size >= 1e5) return value.toExponential(2);
  return size >= 1000 ? value.toFixed(0) : value.toPrecision(3);
}

const percent = (share: number | null): string =>
  share === null ? none : `${(100 * share).toFixed(1)}%`;
