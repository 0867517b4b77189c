/** The gateway cannot start with its settings or its environment. The message is one or more plain lines for the operator. */
export class StartRefused extends Error {
  readonly code = 'START_REFUSED';

  constructor(message: string, options?: { cause: unknown }) {
    super(message, options);
    this.name = 'StartRefused';
  }
}
