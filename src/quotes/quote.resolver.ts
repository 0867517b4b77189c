import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { AccountView } from '../account/index.js';
import {
  type Contract,
  connectionOf,
  emptyConnection,
  erpUnavailable,
  type NodeSource,
  NodeType,
  pageSize,
  type RequestContext,
  unavailable,
} from '../contract/index.js';
import type { Live } from '../live/index.js';
import { asQuoteNumber } from './quote.js';
import { QuoteService } from './quote.service.js';
import { quoteCursor, quoteFilter, quotePosition } from './quote-list.js';
import type { QuoteView } from './quote-view.js';

const USUAL_PAGE = 20;

type QuoteList = Omit<Contract.QuoteConnection, 'nodes' | 'edges'> & {
  readonly nodes: readonly QuoteView[];
  readonly edges: readonly { readonly cursor: string; readonly node: QuoteView }[];
};

/** The contract's QuoteResult. */
export function quoteResult(live: Live<QuoteView | null>) {
  return live.known ? live.value : erpUnavailable(live);
}

@Resolver('Quote')
@NodeType('Quote')
export class QuoteResolver implements NodeSource {
  constructor(private readonly quotes: QuoteService) {}

  @Query('quote')
  async quote(@Args('number') number: string, @Context() context: RequestContext) {
    const live = await this.find(number, context);
    return live && quoteResult(live);
  }

  async node(key: string, context: RequestContext): Promise<QuoteView | null> {
    const live = await this.find(key, context);
    return live?.known ? live.value : null;
  }

  /** A quote of any account that the viewer may buy for; null for a quote of another account, or none. */
  private async find(number: string, { viewer, budget }: RequestContext): Promise<Live<QuoteView | null> | null> {
    const wanted = asQuoteNumber(number);
    if (viewer.kind !== 'signedIn' || wanted === '') return null;
    return this.quotes.quote(viewer.accountNumbers, wanted, budget);
  }
}

@Resolver('Account')
export class AccountQuotesResolver {
  constructor(private readonly quotes: QuoteService) {}

  @ResolveField('quotes')
  async accountQuotes(
    @Parent() { accountNumber, own }: AccountView,
    @Args() { first, after, filter }: Contract.AccountQuotesArgs,
    @Context() { budget }: RequestContext,
  ): Promise<QuoteList> {
    const [size, position] = [pageSize(first, USUAL_PAGE), quotePosition(after)];
    if (!own) return { ...emptyConnection<QuoteView>(), unavailable: notYours() };
    const live = await this.quotes.page(accountNumber, quoteFilter(filter), size, position, budget);
    if (!live.known) return { ...emptyConnection<QuoteView>(), unavailable: erpUnavailable(live) };
    const { quotes, hasNextPage, lookedUntil } = live.value;
    const items = quotes.map((node) => ({ node, cursor: quoteCursor(node.quote) }));
    const connection = connectionOf({ items, hasNextPage, hasPreviousPage: position !== null });
    const pageInfo = lookedUntil ? { ...connection.pageInfo, endCursor: quoteCursor(lookedUntil) } : connection.pageInfo;
    return { ...connection, pageInfo, unavailable: null };
  }
}

function notYours() {
  return unavailable('NOT_PERMITTED', 'This is known to those who buy for the account.');
}
