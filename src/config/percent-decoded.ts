/** The parts of a URL without their percent-encoding. @throws {Error} a line that says what is wrong, for the end of a refusal */
export function percentDecoded(texts: readonly string[]): string[] {
  try {
    return texts.map(decodeURIComponent);
  } catch {
    throw new Error('a "%" in it is not followed by two hexadecimal digits: a "%" itself is written %25');
  }
}
