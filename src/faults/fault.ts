import type { FaultCode } from './codes.js';

/** Something that went wrong, thrown. A code has one class, and the class has it as `code` too. */
export abstract class Fault extends Error {
  abstract readonly code: FaultCode;

  constructor(message: string, options?: { cause: unknown }) {
    super(message, options);
    this.name = new.target.name;
  }
}
