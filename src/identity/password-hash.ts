/** A hash of more memory, in KiB, or of more passes would hold up the sign-ins of all others. Usual hashes take 64 MiB or less. */
export const MOST_MEMORY = 262_144;
export const MOST_PASSES = 16;
export const MOST_LANES = 16;
/** Argon2 divides the memory of each lane into 4 slices of at least two blocks of 1 KiB. */
const LEAST_MEMORY_OF_LANE = 8;

/** Bytes. Argon2 takes no shorter salt. */
const SALT_BYTES = { least: 8, most: 64 };
/** Bytes. Two people's passwords would meet a shorter hash. */
const HASH_BYTES = { least: 16, most: 64 };

/** Numbers have no zeros before them. */
const SHAPE = /^\$argon2id\$v=19\$m=([1-9]\d*),t=([1-9]\d*),p=([1-9]\d*)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

const COSTS = /\$m=(\d+),t=(\d+),p=(\d+)\$/;

/** Whether a check against a hash would take so much memory or time that it would hold up others. False for what is no hash. */
export function isTooCostly(text: string): boolean {
  const [memory = 0, passes = 0, lanes = 0] = COSTS.exec(text)?.slice(1).map(Number) ?? [];
  return memory > MOST_MEMORY || passes > MOST_PASSES || lanes > MOST_LANES;
}

/** Whether a text is an argon2id hash in PHC string format that a password can be checked against. */
export function isPasswordHash(text: string): boolean {
  const parts = SHAPE.exec(text);
  if (!parts) return false;
  const [, memory, , lanes, salt = '', hash = ''] = parts;
  return (
    Number(memory) >= LEAST_MEMORY_OF_LANE * Number(lanes) &&
    !isTooCostly(text) &&
    isEncoded(salt, SALT_BYTES) &&
    isEncoded(hash, HASH_BYTES)
  );
}

/** Whether a text is so many bytes in base64 without padding, in the one way in which they are encoded. */
function isEncoded(text: string, { least, most }: { readonly least: number; readonly most: number }): boolean {
  const bytes = Buffer.from(text, 'base64');
  const encoded = bytes.toString('base64').replace(/=+$/, '');
  return encoded === text && bytes.length >= least && bytes.length <= most;
}
