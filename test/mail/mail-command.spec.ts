import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TemporaryFolders } from '../sandbox/written-company.js';
import { buildGateway, ConsoleHost, endAll } from '../support/built-gateway.js';
import { MailServer } from './mail-server.js';

describe('npm run mail', () => {
  const folders = new TemporaryFolders();
  const server = new MailServer();
  let host: ConsoleHost;
  let smtp: NodeJS.ProcessEnv;

  beforeAll(async () => {
    await buildGateway();
    host = new ConsoleHost();
    smtp = { SMTP_URL: `smtp://127.0.0.1:${await server.listen()}?starttls=offered`, MAIL_FROM: 'shop@example.com' };
  });
  afterAll(async () => {
    await endAll();
    await server.close();
    folders.remove();
  });

  const run = (words: readonly string[], environment: NodeJS.ProcessEnv = {}) =>
    host.run('console/mail.js', words, { DATA_DIR: folders.path(), ...environment });

  it("previews every message in every language, with the merchant's templates", async () => {
    const templates = folders.path();
    mkdirSync(join(templates, 'en'), { recursive: true });
    writeFileSync(join(templates, 'en/order-pushed.hbs'), 'Subject: Hurray\n{{#> heading}}Hurray{{/heading}}\n');
    const folder = folders.path();
    const { exitCode, stdout } = await run(['preview', folder], { MAIL_TEMPLATES: templates });
    expect([exitCode, stdout]).toEqual([0, `20 messages are in ${folder}.\n`]);
    expect(readdirSync(folder)).toHaveLength(40);
    expect(readFileSync(join(folder, 'order-pushed.en.txt'), 'utf8')).toMatch(/^Hurray\n/);
    expect(readFileSync(join(folder, 'order-pushed.fr-CA.html'), 'utf8')).toContain('Votre commande est confirmée');
  });

  it('shows numbers, dates and moments as the language writes them', async () => {
    const folder = folders.path();
    await run(['preview', folder, '--language', 'fr-CA']);
    const text = (name: string) => readFileSync(join(folder, `${name}.fr-CA.txt`), 'utf8');
    expect(text('invoice-due-soon')).toMatch(/2 déc\. 2026.*2 712,45 USD/s);
    expect(text('staff-digest')).toContain('29 nov. 2026');
  });

  it('previews one message in one language', async () => {
    const folder = folders.path();
    const { stdout } = await run(['preview', folder, 'order-pushed', '--language', 'en']);
    expect(stdout).toBe(`1 message is in ${folder}.\n`);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('sends one to the mail server, and says that it was taken', async () => {
    const { exitCode, stdout } = await run(['send', 'quote-opened', '--to', 'me@example.com', '--language', 'fr-CA'], smtp);
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^127\.0\.0\.1:\d+ has taken it\.\n$/)]);
    expect(server.taken.map(({ subject, envelope }) => [subject, envelope.to])).toEqual([
      ['Votre soumission QTEST1004 est prête', ['me@example.com']],
    ]);
  });

  it('says where a template is wrong, and what is not understood', async () => {
    const templates = folders.path();
    mkdirSync(join(templates, 'en'), { recursive: true });
    writeFileSync(join(templates, 'en/order-pushed.hbs'), 'Subject: x\n\n{{cost}}\n');
    const wrong = await run(['preview', folders.path()], { MAIL_TEMPLATES: templates });
    expect(wrong.stderr).toMatch(/^MAIL_TEMPLATES: en\/order-pushed\.hbs, line 3: there is no cost: /);
    expect((await run(['preview', folders.path(), 'order-lost'])).stderr).toMatch(/^"order-lost" is not understood\./);
    expect((await run(['send', 'order-pushed', '--to', 'a@b,c@d'])).stderr).toMatch(/^"a@b,c@d" is not understood: expected one/);
    for (const words of [['--to'], ['--to', '--language', 'en'], ['--language', 'en', '--to']]) {
      const { stderr } = await run(['send', 'order-pushed', ...words]);
      expect(stderr).toMatch(/^--to: expected an e-mail address\.\nnpm run mail -- preview/);
    }
    expect((await run(['send', 'order-pushed', '--too', 'a@b'])).stderr).toMatch(/^"--too" is not understood\.\nnpm run mail/);
    expect([wrong.exitCode, wrong.stdout]).toEqual([1, '']);
    // Node.js itself never answers where /proc is asked to make a folder.
    expect(await run(['preview', '/proc/mail'])).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: expect.stringMatching(/^Cannot write to \/proc\/mail \(E\w+\)\.\n$/),
    });
  });
});
