/** Something is wrong in a template. The message is the end of a line for the person who wrote it. */
export class BadTemplate extends Error {
  /**
   * @param file the template's name
   * @param line the line in it, from 1 on; 0 for the file as a whole
   */
  constructor(
    readonly file: string,
    readonly line: number,
    readonly problem: string,
  ) {
    super(`${file}${line > 0 ? `, line ${line}` : ''}: ${problem}`);
    this.name = 'BadTemplate';
  }
}
