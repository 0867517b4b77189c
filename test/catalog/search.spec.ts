import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PLACES, pageOf, type StartedGateway, startOn } from './gateways.js';

const LONGEST = 200;
/** How many texts are tried; more of them where somebody asks for the full length. */
const RUNS = process.env['FUZZ'] === 'full' ? 2_000 : 150;

/** Characters by which programs, search languages and people part words. */
const SIGNS = fc.constantFrom(...`-—–_/\\.,:;|&!()<>*'"\`~^%$#@+=?[]{} \u00a0\u2028½²`);
const LETTERS = fc.oneof(
  SIGNS,
  fc.constantFrom(...'aZ09éßİıøж中हি٣🔩'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
);
const TEXTS = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: LONGEST }),
  fc.string({ unit: 'grapheme-ascii', maxLength: LONGEST }),
  fc.array(LETTERS, { maxLength: LONGEST }).map((letters) => letters.join('')),
  fc
    .array(fc.constantFrom('a1', '-', '--', ' ', ':*', '&', '|', '!', '<->', '(', ')', 'or', 'and', '1/2', '-38', "'", 'e5'), {
      maxLength: 60,
    })
    .map((parts) => parts.join('')),
  fc.tuple(SIGNS, fc.nat(LONGEST)).map(([sign, count]) => sign.repeat(count)),
);
const PRINTABLE = TEXTS.map((text) => text.slice(0, LONGEST)).filter((text) => text.isWellFormed());

describe.each(PLACES)('a search in %s', (place) => {
  let started: StartedGateway;

  beforeAll(async () => {
    started = await startOn(place);
  });
  afterAll(() => started?.stop());

  const found = async (query: string) => (await pageOf(started.gateway, { query, first: 100 })).skus;

  test('is never unavailable, whatever is typed', { timeout: 300_000 }, async () => {
    const property = fc.asyncProperty(PRINTABLE, async (query) => {
      expect(await pageOf(started.gateway, { query, first: 1 })).toMatchObject({ unavailable: null });
    });
    await fc.assert(property, { numRuns: RUNS });
  });

  test.each(['-'.repeat(33), '-'.repeat(200), '- '.repeat(100), '!('.repeat(100), '"-'.repeat(100)])(
    'of signs alone finds nothing: %s',
    async (query) => {
      expect(await found(query)).toEqual([]);
    },
  );

  const BEARING = [
    '6204-2RS',
    '6204 2RS',
    '62042RS',
    '6204/2rs',
    'BRG 6204 2RS',
    'BRG-6204',
    'BRG-6204-2RS',
    'brg6204-2rs',
    'Brg/6204 2rs.',
    '"BRG 6204"',
    'BRG & 6204!',
    'BRG:* 6204',
    '6204 — 2RS',
  ];
  test.each(BEARING)('finds an item however its number is parted: %s', async (query) => {
    expect(await found(query)).toContain('BRG-6204-2RS');
  });

  test.each([
    'NUT 58',
    'NUT58',
    'nut-58',
    'Nut/58',
    'nut58.',
    '5/8 nut',
    'nut 5/8',
    '5-8 nuts',
    'NÜT 58',
    'ＮＵＴ５８',
    'ｎｕｔ\u3000５８',
  ])('finds its variants: %s', async (query) => {
    expect(await found(query)).toEqual(expect.arrayContaining(['NUT-58-HG']));
  });

  test.each(['HCS5 38 2 ZN', 'HCS5-38-2-ZN', 'hcs5382zn', 'HCS 5 38 2 ZN', 'HCS5/38/2/ZN,'])(
    'shows the item that is named first: %s',
    async (query) => {
      expect((await found(query))[0]).toBe('HCS5-38-2-ZN');
    },
  );
});
