/** The gateway cannot start as it is set up. The message is one or more plain lines for the person who started it. */
export class StartRefused extends Error {
  readonly code = 'START_REFUSED';

  constructor(message: string, options?: { cause: unknown }) {
    super(message, options);
    this.name = 'StartRefused';
  }
}
