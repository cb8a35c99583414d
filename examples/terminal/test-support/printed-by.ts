/**
 * Runs a program in this process and returns what it prints, so that a test judges what a reader sees.
 *
 * @param program - Imports the program.
 * @param flags - Its command line.
 */
export async function printedBy(
  program: () => Promise<unknown>,
  ...flags: readonly string[]
): Promise<string> {
  const { argv } = process;
  const { log } = console;
  const { write } = process.stdout;
  let printed = '';
  process.argv = ['node', 'main.ts', ...flags];
  console.log = (text = '') => {
    printed += `${text}\n`;
  };
  process.stdout.write = (text: string | Uint8Array) => {
    printed += text;
    return true;
  };
  try {
    await program();
  } finally {
    process.argv = argv;
    console.log = log;
    process.stdout.write = write;
  }
  return printed;
}
