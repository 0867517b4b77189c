import { Injectable } from '@nestjs/common';
import { type Algorithm, hash, verify } from '@node-rs/argon2';

/** argon2id with the parameters that OWASP's password storage cheat sheet names first: 19 MiB, two passes, one lane. */
const PARAMETERS = { algorithm: 2 satisfies Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash of a password nobody has, with the same parameters: an unknown e-mail costs what a wrong password does. */
const NOBODYS_HASH = hash('no user has this password', PARAMETERS);

const HASH_SHAPE = /^\$argon2id\$v=19\$m=\d+,t=\d+,p=\d+\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]+$/;

@Injectable()
export class PasswordHasher {
  hash(password: string): Promise<string> {
    return hash(normalisedPassword(password), PARAMETERS);
  }

  /** Whether the password is right. Takes as long without a hash, which no password meets. */
  async verify(passwordHash: string | undefined, password: string): Promise<boolean> {
    return (await this.formOf(passwordHash, password)) !== undefined;
  }

  /**
   * In which form the password is right: in its normal one, or as it was typed, which hashes from before are of and are to be
   * made anew. Undefined where it is wrong.
   */
  async formOf(passwordHash: string | undefined, password: string): Promise<'normal' | 'typed' | undefined> {
    const against = passwordHash ?? (await NOBODYS_HASH);
    const normal = normalisedPassword(password);
    const isNormal = await verify(against, normal);
    const isTyped = !isNormal && normal !== password && (await verify(against, password));
    if (passwordHash === undefined || !(isNormal || isTyped)) return undefined;
    return isNormal ? 'normal' : 'typed';
  }
}

/**
 * One form for what keyboards write in several, as RFC 8265 has it for passwords (OpaqueString): composed letters (NFC), and
 * one kind of blank. Case, width and the number of blanks are the user's.
 */
function normalisedPassword(password: string): string {
  return password.replaceAll(/\p{Zs}/gu, ' ').normalize('NFC');
}

/** Whether a text is an argon2id hash in PHC string format. */
export function isPasswordHash(text: string): boolean {
  return HASH_SHAPE.test(text);
}
