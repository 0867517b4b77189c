import { describe, expect, it } from 'vitest';
import { decodeText } from './decode-text.js';

const TEXT = 'name,city\r\nJürgen Łoś,Zürich\r\n';
const WESTERN = 'name,price\r\nRené – “Ø 8”,5 €\r\n';

const utf16 = (text: string, endian: 'le' | 'be', mark = '\ufeff') => {
  const bytes = Buffer.from(mark + text, 'utf16le');
  return endian === 'le' ? bytes : bytes.swap16();
};
/** Encodes a text in code page 1252, which differs from Latin 1 in these letters alone. */
const windows1252 = (text: string) =>
  Buffer.from(
    text.replaceAll(/[–“”€]/g, (letter) => ({ '–': '\x96', '“': '\x93', '”': '\x94', '€': '\x80' })[letter] ?? ''),
    'latin1',
  );

describe('a file from any machine', () => {
  it.each([
    { as: 'UTF-8', bytes: Buffer.from(TEXT), text: TEXT, encoding: 'utf-8' },
    { as: 'UTF-8 with a byte order mark', bytes: Buffer.from(`\ufeff${TEXT}`), text: TEXT, encoding: 'utf-8' },
    { as: 'UTF-16 as Windows writes it', bytes: utf16(TEXT, 'le'), text: TEXT, encoding: 'utf-16le' },
    { as: 'UTF-16, the other way round', bytes: utf16(TEXT, 'be'), text: TEXT, encoding: 'utf-16be' },
    { as: 'UTF-16 without a mark', bytes: utf16(TEXT, 'le', ''), text: TEXT, encoding: 'utf-16le' },
    { as: 'UTF-16, the other way round and without a mark', bytes: utf16(TEXT, 'be', ''), text: TEXT, encoding: 'utf-16be' },
    { as: 'code page 1252', bytes: windows1252(WESTERN), text: WESTERN, encoding: 'windows-1252' },
    { as: 'nothing', bytes: Buffer.alloc(0), text: '', encoding: 'utf-8' },
    { as: 'a byte order mark alone', bytes: Buffer.from('\ufeff'), text: '', encoding: 'utf-8' },
  ])('is read as $as', ({ bytes, text, encoding }) => {
    expect(decodeText(bytes)).toEqual({ text, encoding });
  });

  it('is read whole, however letters lie in it', () => {
    const text = `${'x'.repeat(65_535)}ü€😀`.repeat(3);
    expect(decodeText(Buffer.from(text)).text).toBe(text);
    expect(decodeText(utf16(text, 'be')).text).toBe(text);
  });

  it.each([
    { as: 'damaged UTF-8', bytes: Buffer.concat([Buffer.from('ä\nöü\r\né'), Buffer.from([0xc3]), Buffer.from('\nß')]), line: 3 },
    {
      as: 'damaged UTF-8 with a mark',
      bytes: Buffer.concat([Buffer.from('\ufeffa\nb'), Buffer.from([0xe9]), Buffer.from('\n')]),
      line: 2,
    },
    { as: 'a byte that code page 1252 does not have', bytes: Buffer.from('a\nb\nM\x81ller\n', 'latin1'), line: 3 },
    { as: 'UTF-16 cut off in the middle of a letter', bytes: utf16('a\r\nb', 'le').subarray(0, -1), line: 2 },
    { as: 'half a pair in UTF-16', bytes: utf16('a\nb\ud83d\nc', 'be'), line: 2 },
  ])('is refused with the line as $as', ({ bytes, line }) => {
    expect(() => decodeText(bytes)).toThrow(`line ${line} is neither UTF-8, UTF-16 nor code page 1252`);
  });

  it('is refused with the line where it has zeros', () => {
    expect(() => decodeText(Buffer.from(`${'a\r\n'.repeat(30_000)}b\0c\n`))).toThrow('line 30001 has a zero');
    expect(() => decodeText(Buffer.from('\x7fELF\x02\x01\0\0', 'latin1'))).toThrow('line 1 has a zero');
  });
});
