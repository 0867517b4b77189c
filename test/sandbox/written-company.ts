import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Folders of a spec file, all of which go in the end. */
export class TemporaryFolders {
  private readonly root = mkdtempSync(join(tmpdir(), 'gateway-folders-'));
  private made = 0;

  /** A path that nothing stands at yet. */
  path(): string {
    this.made += 1;
    return join(this.root, String(this.made));
  }

  /** A folder with files of these names and texts. */
  write(files: Readonly<Record<string, string | Uint8Array>>): string {
    const folder = this.path();
    mkdirSync(folder);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return folder;
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
