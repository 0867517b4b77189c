import { describe, expect, it } from 'vitest';
import { Dependencies } from '../../live/index.js';
import { RememberedFact } from '../../live/remembered-fact.js';
import { AnswerBody } from './answer-body.js';
import { ITSELF, Placeholders } from './placeholder.js';
import { plainText, type RenderedText } from './rendered-text.js';
import { RenderedTexts } from './rendered-texts.js';
import { NO_ADDRESS } from './text-addresses.js';
import { newVariantNumber } from './variant-numbers.js';

const MIB = 1024 * 1024;
const NOW = Date.parse('2026-12-01T09:00:00Z');
const LATER = NOW + 60_000;
const EVERY_REQUEST = Number.POSITIVE_INFINITY;

const asOf = new Placeholders('asOf', String).of(ITSELF);
const distance = new Placeholders('km', JSON.stringify).of(0);

function dependingOn(...facts: RememberedFact<unknown>[]): Dependencies {
  const dependencies = new Dependencies();
  for (const fact of facts) dependencies.add(fact, LATER);
  return dependencies;
}

const bodyOf = (texts: RenderedTexts, write: (body: AnswerBody) => void) => {
  const body = new AnswerBody(texts);
  write(body);
  return body.body();
};

describe('A rendered text', () => {
  it('is given as it was rendered, whatever its characters', () => {
    const texts = new RenderedTexts(MIB);
    const variant = newVariantNumber();
    for (const text of ['"a"', '"Füße, 日本, 🙂"', `"${'x'.repeat(5_000)}"`, '']) {
      const object = {};
      texts.put(variant, object, plainText(text));
      expect(texts.textAt(texts.find(variant, object), undefined)).toBe(text);
      expect(String(bodyOf(texts, (body) => body.addRendered(texts, texts.find(variant, object), undefined)))).toBe(text);
    }
  });

  it('has the values of an answer in its placeholders', () => {
    const texts = new RenderedTexts(MIB);
    const object = {};
    const rendered: RenderedText = {
      parts: ['{"ä":1,"asOf":', ',"km":', '}'],
      placeholders: [asOf, distance],
      freshness: { asOf: 500, source: 'CACHE' },
      dependencies: new Dependencies(),
    };
    const at = texts.put(newVariantNumber(), object, rendered);
    const variant = (ofViewer: number, km: number | null) => ({
      key: [],
      own: { sharedBy: () => ({ asOf: 0, source: 'CACHE' as const }), ofViewer: { asOf: ofViewer, source: 'CACHE' as const } },
      nested: [{ km }],
    });
    expect(texts.textAt(at, variant(700, 12.5))).toBe('{"ä":1,"asOf":500,"km":12.5}');
    expect(texts.textAt(at, variant(300, null))).toBe('{"ä":1,"asOf":300,"km":null}');
  });

  it('may be used until a fact is outdated or has to be read again, and not by a request that the fact was read for', () => {
    const texts = new RenderedTexts(MIB);
    const [price, list] = [new RememberedFact(1, NOW - 10), new RememberedFact(2, NOW - 20)];
    const at = texts.put(newVariantNumber(), {}, plainText('1', dependingOn(price, list)));
    expect(texts.isGood(at, NOW, EVERY_REQUEST)).toBe(true);
    expect(texts.isGood(at, LATER, EVERY_REQUEST)).toBe(false);
    expect(texts.isGood(at, NOW, NOW - 10)).toBe(false);
    list.outdate();
    expect(texts.isGood(at, NOW, EVERY_REQUEST)).toBe(false);
  });

  it('makes its facts facts of an answer', () => {
    const texts = new RenderedTexts(MIB);
    const price = new RememberedFact(1, NOW - 10);
    const at = texts.put(newVariantNumber(), {}, plainText('1', dependingOn(price)));
    const ofAnswer = new Dependencies();
    texts.noteIn(at, ofAnswer);
    expect(ofAnswer).toMatchObject({ freshUntil: LATER, newest: NOW - 10 });
    expect(ofAnswer.holds(NOW)).toBe(true);
    price.outdate();
    expect(ofAnswer.holds(NOW)).toBe(false);
  });

  it('takes the place of the one before, so that renewal takes no more memory', () => {
    const texts = new RenderedTexts(64 * 1024);
    const variant = newVariantNumber();
    const [one, other] = [{}, {}];
    texts.put(variant, other, plainText('other'));
    const lengths = [10, 300, 2_000, 40];
    for (let time = 0; time < 10_000; time++) {
      const text = String(time % 10).repeat(lengths[time % lengths.length] as number);
      texts.put(variant, one, plainText(text));
      expect(texts.textAt(texts.find(variant, one), undefined)).toBe(text);
    }
    // Nothing was dropped to make room.
    expect(texts.textAt(texts.find(variant, other), undefined)).toBe('other');
  });

  it('is dropped with all others where there is no room for one more, and none is ever another', () => {
    const texts = new RenderedTexts(32 * 1024);
    const variants = [newVariantNumber(), newVariantNumber()];
    const objects = Array.from({ length: 300 }, (_, number) => ({ number }));
    let dropped = 0;
    for (let round = 0; round < 4; round++) {
      for (const object of objects) {
        for (const variant of variants) {
          const text = `${variant}:${object.number}:`.repeat(1 + (object.number % 60));
          const at = texts.find(variant, object);
          if (at > 0) expect(texts.textAt(at, undefined)).toBe(text);
          else {
            if (round > 0) dropped++;
            texts.put(variant, object, plainText(text));
          }
        }
      }
    }
    expect(dropped).toBeGreaterThan(0);
  });

  it('is dropped with all others where too many were noted as wanted once', () => {
    const texts = new RenderedTexts(16 * 1024);
    const variant = newVariantNumber();
    const first = {};
    texts.put(variant, first, plainText('first'));
    for (let time = 0; time < 1_000; time++) texts.noteSeen(variant, {});
    expect(texts.find(variant, first)).toBe(NO_ADDRESS);
    texts.put(variant, first, plainText('again'));
    expect(texts.textAt(texts.find(variant, first), undefined)).toBe('again');
  });

  it('is dropped with all others where variants are many, so that ever new arguments take no more memory', () => {
    const texts = new RenderedTexts(MIB);
    const [field, object] = [{}, {}];
    const variant = texts.ofVariant(field, { key: ['first'] });
    texts.put(variant, object, plainText('first'));
    expect(texts.ofVariant(field, { key: ['first'] })).toBe(variant);
    for (let number = 0; number < 50_000; number++) texts.ofVariant(field, { key: ['other', number] });
    expect(texts.ofVariant(field, { key: ['first'] })).not.toBe(variant);
    expect(texts.find(variant, object)).toBe(NO_ADDRESS);
  });

  it('is not kept if it is very long', () => {
    const texts = new RenderedTexts(MIB);
    const variant = newVariantNumber();
    const object = {};
    expect(texts.put(variant, object, plainText('x'.repeat(70_000)))).toBe(NO_ADDRESS);
    expect(texts.find(variant, object)).toBe(NO_ADDRESS);
  });
});

