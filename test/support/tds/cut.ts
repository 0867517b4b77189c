/** The connection has to be cut, without another word. */
export class Cut extends Error {}
