/** What a build in progress has done so far, as the acts that take it back. */
let undoing: (() => void)[] | undefined;

/**
 * Builds something, or nothing: where that fails, the layers inside that were built for it are taken back too.
 *
 * @param takeBack - Makes what is built as it was before `build`.
 */
export function allOrNothing<Built>(build: () => Built, takeBack: () => void = () => {}): Built {
  const around = undoing;
  const inside: (() => void)[] = [];
  undoing = inside;
  try {
    const built = build();
    around?.push(...inside, takeBack);
    return built;
  } catch (cause) {
    for (const undo of inside) undo();
    takeBack();
    throw cause;
  } finally {
    undoing = around;
  }
}
