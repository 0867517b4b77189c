import { unlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Loaded into a built gateway before its own code (`node --import`): whoever connects to the socket is told what is left in
 * memory after everything was collected that nobody holds any more.
 */
const path = process.env.FUZZ_PROBE;
if (path) {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    collect();
    collect();
    socket.end(JSON.stringify(process.memoryUsage()));
  });
  server.listen(path);
  // The gateway ends when its own work has ended.
  server.unref();
  process.once('exit', () => unlinkSync(path));
}
