/** Blanks, and what separates the addresses of a list or stands around them in one: GP keeps lists of addresses (SY01200). */
const NOT_IN_AN_ADDRESS = String.raw`\s@;,:<>()[\]"\\`;
const ONE_ADDRESS = new RegExp(`^[^${NOT_IN_AN_ADDRESS}]+@[^${NOT_IN_AN_ADDRESS}]+$`);

/** Whether a text has the form of one e-mail address. A list of them has not, nor has a text that becomes one when composed. */
export function isEmailAddress(text: string): boolean {
  return ONE_ADDRESS.test(text.normalize('NFKC'));
}
