import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** What a server says, whatever it is sent; nothing where it hangs. */
interface Behaviour {
  readonly says?: Buffer;
  /** It ends each connection when it has said so. */
  readonly ends?: boolean;
}

/** A server that answers whatever it is sent with the same bytes, or not at all. */
export class RefusingServer {
  /** How often it has said so. */
  answers = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  /** @param answer undefined where it hangs */
  static async start({ says, ends = false }: Behaviour, address: { readonly host?: string; readonly port?: number } = {}) {
    const server = createServer();
    const refusing = new RefusingServer(server);
    server.on('connection', (socket) => {
      refusing.sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => refusing.sockets.delete(socket));
      socket.on('data', () => {
        if (says === undefined) return;
        if (ends) socket.end(says);
        else socket.write(says);
        refusing.answers++;
      });
    });
    server.listen(address.port ?? 0, address.host ?? '127.0.0.1');
    await once(server, 'listening');
    return refusing;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }
}

/** PostgreSQL's refusal of somebody's password (ErrorResponse of its protocol). */
export function wrongPassword(user: string, words: string): Buffer {
  const fields = {
    S: 'FATAL',
    V: 'FATAL',
    C: '28P01',
    M: `password authentication failed for user "${user}"`,
    D: words,
    H: words,
  };
  const body = Buffer.from(
    `${Object.entries(fields)
      .map(([kind, text]) => `${kind}${text}\0`)
      .join('')}\0`,
  );
  const head = Buffer.from('E\0\0\0\0');
  head.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([head, body]);
}
