import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Linux keeps it in memory. */
const MEMORY = '/dev/shm';
const ROOM_NEEDED_BYTES = 4 * 1024 ** 3;

/**
 * Where the tests' databases and folders are kept: in memory where there is room, else on the disk. To copy a database there
 * takes a fifth of the processor time, whether a server has it or it is a folder of a thousand files.
 */
export function temporaryFolder(): string {
  return hasRoom(MEMORY) ? MEMORY : tmpdir();
}

/** For all that a test run makes with os.tmpdir(), also in the processes that it starts. */
export default function setup(): (() => void) | undefined {
  const place = temporaryFolder();
  if (tmpdir().startsWith(place)) return undefined;
  const before = process.env.TMPDIR;
  const folder = mkdtempSync(join(place, 'gateway-tests-'));
  // PostgreSQL, which does not run as root, may have to go through it.
  chmodSync(folder, 0o711);
  process.env.TMPDIR = folder;
  return () => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    rmSync(folder, { recursive: true, force: true });
  };
}

function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= ROOM_NEEDED_BYTES;
}
