/** A rendered text without the blank lines that the tags of its template have left: at most one between two paragraphs. */
export function plainText(rendered: string): string {
  const lines = rendered.split('\n').map((line) => line.trimEnd());
  return `${lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}
