import { createServer, type Server, type Socket } from 'node:net';

/** Speaks as much of Redis' protocol as a client needs to be ready, and answers every script with one fault. */
export class RedisStandIn {
  /** Connections on which a script was asked for. */
  readonly asked = new Set<Socket>();
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly fault: string,
  ) {
    server.on('connection', (socket) => {
      this.sockets.add(socket.on('error', () => undefined));
      socket.on('data', (data) => this.answer(socket, data.toString()));
    });
  }

  static async saying(fault: string): Promise<RedisStandIn> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new RedisStandIn(server, fault);
  }

  get port(): number {
    const address = this.server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Commands come as arrays of strings: as many answers as arrays. */
  private answer(socket: Socket, commands: string): void {
    for (const command of commands.split(/\*\d+\r\n/).slice(1)) {
      if (/\r\ninfo\r\n/i.test(command)) socket.write('$9\r\nloading:0\r\n');
      else if (/\r\nping\r\n/i.test(command)) socket.write('+PONG\r\n');
      else if (/\r\n(eval|evalsha)\r\n/i.test(command)) {
        this.asked.add(socket);
        socket.write(`-${this.fault}\r\n`);
      } else socket.write('+OK\r\n');
    }
  }
}
