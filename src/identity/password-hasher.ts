import { Injectable } from '@nestjs/common';
import { type Algorithm, hash, verify } from '@node-rs/argon2';
import { isTooCostly } from './password-hash.js';

/** argon2id with OWASP's first recommendation (password storage cheat sheet): 19 MiB, two passes, one lane. */
const PARAMETERS = { algorithm: 2 satisfies Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash that no user has. It is checked for an unknown e-mail address, which must take as long as a wrong password. */
const DUMMY_HASH = hash('no user has this password', PARAMETERS);

@Injectable()
export class PasswordHasher {
  hash(password: string): Promise<string> {
    return hash(normalisedPassword(password), PARAMETERS);
  }

  /** Whether the password is right. It never is without a hash, and the check then takes as long. */
  async verify(passwordHash: string | undefined, password: string): Promise<boolean> {
    const form = await this.formOf(passwordHash, password);
    return form === 'normal' || form === 'typed';
  }

  /**
   * The form in which the password matches: normalised, or as it was typed. Old hashes are of the typed form, and the caller
   * replaces them. Undefined for a wrong password. A hash that cannot be read, or would cost too much to check, is met by no
   * password, and takes as long.
   */
  async formOf(passwordHash: string | undefined, password: string): Promise<'normal' | 'typed' | 'unreadable hash' | undefined> {
    if (passwordHash === undefined) {
      await formMatching(await DUMMY_HASH, password);
      return undefined;
    }
    try {
      if (!isTooCostly(passwordHash)) return await formMatching(passwordHash, password);
    } catch {
      // It is told below.
    }
    await formMatching(await DUMMY_HASH, password);
    return 'unreadable hash';
  }
}

/** @throws the hash cannot be read */
async function formMatching(passwordHash: string, password: string): Promise<'normal' | 'typed' | undefined> {
  const normal = normalisedPassword(password);
  if (await verify(passwordHash, normal)) return 'normal';
  return normal !== password && (await verify(passwordHash, password)) ? 'typed' : undefined;
}

/**
 * One form for passwords that keyboards encode in several ways, by RFC 8265 (OpaqueString): composed letters (NFC) and one
 * kind of blank. Case, width and the number of blanks stay as typed.
 */
function normalisedPassword(password: string): string {
  return password.replaceAll(/\p{Zs}/gu, ' ').normalize('NFC');
}
