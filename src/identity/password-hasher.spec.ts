import { hash as argon2 } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { PasswordHasher } from './password-hasher.js';

const hasher = new PasswordHasher();

describe('a password hash', () => {
  it('is argon2id with at least 19 MiB and two passes', async () => {
    expect(await hasher.hash('correct horse')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('is met by its password and by no other', async () => {
    const hash = await hasher.hash('correct horse');
    expect(await hasher.verify(hash, 'correct horse')).toBe(true);
    for (const wrong of ['Correct horse', 'correct horse ', '', 'correct horse\0']) {
      expect(await hasher.verify(hash, wrong)).toBe(false);
    }
  });

  it('differs each time, although the password is the same', async () => {
    const [one, other] = await Promise.all([hasher.hash('correct horse'), hasher.hash('correct horse')]);
    expect(one).not.toBe(other);
    expect(await hasher.verify(other, 'correct horse')).toBe(true);
  });

  it('tells passwords apart in every character, long ones and other scripts included', async () => {
    const long = 'x'.repeat(999);
    const hash = await hasher.hash(`${long}й`);
    expect(await hasher.verify(hash, `${long}й`)).toBe(true);
    expect(await hasher.verify(hash, `${long}и`)).toBe(false);
  });
});

describe('a password that keyboards write in two ways', () => {
  it('is one: composed and decomposed letters, and any kind of blank', async () => {
    const hash = await hasher.hash('caf\u00e9 au lait');
    for (const typed of ['cafe\u0301 au lait', 'caf\u00e9\u00a0au\u3000lait'])
      expect(await hasher.formOf(hash, typed)).toBe('normal');
    expect(await hasher.verify(hash, 'cafe au lait')).toBe(false);
  });

  it('meets a hash from before, of the form in which it was typed', async () => {
    const before = await argon2('cafe\u0301 au lait');
    expect(await hasher.formOf(before, 'cafe\u0301 au lait')).toBe('typed');
    expect(await hasher.formOf(before, 'wrong')).toBeUndefined();
  });
});

describe('a user who does not exist', () => {
  it('has no password, not even the one behind the hash that is checked in their place', async () => {
    for (const password of ['', 'correct horse', 'no user has this password']) {
      expect(await hasher.verify(undefined, password)).toBe(false);
    }
  });
});

describe('a stored hash that cannot be read', () => {
  it('is met by no password, and is told from a wrong password to the caller alone', async () => {
    const malformed = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21l$bad';
    expect(await hasher.formOf(malformed, 'correct horse')).toBe('unreadable hash');
    expect(await hasher.formOf(malformed, 'no user has this password')).toBe('unreadable hash');
    expect(await hasher.verify(malformed, 'correct horse')).toBe(false);
  });
  it.each(['m=1048576,t=2,p=1', 'm=19456,t=1000,p=1', 'm=19456,t=2,p=64'])(
    'is one that costs too much to check: %s',
    async (costs) => {
      const costly = `$argon2id$v=19$${costs}$c29tZXNhbHRzb21l$${Buffer.alloc(32, 1).toString('base64').replace(/=+$/, '')}`;
      expect(await hasher.formOf(costly, 'correct horse')).toBe('unreadable hash');
    },
  );
});
