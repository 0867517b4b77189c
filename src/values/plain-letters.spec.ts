import { describe, expect, it } from 'vitest';
import { withPlainLetters } from './plain-letters.js';

describe('A text to search with', () => {
  it.each([
    ['ＮＵＴ５８', 'NUT58'],
    ['\u3000Ｂｏｌｔ', ' Bolt'],
    ['ﬁtting', 'fitting'],
    ['①', '1'],
    ['H₂O', 'H2O'],
  ])('has plain letters for those of other widths and forms: %j', (typed, plain) => {
    expect(withPlainLetters(typed)).toBe(plain);
  });

  it.each(['NUT 5/8', '½ in', '10 m²', 'LOCTITE™', 'µF', 'glacée', 'glace\u0301e', '東', '🔩', '\ud83d'])(
    'has everything else as it is: %j',
    (typed) => expect(withPlainLetters(typed)).toBe(typed),
  );
});
