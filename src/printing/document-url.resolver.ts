import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../contract/index.js';
import type { QuoteView } from '../quotes/index.js';
import {
  type CreditView,
  creditNodeKey,
  type InvoiceView,
  isCreditMemo,
  nodeKeyOf,
  type StatementView,
} from '../receivables/index.js';
import { DocumentUrls } from './document-urls.js';

@Resolver('Invoice')
export class InvoiceUrlResolver {
  constructor(private readonly urls: DocumentUrls) {}

  @ResolveField('documentUrl')
  documentUrl(@Parent() { invoice }: InvoiceView, @Context() context: RequestContext): Promise<string> {
    return this.urls.urlOf({ kind: 'invoice', key: nodeKeyOf(invoice) }, context, invoice.accountNumber);
  }
}

@Resolver('Credit')
export class CreditUrlResolver {
  constructor(private readonly urls: DocumentUrls) {}

  @ResolveField('documentUrl')
  documentUrl(@Parent() { credit }: CreditView, @Context() context: RequestContext): Promise<string> | null {
    if (!isCreditMemo(credit)) return null;
    return this.urls.urlOf({ kind: 'credit', key: creditNodeKey(credit) }, context, credit.accountNumber);
  }
}

@Resolver('Quote')
export class QuoteUrlResolver {
  constructor(private readonly urls: DocumentUrls) {}

  @ResolveField('documentUrl')
  documentUrl(@Parent() { quote }: QuoteView, @Context() context: RequestContext): Promise<string> {
    return this.urls.urlOf({ kind: 'quote', key: quote.number }, context, quote.accountNumber);
  }
}

@Resolver('Statement')
export class StatementUrlResolver {
  constructor(private readonly urls: DocumentUrls) {}

  @ResolveField('documentUrl')
  documentUrl(@Parent() { from, to, accountNumber }: StatementView, @Context() context: RequestContext): Promise<string> {
    return this.urls.urlOf({ kind: 'statement', from, to }, context, accountNumber);
  }
}
