/**
 * Whether nothing is to be seen of a text: blanks of every kind (Unicode's White_Space), and what has no width (its
 * Default_Ignorable_Code_Point, such as U+200B, and the blank of Braille).
 */
export function isBlank(text: string): boolean {
  return NOTHING_SEEN.test(text);
}

/** Whether an optional text says anything: one of which nothing is to be seen is as if it were not there. */
export function isGiven(text: string | null | undefined): text is string {
  return text !== null && text !== undefined && !isBlank(text);
}

const NOTHING_SEEN = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** A character by its number, as "U+200B": the name of one that nobody may see. */
export function characterName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
