import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { EVENT_TYPES } from '../../src/capabilities/index.js';
import type { EventType } from '../../src/events/index.js';

const DOCUMENT = 'docs/events.md';
const MARK = '-u -->\n';

function section({ name, summary, schema, sample }: EventType): string {
  const members = Object.entries(schema.properties as Record<string, { type: unknown; enum?: unknown[]; description: string }>);
  const rows = members.map(([member, { type, enum: words, description }]) => {
    const kind = words ? words.map((word) => (word === null ? 'null' : `\`${word}\``)).join(', ') : [type].flat().join(' or ');
    return `| \`${member}\` | ${kind} | ${description} |`;
  });
  const table = rows.length > 0 ? ['', '| data | type | |', '| --- | --- | --- |', ...rows] : [];
  const json = JSON.stringify({ type: name, subject: sample.subject, account: sample.account, data: sample.data }, null, 2);
  return [`### ${name}`, '', summary, ...table, '', '```json', json, '```'].join('\n');
}

describe('The types of events', () => {
  it('are told in the document as they are', async () => {
    const written = readFileSync(DOCUMENT, 'utf8');
    const before = written.slice(0, written.indexOf(MARK) + MARK.length);
    const types = EVENT_TYPES.all.toSorted((one, other) => (one.name < other.name ? -1 : 1));
    await expect(`${before}\n## Types\n\n${types.map(section).join('\n\n')}\n`).toMatchFileSnapshot(`../../${DOCUMENT}`);
  });

  it('have no member for prices, amounts or what a customer owes, which one receiver alone may know', () => {
    const members = EVENT_TYPES.all.flatMap(({ name, sample }) => Object.keys(sample.data).map((member) => `${name} ${member}`));
    expect(members.filter((member) => / \w*(price|amount|total|balance|cost|discount|limit|paid)/i.test(member))).toEqual([]);
  });

  it.each(EVENT_TYPES.all.map((type): [string, EventType] => [type.name, type]))(
    '%s has a sample that its schema accepts',
    (_, type) => {
      const ajv = new Ajv2020({ strict: false, validateFormats: false });
      expect(ajv.validate(type.schema, type.sample.data), ajv.errorsText()).toBe(true);
      expect(type.name).toMatch(/^[a-z]+\.[a-zA-Z]+\.v\d+$/);
      expect(type.summary).toMatch(/\.$/);
      expect(type.sample.subject === type.about || type.sample.subject.startsWith(`${type.about}/`)).toBe(true);
    },
  );
});
