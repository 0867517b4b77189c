import type { TestGateway } from '../support/test-gateway.js';

/** An input from the field that once failed, and what is right. */
export interface FieldCase {
  readonly name: string;
  /** What is right, in one sentence. */
  readonly right: string;
  /** Fails where the gateway does not do what is right. */
  check(gateway: TestGateway): Promise<void>;
}
