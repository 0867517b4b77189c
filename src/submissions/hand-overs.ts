import { Injectable } from '@nestjs/common';
import type { HandOver } from './hand-over.js';

/** Who hands over which kind of document. Capabilities register theirs when their modules start, before anything is pushed. */
@Injectable()
export class HandOvers {
  private readonly byKind = new Map<string, HandOver>();

  register<Document>(handOver: HandOver<Document>): void {
    if (this.byKind.has(handOver.kind)) throw new Error(`Two hand-overs of the kind "${handOver.kind}"`);
    // A kind's documents are written and read by the one capability that registers it.
    this.byKind.set(handOver.kind, handOver as HandOver);
  }

  /** Undefined for a kind that this version of the gateway does not know. */
  of(kind: string): HandOver | undefined {
    return this.byKind.get(kind);
  }
}
