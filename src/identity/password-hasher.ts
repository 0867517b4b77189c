import { Injectable } from '@nestjs/common';
import { type Algorithm, hash, verify } from '@node-rs/argon2';

/** argon2id with OWASP's first recommendation (password storage cheat sheet): 19 MiB, two passes, one lane. */
const PARAMETERS = { algorithm: 2 satisfies Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash that no user has. It is checked for an unknown e-mail address, which must take as long as a wrong password. */
const DUMMY_HASH = hash('no user has this password', PARAMETERS);

const HASH_SHAPE = /^\$argon2id\$v=19\$m=\d+,t=\d+,p=\d+\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]+$/;

@Injectable()
export class PasswordHasher {
  hash(password: string): Promise<string> {
    return hash(normalisedPassword(password), PARAMETERS);
  }

  /** Whether the password is right. It never is without a hash, and the check then takes as long. */
  async verify(passwordHash: string | undefined, password: string): Promise<boolean> {
    return (await this.formOf(passwordHash, password)) !== undefined;
  }

  /**
   * The form in which the password matches: normalised, or as it was typed. Old hashes are of the typed form, and the caller
   * replaces them. Undefined for a wrong password.
   */
  async formOf(passwordHash: string | undefined, password: string): Promise<'normal' | 'typed' | undefined> {
    const against = passwordHash ?? (await DUMMY_HASH);
    const normal = normalisedPassword(password);
    const isNormal = await verify(against, normal);
    const isTyped = !isNormal && normal !== password && (await verify(against, password));
    if (passwordHash === undefined || !(isNormal || isTyped)) return undefined;
    return isNormal ? 'normal' : 'typed';
  }
}

/**
 * One form for passwords that keyboards encode in several ways, by RFC 8265 (OpaqueString): composed letters (NFC) and one
 * kind of blank. Case, width and the number of blanks stay as typed.
 */
function normalisedPassword(password: string): string {
  return password.replaceAll(/\p{Zs}/gu, ' ').normalize('NFC');
}

/** Whether a text is an argon2id hash in PHC string format. */
export function isPasswordHash(text: string): boolean {
  return HASH_SHAPE.test(text);
}
