import { Controller, Get, Header, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DocumentLinks } from '../contract/index.js';
import { errorBody, StoreUnavailable } from '../faults/index.js';
import { retryAfter } from '../values/retry-after.js';
import { PrintableDocuments } from './printable-documents.js';
import { NotPrinted, Printer } from './printer.js';

const UNKNOWN = errorBody(
  'NOT_FOUND',
  'The link is not valid any more, or there is no such document. Open it from the page again.',
);
const LATER = errorBody('OVERLOADED', 'The document cannot be shown now. Try again shortly.');

/** Documents as PDF, for all who have a link to them (`DocumentLinks`). The viewer's rights are checked again at each request. */
@Controller('documents')
export class DocumentsController {
  constructor(
    private readonly links: DocumentLinks,
    private readonly documents: PrintableDocuments,
    private readonly printer: Printer,
  ) {}

  // Not a named parameter: those have at most 100 letters.
  @Get('*')
  @Header('cache-control', 'private, no-store')
  @Header('content-security-policy', "sandbox; default-src 'none'")
  @Header('x-robots-tag', 'noindex')
  async document(@Param('*') token: string, @Res() reply: FastifyReply): Promise<void> {
    try {
      const link = await this.links.open(token);
      const found = link && (await this.documents.find(link.viewer, link.document));
      if (!found) return refuse(reply, 404, UNKNOWN);
      if (found === 'unavailable') return later(reply);
      const pdf = await this.printer.print(found.printed, link.viewer.accountNumber);
      reply.type('application/pdf').header('content-disposition', dispositionOf(found.fileName)).send(Buffer.from(pdf));
    } catch (fault) {
      if (fault instanceof StoreUnavailable || fault instanceof NotPrinted) return later(reply);
      throw fault;
    }
  }
}

function later(reply: FastifyReply): void {
  reply.header('retry-after', retryAfter());
  refuse(reply, 503, LATER);
}

function refuse(reply: FastifyReply, status: number, body: string): void {
  reply.code(status).type('application/json; charset=utf-8').send(body);
}

/** RFC 6266: the name in ASCII for old clients, and as it is for all others. */
function dispositionOf(fileName: string): string {
  const ascii = fileName.replaceAll(/[^\w.-]/g, '_');
  const encoded = encodeURIComponent(fileName).replaceAll(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `inline; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
