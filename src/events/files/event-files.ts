import { accessSync, constants } from 'node:fs';
import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from '../../files/index.js';
import { instantText } from '../../values/instant.js';
import { EventDestination } from '../destination.js';
import type { GatewayEvent } from '../event.js';
import { EVERYTHING } from '../wanted.js';
import { bodyOf } from '../webhooks/endpoint.js';

const LARGEST_FILE = 64 * 1_024 * 1_024;
const LINE_BREAK = 0x0a;

/**
 * Writes every event as a line of JSON to a folder, for systems that can only read files. A process writes files of its own,
 * named by day, machine and process: `events-2026-03-31-web1-4711-0001.jsonl`. A line is on disk before its event counts as
 * delivered. What a process that was killed left of a line is cut off by the next one on the machine.
 */
export class EventFiles extends EventDestination {
  readonly name = 'files';
  readonly wanted = EVERYTHING;
  /** Lines are in the order of the events. */
  override readonly concurrency = 1;
  private readonly writer: string;
  private file: { readonly handle: FileHandle; readonly day: string; size: number } | undefined;
  private number = 0;
  private isTidy = false;

  /** @throws {Error} the folder cannot be made or written */
  constructor(
    private readonly folder: string,
    private readonly source: string,
    private readonly largestFile = LARGEST_FILE,
    processId = process.pid,
  ) {
    super();
    this.writer = `${hostname().replace(/[^\w.]/g, '_')}-${processId}`;
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
  }

  async deliver(event: GatewayEvent): Promise<undefined> {
    const line = Buffer.from(`${JSON.stringify(bodyOf(event, this.source))}\n`);
    const file = await this.fileFor(instantText(Date.now()).slice(0, 10), line.length);
    try {
      await file.handle.writeFile(line);
      await file.handle.datasync();
      file.size += line.length;
    } catch (fault) {
      // A part of the line may be there. It is cut off, and if that fails too, the file is left to the next process.
      await file.handle.truncate(file.size).catch(() => undefined);
      await this.close();
      throw fault;
    }
  }

  async close(): Promise<void> {
    const { handle } = this.file ?? {};
    this.file = undefined;
    await handle?.close().catch(() => undefined);
  }

  private async fileFor(day: string, length: number) {
    if (this.file && this.file.day === day && this.file.size + length <= this.largestFile) return this.file;
    await this.close();
    if (!this.isTidy) await this.tidy();
    for (;;) {
      this.number += 1;
      const path = join(this.folder, `events-${day}-${this.writer}-${String(this.number).padStart(4, '0')}.jsonl`);
      const handle = await open(path, 'ax').catch((fault: NodeJS.ErrnoException) => {
        if (fault.code === 'EEXIST') return undefined;
        throw fault;
      });
      if (!handle) continue;
      this.file = { handle, day, size: 0 };
      return this.file;
    }
  }

  /** Cuts off half lines in files of processes of this machine that are no more. */
  private async tidy(): Promise<void> {
    const machine = this.writer.slice(0, this.writer.lastIndexOf('-'));
    const ofMachine = new RegExp(`^events-\\d{4}-\\d\\d-\\d\\d-${machine.replaceAll('.', '\\.')}-(\\d+)-\\d+\\.jsonl$`);
    for (const name of await readdir(this.folder)) {
      const processId = ofMachine.exec(name)?.[1];
      // A file of a process with this one's ID is of an earlier process: this one has none yet.
      if (processId === undefined || (`${machine}-${processId}` !== this.writer && isRunning(Number(processId)))) continue;
      await cutHalfLine(join(this.folder, name));
    }
    this.isTidy = true;
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function cutHalfLine(path: string): Promise<void> {
  const { size } = await stat(path);
  const handle = await open(path, 'r+');
  try {
    const part = Buffer.alloc(65_536);
    for (let end = size; end > 0; ) {
      const start = Math.max(0, end - part.length);
      const { bytesRead } = await handle.read(part, 0, end - start, start);
      const lastBreak = part.subarray(0, bytesRead).lastIndexOf(LINE_BREAK);
      if (lastBreak >= 0 || start === 0) {
        const whole = start + lastBreak + 1;
        if (whole < size) await handle.truncate(whole);
        return;
      }
      end = start;
    }
  } finally {
    await handle.close();
  }
}
