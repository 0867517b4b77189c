import { verify } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { isPasswordHash } from './password-hash.js';
import { PasswordHasher } from './password-hasher.js';

const bytes = (count: number) => Buffer.alloc(count, 7).toString('base64').replace(/=+$/, '');
const SALT = bytes(16);
const HASH = bytes(32);
const hashOf = (parameters: string, salt = SALT, hash = HASH) => `$argon2id$v=19$${parameters}$${salt}$${hash}`;
const CHEAP = 'm=64,t=1,p=1';

describe('a password hash', () => {
  it('is what the hasher makes', async () => {
    expect(isPasswordHash(await new PasswordHasher().hash('correct horse'))).toBe(true);
  });

  it.each([
    hashOf('m=8,t=1,p=1'),
    hashOf('m=128,t=16,p=16'),
    hashOf('m=65536,t=3,p=4'),
    hashOf('m=262144,t=1,p=1'),
    hashOf(CHEAP, bytes(8), bytes(16)),
    hashOf(CHEAP, bytes(64), bytes(64)),
    hashOf(CHEAP, bytes(17), bytes(33)),
  ])('can be checked, as %s', async (text) => {
    expect(isPasswordHash(text)).toBe(true);
    expect(await verify(text, 'correct horse')).toBe(false);
  });

  it.each([
    ['nothing', ''],
    ['a password', 'correct horse'],
    ['of bcrypt', '$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW'],
    ['of argon2i', hashOf(CHEAP).replace('argon2id', 'argon2i')],
    ['without a version', hashOf(CHEAP).replace('v=19$', '')],
    ['without the hash', `$argon2id$v=19$${CHEAP}$${SALT}`],
    ['after a blank', ` ${hashOf(CHEAP)}`],
    ['before a line break', `${hashOf(CHEAP)}\n`],
    ['with a hash that was cut off', hashOf('m=19456,t=2,p=1', 'c29tZXNhbHRzb21l', 'bad')],
    ['with a short salt', hashOf(CHEAP, bytes(7))],
    ['with a long salt', hashOf(CHEAP, bytes(65))],
    ['with a short hash', hashOf(CHEAP, SALT, bytes(15))],
    ['with a long hash', hashOf(CHEAP, SALT, bytes(65))],
    ['with padding', hashOf(CHEAP, `${SALT}==`)],
    ['with bits that stand for nothing', hashOf(CHEAP, SALT, `${HASH.slice(0, -1)}d`)],
    ['with a letter too many', hashOf(CHEAP, `${bytes(15)}A`)],
    ['of too little memory', hashOf('m=15,t=1,p=2')],
    ['of more memory than a sign-in may take', hashOf('m=262145,t=1,p=1')],
    ['of no pass', hashOf('m=64,t=0,p=1')],
    ['of more passes than a sign-in may take', hashOf('m=64,t=17,p=1')],
    ['of no lane', hashOf('m=64,t=1,p=0')],
    ['of too many lanes', hashOf('m=1024,t=1,p=17')],
    ['with a zero before a number', hashOf('m=064,t=1,p=1')],
  ])('is none: %s', (_, text) => expect(isPasswordHash(text)).toBe(false));
});
