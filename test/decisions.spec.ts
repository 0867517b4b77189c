import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const pages = readdirSync('docs/adr')
  .filter((file) => /^\d{4}-.*\.md$/.test(file))
  .toSorted()
  .map((file) => {
    const text = readFileSync(`docs/adr/${file}`, 'utf8');
    const [, number, title] = /^# (\d+)\. (.*)\n/.exec(text) ?? [];
    const [, date, status] =
      /\n\nDate: (\d{4}-\d\d-\d\d)\. Status: (Accepted|(?:Amended|Overruled) by \[\d+\]\(.*?\.md\)(?: and \[\d+\]\(.*?\.md\))*)\./.exec(
        text,
      ) ?? [];
    return { file, number, title, date, status };
  });

describe('The decisions', () => {
  it('have a number each, which their file names', () => {
    expect(pages.map(({ file }) => Number(file.slice(0, 4)))).toEqual(pages.map((_, index) => index + 1));
    expect(pages.map(({ number }) => Number(number))).toEqual(pages.map((_, index) => index + 1));
  });

  it('stand in the table with the title, the date and the status that their pages have', () => {
    const table = readFileSync('docs/adr/README.md', 'utf8').matchAll(
      /^\| (\d+) \| \[(.*?)\]\((.*?\.md)\) \| (.*?) \| (.*?) \|$/gm,
    );
    const told = [...table].map(([, number, title, file, date, status]) => ({ file, number, title, date, status }));
    expect(told).toEqual(pages);
  });

  it('link to pages that exist', () => {
    const files = new Set(readdirSync('docs/adr'));
    const links = pages.flatMap(({ file }) =>
      [...readFileSync(`docs/adr/${file}`, 'utf8').matchAll(/\]\((\d{4}-[^)#]*)\)/g)].map(([, to]) => to),
    );
    expect(links.filter((to) => !files.has(to ?? ''))).toEqual([]);
  });
});
