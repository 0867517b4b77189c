/** The digit that a weighted sum of digits leaves. */
function weighted(digits: string, weights: readonly number[]): number {
  return [...digits].reduce((sum, digit, index) => sum + Number(digit) * (weights[index % weights.length] ?? 0), 0);
}

/** The check digits of carriers' tracking numbers, which are written without blanks and in upper case. */
export const hasCheckDigit = {
  /** 1Z, 15 characters and a digit: letters count from A = 2 on, every second character twice. */
  ofUps(number: string): boolean {
    const values = [...number.slice(2, 17)].map((character) =>
      /\d/.test(character) ? Number(character) : (character.charCodeAt(0) - 63) % 10,
    );
    const sum = values.reduce((total, value, index) => total + value * (index % 2 === 0 ? 1 : 2), 0);
    return (10 - (sum % 10)) % 10 === Number(number[17]);
  },
  /** 11 digits and one: modulo 11, of which 10 is written as 0. */
  ofFedexExpress(number: string): boolean {
    return (weighted(number.slice(0, 11), [3, 1, 7]) % 11) % 10 === Number(number[11]);
  },
  /** The Universal Postal Union's: two letters, 8 digits, one, and the country (standard S10). */
  ofPostalUnion(number: string): boolean {
    const rest = 11 - (weighted(number.slice(2, 10), [8, 6, 4, 2, 3, 5, 9, 7]) % 11);
    return (rest === 10 ? 0 : rest === 11 ? 5 : rest) === Number(number[10]);
  },
  /** 9 digits and one: modulo 7. */
  ofDhlExpress(number: string): boolean {
    return Number(number.slice(0, 9)) % 7 === Number(number[9]);
  },
  /** The last digit fills a sum up to a multiple of 10 in which every second digit from the right counts three times. */
  mod10(number: string): boolean {
    const sum = [...number.slice(0, -1)]
      .reverse()
      .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
    return (10 - (sum % 10)) % 10 === Number(number.at(-1));
  },
};
