import { Injectable } from '@nestjs/common';
import type { HandOver } from './hand-over.js';

/** The hand-overs by kind of document. Capabilities register theirs when their modules start, before the first push. */
@Injectable()
export class HandOvers {
  private readonly byKind = new Map<string, HandOver>();

  register<Document>(handOver: HandOver<Document>): void {
    if (this.byKind.has(handOver.kind)) throw new Error(`Two hand-overs of the kind "${handOver.kind}"`);
    // Only the capability that registers a kind writes and reads its documents.
    this.byKind.set(handOver.kind, handOver as HandOver);
  }

  /** Undefined for a kind that this version of the gateway does not know. */
  of(kind: string): HandOver | undefined {
    return this.byKind.get(kind);
  }
}
