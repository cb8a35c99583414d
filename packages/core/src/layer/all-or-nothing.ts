/** What a build in progress has done so far, as the acts that take it back. */
let undoing: (() => void)[] | undefined;

/**
 * Builds a layer, or nothing: where that fails, the layers inside that were built for it are taken back too.
 *
 * @param takeBack - Makes the layer as it was before `build`.
 */
export function allOrNothing(build: () => void, takeBack: () => void): void {
  const around = undoing;
  const inside: (() => void)[] = [];
  undoing = inside;
  try {
    build();
  } catch (cause) {
    for (const undo of inside) undo();
    takeBack();
    throw cause;
  } finally {
    undoing = around;
  }
  around?.push(...inside, takeBack);
}
