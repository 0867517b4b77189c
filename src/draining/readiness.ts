import { Injectable } from '@nestjs/common';

/** Whether requests should be sent to this instance. */
@Injectable()
export class Readiness {
  private leaving = false;

  get isReady(): boolean {
    return !this.leaving;
  }

  /** Makes this instance not ready for good: further requests should go to other instances. */
  leave(): void {
    this.leaving = true;
  }
}
