/**
 * Counts the bytes of all WebAssembly memories that are made from now on and still held by someone.
 *
 * No counter of Node holds them: memory that threads share is neither heap nor, as a rule, array buffer.
 *
 * @returns A function that says how many there are at the moment.
 */
export function countWebAssemblyMemory(): () => number {
  const made: WeakRef<WebAssembly.Memory>[] = [];
  WebAssembly.Memory = class extends WebAssembly.Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super(descriptor);
      made.push(new WeakRef(this));
    }
  };
  return () => made.reduce((bytes, memory) => bytes + (memory.deref()?.buffer.byteLength ?? 0), 0);
}
