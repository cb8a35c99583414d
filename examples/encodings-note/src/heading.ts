/** Prints the title of a section. */
export function heading(title: string): void {
  console.log(`\n${title}\n${'─'.repeat(title.length)}`);
}
