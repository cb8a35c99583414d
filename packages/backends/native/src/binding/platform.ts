import type { Node } from './node.ts';

/** The name of this platform in npm packages, as napi-rs has it: `linux-x64-gnu`, `darwin-arm64`, `win32-x64-msvc`. */
export function platformOf(node: Pick<Node, 'fs' | 'process'>): string {
  const { platform, arch } = node.process;
  if (platform === 'linux') return `linux-${arch}-${usesMusl(node) ? 'musl' : 'gnu'}`;
  if (platform === 'win32') return `win32-${arch}-msvc`;
  return `${platform}-${arch}`;
}

/** Whether the C library of this Linux is musl. Its `ldd` says so, or else Node's report of its own process. */
function usesMusl({ fs, process }: Pick<Node, 'fs' | 'process'>): boolean {
  try {
    const ldd = fs.readFileSync('/usr/bin/ldd', 'utf8');
    if (ldd.includes('musl')) return true;
    if (ldd.includes('GNU C Library')) return false;
  } catch {
    // Small images have no ldd.
  }
  const report = process.report.getReport() as {
    readonly header: { readonly glibcVersionRuntime?: string };
  };
  return report.header.glibcVersionRuntime === undefined;
}
