import { CONTRACT, type NativeBinding } from './native-binding.ts';
import { findNode, type Node } from './node.ts';
import { platformOf } from './platform.ts';

/** Why there is no engine, and what to do about it. */
interface Refusal {
  readonly reason: string;
  readonly fix: string;
}

export type LoadedBinding =
  | { readonly binding: NativeBinding; readonly refusal?: undefined }
  | { readonly binding?: undefined; readonly refusal: Refusal };

/** Where an engine is looked for. */
export interface Surroundings {
  readonly node: Node;
  /** The folder of this package, with its package.json; undefined in a bundle that does not say where it lies. */
  readonly folder: string | undefined;
  readonly platform: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  /** A package with the engine for every platform that has one. */
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

const PACKAGE = '@myelin/backend-native';
const BUILD = 'https://github.com/myelin-js/myelin/tree/main/packages/backends/native#build';

/**
 * Loads the engine: the file that `MYELIN_NATIVE_BINDING` names; else the one that was built beside package.json; else
 * the one in the npm package for this platform. Where none can be loaded it says why; it does not throw.
 */
export function loadBinding(surroundings: Surroundings | undefined = here()): LoadedBinding {
  if (surroundings === undefined) {
    return refuse('this is not Node.js 20.16 or newer', 'run the program in Node.js');
  }
  const { MYELIN_NATIVE, MYELIN_NATIVE_BINDING } = surroundings.environment;
  if (MYELIN_NATIVE === 'off') {
    return refuse('it is switched off by `MYELIN_NATIVE=off`', 'leave that variable out');
  }
  const { node, folder, platform } = surroundings;
  const manifest = readManifest(node, folder);
  if (folder === undefined || manifest === undefined) {
    return refuse(
      `the folder of ${PACKAGE} was not found: it is bundled with the program`,
      `let the bundler leave ${PACKAGE} out, as an external package`,
    );
  }
  const file =
    MYELIN_NATIVE_BINDING ||
    localBuild(node, folder, platform) ||
    installedBuild(node, folder, platform);
  if (file === undefined) return refuseAbsence(platform, manifest);
  return load(node, file, manifest.version);
}

function here(): Surroundings | undefined {
  const node = findNode();
  if (node === undefined) return undefined;
  return {
    node,
    folder: ownFolder(node),
    platform: platformOf(node),
    environment: node.process.env,
  };
}

function ownFolder({ path, url }: Node): string | undefined {
  // A bundle in the format of CommonJS has no such address.
  const self = import.meta.url as string | undefined;
  // As far up from dist/binding as from src/binding.
  return self?.startsWith('file:') ? path.join(url.fileURLToPath(self), '../../..') : undefined;
}

function readManifest(node: Node, folder: string | undefined): Manifest | undefined {
  if (folder === undefined) return undefined;
  try {
    const text = node.fs.readFileSync(node.path.join(folder, 'package.json'), 'utf8');
    const manifest: Manifest = JSON.parse(text);
    return manifest.name === PACKAGE ? manifest : undefined;
  } catch {
    return undefined;
  }
}

function localBuild(node: Node, folder: string, platform: string): string | undefined {
  const file = node.path.join(folder, `myelin-native.${platform}.node`);
  return node.fs.existsSync(file) ? file : undefined;
}

function installedBuild(node: Node, folder: string, platform: string): string | undefined {
  try {
    return requireOf(node, folder).resolve(`${PACKAGE}-${platform}`);
  } catch {
    return undefined;
  }
}

function refuseAbsence(platform: string, { optionalDependencies }: Manifest): LoadedBinding {
  const name = `${PACKAGE}-${platform}`;
  if (!(name in optionalDependencies)) {
    return refuse(`there is no engine for ${platform}`, `build it from source: ${BUILD}`);
  }
  return refuse(
    `the engine is not here: ${name} is not installed, and nothing was built from source`,
    `install with optional dependencies, or build it from source: ${BUILD}`,
  );
}

function load(node: Node, file: string, version: string): LoadedBinding {
  let binding: Partial<NativeBinding> | null;
  try {
    binding = requireOf(node, node.process.cwd())(node.path.resolve(file));
  } catch (error) {
    const [cause] = String(error instanceof Error ? error.message : error).split('\n', 1);
    return refuse(`${file} cannot be loaded: ${cause}`, `build it from source: ${BUILD}`);
  }
  if (typeof binding?.version !== 'function') {
    return refuse(`${file} is not an engine of Myelin`, `build it from source: ${BUILD}`);
  }
  const found = binding.version();
  if (found !== version) {
    return refuse(
      `${file} is of version ${found}, and ${PACKAGE} of version ${version}`,
      'install both in the same version, or build the engine again',
    );
  }
  if (binding.contract?.() !== CONTRACT) {
    return refuse(
      `${file} was built from other sources than ${PACKAGE}`,
      'build the engine again: `npm run build` in a checkout',
    );
  }
  return { binding: binding as NativeBinding };
}

function requireOf(node: Node, folder: string): NodeJS.Require {
  return node.module.createRequire(node.path.join(folder, 'package.json'));
}

function refuse(reason: string, fix: string): LoadedBinding {
  return { refusal: { reason, fix } };
}
