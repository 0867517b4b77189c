import { Injectable } from '@nestjs/common';
import { ServerSettings } from '../config/index.js';
import { DocumentLinks, type LinkedDocument, type RequestContext } from '../contract/index.js';
import { InvalidInput } from '../faults/index.js';
import type { AccountNumber } from '../values/identifiers.js';

/** The URLs of documents. A link is made for one session, so the answer that holds it is for this request alone. */
@Injectable()
export class DocumentUrls {
  private readonly base: string;

  constructor(
    private readonly links: DocumentLinks,
    server: ServerSettings,
  ) {
    this.base = `${server.issuer.replace(/\/$/, '')}/documents`;
  }

  /** @param accountNumber whose document it is: one of the viewer's accounts */
  async urlOf(
    document: LinkedDocument,
    { viewer, budget, isEditing }: RequestContext,
    accountNumber: AccountNumber,
  ): Promise<string> {
    budget.dependencies?.markUncacheable();
    if (isEditing) return `${this.base}/sample`;
    // Only signed-in viewers are shown documents.
    if (viewer.kind !== 'signedIn') throw new InvalidInput('documentUrl', 'needs an account');
    const token = await this.links.make({ ...viewer, accountNumber }, document);
    return `${this.base}/${token}`;
  }
}