describe('The body of an answer', () => {
  const texts = new RenderedTexts(MIB);
  const at = texts.put(newVariantNumber(), {}, plainText('"bolt"'));

  it('has its pieces in their order', () => {
    const body = bodyOf(texts, (answer) => {
      answer.add('{"name":');
      answer.addRendered(texts, at, undefined);
      answer.add(',"größe":"ü"}');
      answer.add('\n');
    });
    expect(String(body)).toBe('{"name":"bolt","größe":"ü"}\n');
  });

  it('waits for what is not there yet, while other answers are written', async () => {
    let arrive: (text: string) => void = () => undefined;
    const waiting = bodyOf(texts, (answer) => {
      answer.add('[');
      answer.addRendered(texts, at, undefined);
      answer.add(',');
      answer.later(new Promise((resolve) => (arrive = resolve)));
      answer.add(',');
      answer.addRendered(texts, at, undefined);
      answer.add(']');
    });
    const other = bodyOf(texts, (answer) => answer.add(`"${'z'.repeat(100)}"`));
    arrive('"nut"');
    expect(String(await waiting)).toBe('["bolt","nut","bolt"]');
    expect(String(other)).toBe(`"${'z'.repeat(100)}"`);
  });

  it('keeps what was written when a later answer is', () => {
    const first = bodyOf(texts, (answer) => answer.addRendered(texts, at, undefined));
    bodyOf(texts, (answer) => answer.add('something else'));
    expect(String(first)).toBe('"bolt"');
  });

  it('may be larger than the memory that answers are written to', () => {
    const long = 'ü'.repeat(400_000);
    const body = bodyOf(texts, (answer) => {
      for (let time = 0; time < 300_000; time++) answer.addRendered(texts, at, undefined);
      answer.add(long);
      answer.addRendered(texts, at, undefined);
    });
    // Compared as a whole: a difference would take longer to show than to find.
    expect(String(body) === `${'"bolt"'.repeat(300_000)}${long}"bolt"`).toBe(true);
  });

  it('fails with the piece that fails', async () => {
    const body = bodyOf(texts, (answer) => answer.later(Promise.reject(new Error('no piece'))));
    await expect(body).rejects.toThrow('no piece');
  });
});
