import { describe, expect, test } from 'vitest';
import type { AccountPermissions, CustomerRecord } from '../../src/account/index.js';
import type { Category } from '../../src/catalog/category.js';
import type { Product } from '../../src/catalog/index.js';
import { type RequestContext } from '../../src/contract/index.js';
import { ViewerIdentity } from '../../src/contract/viewer-identity.js';
import { KeptAnswers } from '../../src/graphql/execution/kept-answers.js';
import { KnownRequest } from '../../src/graphql/execution/known-requests.js';
import type { Stock } from '../../src/inventory/index.js';
import type { AvailabilityView } from '../../src/inventory/inventory.service.js';
import { Dependencies } from '../../src/live/dependencies.js';
import type { HoldersKey, HoldersPolicy, LivePolicy, RequestBudget, ViewerIndependentPolicy } from '../../src/live/index.js';
import type { Order } from '../../src/ordering/order.js';
import type { PriceAnswer, PriceList, PriceListKey } from '../../src/pricing/index.js';
import type { AccountNumber, Sku } from '../../src/values/identifiers.js';
import { ANONYMOUS, type SignedInViewer, type User, type UserRole, type Viewer } from '../../src/values/viewer.js';

// What these tests show is shown by the compiler: each line that it has to refuse is marked, and a mark without an error is
// an error itself.

const POLICY: LivePolicy = {
  namespace: 'test.v1',
  freshForMs: 1,
  staleForMs: 1,
  softTimeoutMs: 1,
  batchSize: 1,
  maxBytes: 1,
};

describe('facts belong to nobody', () => {
  test('what GP says has a policy', () => {
    const policies: LivePolicy[] = [
      POLICY satisfies ViewerIndependentPolicy<Sku, Product>,
      POLICY satisfies ViewerIndependentPolicy<Sku, Stock>,
      POLICY satisfies ViewerIndependentPolicy<PriceListKey, PriceList>,
      POLICY satisfies ViewerIndependentPolicy<AccountNumber, CustomerRecord>,
      POLICY satisfies ViewerIndependentPolicy<string, readonly Category[]>,
      POLICY satisfies ViewerIndependentPolicy<{ readonly number: string }, Order>,
    ];
    expect(policies).toHaveLength(6);
  });

  test('what a viewer is has none', () => {
    const refused = [
      // @ts-expect-error a viewer
      POLICY satisfies ViewerIndependentPolicy<string, Viewer>,
      // @ts-expect-error a signed-in viewer
      POLICY satisfies ViewerIndependentPolicy<string, SignedInViewer>,
      // @ts-expect-error a user
      POLICY satisfies ViewerIndependentPolicy<string, User>,
      // @ts-expect-error a user somewhere inside
      POLICY satisfies ViewerIndependentPolicy<
        string,
        { readonly since: number; readonly rows: readonly { readonly by: User | null }[] }
      >,
      // @ts-expect-error a role
      POLICY satisfies ViewerIndependentPolicy<string, { readonly role: UserRole }>,
      // @ts-expect-error anything at all, so perhaps a viewer
      POLICY satisfies ViewerIndependentPolicy<string, unknown>,
    ];
    expect(refused).toHaveLength(6);
  });

  test('what a request brings has none', () => {
    const refused = [
      // @ts-expect-error the request
      POLICY satisfies ViewerIndependentPolicy<string, RequestContext>,
      // @ts-expect-error its budget
      POLICY satisfies ViewerIndependentPolicy<string, { readonly budget: RequestBudget }>,
      // @ts-expect-error under what is kept for its viewer
      POLICY satisfies ViewerIndependentPolicy<string, { readonly identity: ViewerIdentity }>,
    ];
    expect(refused).toHaveLength(3);
  });

  test('what was answered to a viewer has none', () => {
    const refused = [
      // @ts-expect-error their price
      POLICY satisfies ViewerIndependentPolicy<string, PriceAnswer>,
      // @ts-expect-error what is available to them
      POLICY satisfies ViewerIndependentPolicy<string, AvailabilityView>,
      // @ts-expect-error what they may do
      POLICY satisfies ViewerIndependentPolicy<string, AccountPermissions>,
    ];
    expect(refused).toHaveLength(3);
  });

  test('what is asked for by a viewer has none', () => {
    const refused = [
      // @ts-expect-error by the viewer
      POLICY satisfies ViewerIndependentPolicy<{ readonly viewer: Viewer; readonly sku: Sku }, PriceList>,
      // @ts-expect-error by the user
      POLICY satisfies ViewerIndependentPolicy<User, PriceList>,
      // @ts-expect-error by the role
      POLICY satisfies ViewerIndependentPolicy<{ readonly sku: Sku; readonly role: UserRole }, PriceList>,
      // @ts-expect-error by the identity
      POLICY satisfies ViewerIndependentPolicy<ViewerIdentity, PriceList>,
    ];
    expect(refused).toHaveLength(4);
  });
});

describe('what belongs to the holder of its key', () => {
  test('stays in this process', () => {
    const { durable: _, ...policy } = POLICY;
    const own = { ...policy, shared: false } satisfies HoldersPolicy;
    const refused = [
      // @ts-expect-error shared by the instances
      POLICY satisfies HoldersPolicy,
      // @ts-expect-error written down
      { ...own, durable: true } satisfies HoldersPolicy,
    ];
    expect(refused).toHaveLength(2);
  });

  test('is not asked for by a text', () => {
    // @ts-expect-error any text
    const key: HoldersKey = 'a session';
    expect(key).toBe('a session');
  });
});

describe('kept answers', () => {
  const kept = new KeptAnswers(1_000_000);
  const body = Buffer.from('{}');
  const question = new KnownRequest({ query: '{ viewer { user { name } } }' });

  test('are asked for under an identity alone', () => {
    kept.keep(question, ViewerIdentity.VISITOR, body, new Dependencies());
    const asked = [
      () => kept.find(question, ViewerIdentity.VISITOR, 0),
      // @ts-expect-error the token's text
      () => kept.find(question, 'a token', 0),
      // @ts-expect-error something that looks like an identity
      () => kept.find(question, { viewer: ANONYMOUS }, 0),
      // @ts-expect-error nobody
      () => kept.find(question, undefined, 0),
      // @ts-expect-error somebody's viewer, whom anything can put together
      () => kept.keep(question, ANONYMOUS, body, new Dependencies()),
    ];
    expect(asked[0]?.()).toEqual(body);
  });

  test('under one that nothing makes but an access token that was accepted', async () => {
    const refused = [
      // @ts-expect-error not even with a viewer
      () => new ViewerIdentity(ANONYMOUS),
      // @ts-expect-error what looks like one is none
      (): ViewerIdentity => ({ viewer: ANONYMOUS }),
      // @ts-expect-error nor what else holds the private part
      (): ViewerIdentity => ({ ...ViewerIdentity.VISITOR }),
    ];
    expect(refused).toHaveLength(3);
    const accepting = { viewerOf: (token: string) => (token === 'accepted' ? ANONYMOUS : undefined) };
    expect(await ViewerIdentity.ofAccessToken('refused', accepting)).toBeUndefined();
    const identified = await ViewerIdentity.ofAccessToken('accepted', accepting);
    expect(identified?.identity).toBeInstanceOf(ViewerIdentity);
    expect(identified && kept.find(question, identified.identity, 0)).toBeUndefined();
  });
});
