import { parentPort, workerData } from 'node:worker_threads';
import { drawDocument, type Stationery } from './draw-document.ts';
import type { PrintedDocument } from './printed-document.ts';

// The thread in which documents are drawn, one after the other. Its modules name each other with the ending .ts, which Node
// runs as it stands and the build rewrites.
const stationery = workerData as Stationery;

parentPort?.on('message', async (document: PrintedDocument) => {
  try {
    // Handed over, and not copied: it may have half a megabyte.
    const pdf = new Uint8Array(await drawDocument(document, stationery));
    parentPort?.postMessage({ pdf }, [pdf.buffer]);
  } catch (fault) {
    parentPort?.postMessage({ failure: fault });
  }
});
