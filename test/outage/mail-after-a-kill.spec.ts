import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD } from '../../src/demo.js';
import { MailServer } from '../mail/mail-server.js';
import { orderOf, PLACE_ORDER } from '../ordering/checkout.js';
import { TemporaryFolders } from '../sandbox/written-company.js';
import { BuiltGateway, buildGateway, endAll } from '../support/built-gateway.js';
import { fillPlaces } from '../support/templates.js';

const NELL = 'nell.hargate@example.com';
const CUT_4 = { sku: 'CUT-4', quantity: '10', unitPrice: '1.92' };
const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { session { accessToken } } }';

describe('A gateway that is killed while the mail server is away', () => {
  const folders = new TemporaryFolders();
  const server = new MailServer();

  beforeAll(() => buildGateway());
  afterAll(async () => {
    await endAll();
    await server.close();
    folders.remove();
  });

  it('sends the mail of its orders once both are back', async () => {
    const port = await server.listen();
    await server.close();
    const environment = {
      DATA_DIR: folders.path(),
      SMTP_URL: `smtp://127.0.0.1:${port}?starttls=offered`,
      MAIL_FROM: 'shop@example.com',
    };
    await fillPlaces(environment);
    const first = await BuiltGateway.start(environment);
    const { login } = await asked(first, LOGIN, { input: { email: NELL, password: DEMO_PASSWORD } });
    const token = login.session?.accessToken;
    const { placeOrder } = await asked(first, PLACE_ORDER, { input: orderOf([CUT_4]) }, token);
    expect(placeOrder.userErrors).toEqual([]);
    await first.kill();

    await server.listen(port);
    const second = await BuiltGateway.start(environment);
    const [mail] = await server.until((taken) => taken.some(({ subject }) => subject?.includes('is confirmed')));
    await second.stop();
    expect(mail?.envelope.to).toEqual([NELL]);
    expect(second.written).toContain(`Mail                   to the mail server 127.0.0.1:${port}`);
  });
});

// biome-ignore lint/suspicious/noExplicitAny: what is asked for stands in the query.
async function asked({ url }: BuiltGateway, query: string, variables: object, token?: string): Promise<any> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  return ((await response.json()) as { data: unknown }).data;
}
