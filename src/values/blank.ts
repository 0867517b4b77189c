/**
 * Whether a text has no visible character. Invisible are blanks (Unicode's White_Space), characters without a width
 * (its Default_Ignorable_Code_Point, such as U+200B) and the blank of Braille.
 */
export function isBlank(text: string): boolean {
  return NOTHING_SEEN.test(text);
}

/** Whether an optional text is there and has a visible character. A text without one counts as absent. */
export function isGiven(text: string | null | undefined): text is string {
  return text !== null && text !== undefined && !isBlank(text);
}

const NOTHING_SEEN = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/**
 * A text without the blanks around it, of every kind (Unicode's White_Space). The time it takes is linear in the text's
 * length, however many blanks are inside.
 */
export function withoutBlanksAround(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && BLANK.test(text.charAt(start))) start++;
  while (end > start && BLANK.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

const BLANK = /^\p{White_Space}$/u;

/** A character's number, such as "U+200B". It names a character that may be invisible. */
export function characterName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
