import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../contract/index.js';
import type { QuoteView } from '../quotes/index.js';
import { type InvoiceView, nodeKeyOf, type StatementView } from '../receivables/index.js';
import { DocumentUrls } from './document-urls.js';

@Resolver('Invoice')
export class InvoiceUrlResolver {
  constructor(private readonly urls: DocumentUrls) {}

  @ResolveField('documentUrl')
  documentUrl(@Parent() { invoice }: InvoiceView, @Context() context: RequestContext): Promise<string> {
    return this.urls.urlOf({ kind: 'invoice', key: nodeKeyOf(invoice) }, context, invoice.accountNumber);
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
