// Runs the examples of the documentation against the built packages.
//
//   ```ts run         a program: its types are checked, it is run, and each `// => value` in it must hold
//   ```ts run more    goes on with the program before it on the page
//   ```ts check       only its types are checked: it needs a network or a browser (`check more` goes on)
//   ```text output    right after a program: what it prints, an error that ends it included; `…` stands for anything
//
// With names of pages as arguments, only those are looked at: `node scripts/check-snippets.mjs guide/core.md`.
import { execFile } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

const site = new URL('../', import.meta.url);
const work = new URL('.snippets/', site);
const pathOf = (url) => fileURLToPath(url);

/** Programs of a page, in order. */
function programsOf(page) {
  const lines = readFileSync(new URL(page, site), 'utf8').split('\n');
  const programs = [];
  let fence;
  for (const [i, line] of lines.entries()) {
    const marker = /^\s*```(.*)$/.exec(line)?.[1];
    if (marker === undefined) {
      fence?.lines.push(line);
    } else if (!fence) {
      fence = { info: marker.replace(/\[.*\]/, '').trim(), lines: [], line: i + 1 };
    } else {
      take(programs, fence, page);
      fence = undefined;
    }
  }
  return programs;
}

function take(programs, { info, lines, line }, page) {
  const source = lines.join('\n');
  const last = programs.at(-1);
  if (info === 'ts run' || info === 'ts check') {
    programs.push({ page, line, source, kind: info.slice(3) });
  } else if (info === 'ts run more' || info === 'ts check more') {
    if (!last) throw new Error(`${page}:${line}: nothing to go on with`);
    last.source += `\n${source}`;
    last.output = undefined;
  } else if (info === 'text output') {
    if (!last) throw new Error(`${page}:${line}: no program before this output`);
    last.output = source;
  }
}

/** `expression; // => value` becomes a comparison. */
function withExpectations(source) {
  return source
    .split('\n')
    .map((line) => {
      const [, indent, code, value] = /^(\s*)(.*\S)\s*\/\/ => (.*)$/.exec(line) ?? [];
      if (code === undefined) return line;
      const wanted = JSON.stringify(value);
      const declared = /^(?:const|let|using) (\w+) = /.exec(code)?.[1];
      if (declared) return `${indent}${code}; expectValue(${declared}, ${wanted});`;
      const printed = /^console\.log\((.*)\);?$/.exec(code)?.[1];
      const expression = printed ?? code.replace(/;$/, '');
      return `${indent}expectValue(${expression}, ${wanted});`;
    })
    .join('\n');
}

/** Exit code of a program that an error ended. */
const ENDED_BY_ERROR = 17;

/** Ends a program that failed on purpose as a terminal would show it, without the stack. */
const preload = `process.on('uncaughtException', (error) => {
  console.log(\`\${error.name}: \${error.message}\`);
  process.exit(${ENDED_BY_ERROR});
});\n`;

const run = (command, args, options = {}) =>
  new Promise((resolve) => {
    execFile(
      command,
      args,
      { cwd: pathOf(site), timeout: 120_000, maxBuffer: 1e7, ...options },
      (failure, stdout, stderr) => resolve({ code: failure?.code ?? 0, stdout, stderr }),
    );
  });

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function matches(printed, wanted) {
  const tidy = (text) => text.replace(/[ \t]+$/gm, '').trim();
  const pattern = tidy(wanted).split('…').map(escaped).join('[^]*?');
  return new RegExp(`^${pattern}$`).test(tidy(printed));
}

/** What is wrong with a program; undefined if nothing is. */
async function complaintAbout({ file, output }) {
  const { code, stdout, stderr } = await run(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    '--import',
    new URL('preload.mjs', work).href,
    pathOf(new URL(file, work)),
  ]);
  if (output === undefined) return code === 0 ? undefined : stdout + stderr;
  if (code !== 0 && code !== ENDED_BY_ERROR) return stdout + stderr;
  return matches(stdout, output)
    ? undefined
    : `printed\n${stdout}\nwhere the page shows\n${output}\n${stderr}`;
}

async function typeErrors() {
  const options = {
    extends: '../../../tsconfig.base.json',
    compilerOptions: {
      noEmit: true,
      composite: false,
      declaration: false,
      declarationMap: false,
      rewriteRelativeImportExtensions: false,
      noUnusedLocals: false,
      noUnusedParameters: false,
      moduleDetection: 'force',
    },
    include: ['*.types.ts'],
  };
  writeFileSync(new URL('tsconfig.json', work), JSON.stringify(options));
  const compiler = pathOf(new URL('node_modules/typescript/bin/tsc', site));
  const { stdout } = await run(process.execPath, [compiler, '-p', pathOf(work)]);
  return stdout.split('\n').filter((line) => line.includes('error TS'));
}

const wanted = process.argv.slice(2);
const pages = globSync('{.,guide,demo,ko,ko/guide,ko/demo}/*.md', { cwd: pathOf(site) })
  .map((page) => page.replaceAll('\\', '/').replace(/^\.\//, ''))
  .filter((page) => wanted.length === 0 || wanted.includes(page))
  .sort();

rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
writeFileSync(new URL('preload.mjs', work), preload);

// A translated page has the same programs, with other comments: those are run once.
const plain = (source) => source.replace(/\s*\/\/ (?!=>).*$/gm, '');
const seen = new Map();
const all = pages.flatMap(programsOf);
const programs = [];
for (const program of all) {
  const key = JSON.stringify([program.kind, plain(program.source), program.output]);
  if (seen.has(key)) continue;
  seen.set(key, program);
  const name = `${program.page.replace(/\W+/g, '-')}-${program.line}`;
  program.file = `${name}.ts`;
  program.types = `${name}.types.ts`;
  programs.push(program);
  writeFileSync(new URL(program.types, work), `${program.source}\nexport {};\n`);
  writeFileSync(
    new URL(program.file, work),
    `import { expectValue } from '../scripts/expect-value.mjs';\n${withExpectations(program.source)}\n`,
  );
}

const failures = [];
for (const line of await typeErrors()) {
  const program = programs.find(({ types }) => line.includes(types));
  const place = program ? `${program.page}:${program.line}` : '';
  failures.push(`${place}\n  ${line}`);
}

const queue = programs.filter(({ kind }) => kind === 'run');
const count = queue.length;
await Promise.all(
  Array.from({ length: availableParallelism() }, async () => {
    for (let program = queue.shift(); program; program = queue.shift()) {
      const complaint = await complaintAbout(program);
      if (complaint) failures.push(`${program.page}:${program.line}\n  ${complaint.trim()}`);
    }
  }),
);

for (const failure of failures) console.error(`\n${failure}`);
if (failures.length === 0) rmSync(work, { recursive: true });
console.log(
  `\nexamples of ${pages.length} pages: ${count} run, ${programs.length - count} checked for types, ${failures.length} failed`,
);
process.exitCode = failures.length === 0 ? 0 : 1;
