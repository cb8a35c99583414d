/** The part of a canvas that decides whether WebGL can be used. */
export interface ContextSource {
  getContext(kind: 'webgl2', attributes: WebGLContextAttributes): unknown;
}

/** The part of a WebGL 2 context that decides whether it can be used. */
interface Context {
  getExtension(name: string): unknown;
}

/** Why a canvas cannot serve; undefined if it can. */
export function refusalOf(canvas: ContextSource | undefined): string | undefined {
  if (!canvas) return 'there is no canvas: this is not a browser';
  // As tfjs asks for it: it does not take a context that the browser calls slow.
  const context = canvas.getContext('webgl2', { failIfMajorPerformanceCaveat: true }) as
    | Context
    | null
    | undefined;
  if (!context) return 'this browser offers no WebGL 2, or only a slow one';
  const reason = context.getExtension('EXT_color_buffer_float')
    ? undefined
    : 'this device computes in 16-bit numbers only, too coarse for training';
  giveBack(context);
  return reason;
}

/** A page may hold few contexts at a time; the one that was only looked at is let go. */
function giveBack(context: Context): void {
  (context.getExtension('WEBGL_lose_context') as { loseContext(): void } | null)?.loseContext();
}
