import { Injectable } from '@nestjs/common';

/** Whether requests should be sent to this instance. */
@Injectable()
export class Readiness {
  private leaving = false;

  get isReady(): boolean {
    return !this.leaving;
  }

  /** From now on, and for good: other instances should have what comes. */
  leave(): void {
    this.leaving = true;
  }
}
