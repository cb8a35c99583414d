export interface TermsOptions {
  readonly columns: number;
  readonly minDegree: number;
  readonly maxDegree: number;
  readonly interactionOnly: boolean;
  readonly includeBias: boolean;
}

/** Products of columns, each made of a shorter one. The first is 1, the empty product. */
export interface Terms {
  /** Place of the product without its first column. */
  readonly parents: Int32Array;
  /** The first column. */
  readonly columns: Int32Array;
  /** Places of those that are wanted. */
  readonly wanted: Int32Array;
}

/** Products that come out: 1, columns, products of two, … in the order of their columns. */
export function termsOf(options: TermsOptions): Terms {
  const { columns, minDegree, maxDegree, interactionOnly, includeBias } = options;
  const parents: number[] = [-1];
  const firsts: number[] = [-1];
  const wanted: number[] = includeBias ? [0] : [];
  // Where, among the products of one degree less, those that begin with each column start.
  let begins: number[] = new Array<number>(columns + 1).fill(0);
  let end = 1;
  for (let degree = 1; degree <= maxDegree; degree++) {
    const next: number[] = [];
    for (let column = 0; column < columns; column++) {
      next.push(parents.length);
      const from = begins[interactionOnly && degree > 1 ? column + 1 : column] as number;
      for (let parent = from; parent < end; parent++) {
        if (degree >= minDegree) wanted.push(parents.length);
        parents.push(parent);
        firsts.push(column);
      }
    }
    if (end === parents.length) break;
    end = parents.length;
    next.push(end);
    begins = next;
  }
  return {
    parents: Int32Array.from(parents),
    columns: Int32Array.from(firsts),
    wanted: Int32Array.from(wanted),
  };
}

/** Whether there are more products than `limit`, wanted or not. They are counted, not made. */
export function isAbove(
  limit: number,
  { columns, maxDegree, interactionOnly }: TermsOptions,
): boolean {
  let count = 1;
  let ofDegree = 1;
  for (let degree = 1; degree <= maxDegree && ofDegree > 0 && count <= limit; degree++) {
    ofDegree *= interactionOnly ? (columns - degree + 1) / degree : (columns + degree - 1) / degree;
    count += ofDegree;
  }
  return count > limit;
}

/** How often each column stands in a product. */
export function powersOf({ parents, columns }: Terms, term: number, width: number): number[] {
  const powers = new Array<number>(width).fill(0);
  for (let at = term; at > 0; at = parents[at] as number) {
    const column = columns[at] as number;
    powers[column] = (powers[column] as number) + 1;
  }
  return powers;
}

/** A product as people write it: `1`, `a`, `a^2 b`. Its columns are in order, so that equal ones are neighbors. */
export function termName(
  { parents, columns }: Terms,
  term: number,
  names: readonly string[],
): string {
  const factors: string[] = [];
  for (let at = term; at > 0; ) {
    const column = columns[at] as number;
    let power = 0;
    for (; at > 0 && columns[at] === column; at = parents[at] as number) power++;
    factors.push(power === 1 ? `${names[column]}` : `${names[column]}^${power}`);
  }
  return factors.length === 0 ? '1' : factors.join(' ');
}
