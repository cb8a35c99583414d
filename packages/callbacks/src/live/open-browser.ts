import type { Node } from '../node.ts';

/** Opens an address in the user's browser, if there is one. */
export function openBrowser({ childProcess, platform }: Node, url: string): void {
  const [command, ...start] =
    platform === 'win32'
      ? ['cmd', '/c', 'start', '']
      : [platform === 'darwin' ? 'open' : 'xdg-open'];
  const child = childProcess.spawn(command ?? '', [...start, url], {
    detached: true,
    stdio: 'ignore',
  });
  // The address has been printed: without a browser, nothing is lost.
  child.on('error', () => {});
  child.unref();
}
