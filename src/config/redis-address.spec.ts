import { describe, expect, it } from 'vitest';
import { readRedisAddress } from './redis-address.js';

describe('A REDIS_URL', () => {
  it.each([
    ['redis://cache', { kind: 'single', nodes: [{ host: 'cache', port: 6379 }], tls: false, database: 0 }],
    [
      'rediss://gateway:p%40ss%3Aw%2Frd@10.0.0.7:6380/3',
      {
        kind: 'single',
        nodes: [{ host: '10.0.0.7', port: 6380 }],
        tls: true,
        database: 3,
        username: 'gateway',
        password: 'p@ss:w/rd',
      },
    ],
    [
      'redis://:secret@[::1]:7000',
      { kind: 'single', nodes: [{ host: '::1', port: 7000 }], tls: false, database: 0, password: 'secret' },
    ],
    [
      'redis+sentinel://one,two:26380/mymaster/2?sentinelUsername=watch&sentinelPassword=s%26t',
      {
        kind: 'sentinel',
        nodes: [
          { host: 'one', port: 26_379 },
          { host: 'two', port: 26_380 },
        ],
        tls: false,
        database: 2,
        masterName: 'mymaster',
        sentinelUsername: 'watch',
        sentinelPassword: 's&t',
      },
    ],
    [
      'rediss+cluster://:x@h1:7000,h2:7001/',
      {
        kind: 'cluster',
        nodes: [
          { host: 'h1', port: 7000 },
          { host: 'h2', port: 7001 },
        ],
        tls: true,
        database: 0,
        password: 'x',
      },
    ],
  ])('%s names where Redis is', (text, address) => {
    expect(readRedisAddress(text)).toEqual(address);
  });

  it.each([
    '',
    'cache:6379',
    'http://cache',
    'redis://',
    'redis://cache:0',
    'redis://cache:99999',
    'redis://cache/one',
    'redis://cache/1/2',
    'redis://a,b',
    'redis://us er@a b',
    'redis://:100%@cache',
    'redis+sentinel://one,two',
    'redis+cluster://h1,,h2',
    'redis+cluster://h1/2',
    'redis+other://h1',
  ])('"%s" is none', (text) => {
    expect(readRedisAddress(text)).toBeUndefined();
  });
});
