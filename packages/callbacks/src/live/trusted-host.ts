import type { Node } from '../node.ts';

/**
 * Whether a request that names this host may be answered: an IP address, `localhost`, or the name that the server was
 * given.
 *
 * Other websites can point a name of theirs at this machine, and then read what their visitor's browser gets here (DNS
 * rebinding). Such a request carries their name.
 */
export function isTrustedHost(net: Node['net'], header: string | undefined, own: string): boolean {
  const name = header?.replace(/:\d+$/, '').toLowerCase();
  if (!name) return false;
  return (
    name === 'localhost' || name === own.toLowerCase() || net.isIP(name.replace(/^\[|\]$/g, '')) > 0
  );
}
