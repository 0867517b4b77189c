import { describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../faults/index.js';
import { UserCommands } from './user-commands.js';

const DENIED = Object.assign(new Error('permission denied for table app_user'), { code: '42501' });
const HASH = `$argon2id$v=19$m=19456,t=2,p=1$${'c'.repeat(21)}A$${'a'.repeat(42)}A`;
const ISSUER = 'https://login.example.com/';

/** A store of which every call fails. */
const deniedStore = (calls: object = {}) =>
  new Proxy(calls, { get: (target, name) => Reflect.get(target, name) ?? (() => Promise.reject(DENIED)) }) as never;
const hasher = { hash: async () => HASH } as never;

describe('a command for users whose database refuses it', () => {
  it.each([
    ['list'],
    ['add', 'ann@example.com', '--name', 'Ann', '--role', 'BUYER', '--accounts', 'KESTREL'],
    ['set', 'ann@example.com', '--role', 'BUYER'],
    ['import', 'users.csv'],
    ['remove', 'ann@example.com'],
    ['set-password', 'ann@example.com'],
    ['disable', 'ann@example.com'],
    ['enable', 'ann@example.com'],
    ['link', 'ann@example.com', ISSUER, '1001'],
    ['unlink', 'ann@example.com', ISSUER],
  ])('finds the store unavailable: %s', async (...words) => {
    const csv = `email,name,role,accounts,password\nann@example.com,Ann,BUYER,KESTREL,"${HASH}"\n`;
    const request = { words, password: 'long enough', csv };
    const unavailable = expect.objectContaining({ operation: `users.${words[0]}`, cause: DENIED });
    await expect(new UserCommands(deniedStore(), hasher, deniedStore()).run(request)).rejects.toEqual(unavailable);
    const known = deniedStore({ byEmail: async () => ({ id: '1' }) });
    await expect(new UserCommands(known, hasher, deniedStore()).run(request)).rejects.toBeInstanceOf(StoreUnavailable);
  });
});
