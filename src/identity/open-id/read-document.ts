import { ProviderAway } from './provider-away.js';

/** A limit far above key sets and discovery documents, which have some kilobytes. */
const MAX_BYTES = 256 * 1024;

/**
 * Reads a JSON document of a provider. It follows no redirect, since one could lead into the gateway's own network.
 * @throws {ProviderAway} the document was not complete before the signal fired
 */
export async function readDocument(url: string, signal: AbortSignal): Promise<Record<string, unknown>> {
  try {
    const response = await fetch(url, { headers: { accept: 'application/json' }, redirect: 'manual', signal });
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new ProviderAway(`it answers with status ${response.status}`);
    }
    const document: unknown = JSON.parse(await textOf(response));
    if (typeof document !== 'object' || document === null) throw new ProviderAway('its answer is not a JSON object');
    return document as Record<string, unknown>;
  } catch (cause) {
    if (cause instanceof ProviderAway) throw cause;
    if (cause instanceof SyntaxError) throw new ProviderAway('its answer is not JSON');
    throw new ProviderAway(signal.aborted ? 'it gives no answer in time' : 'it cannot be reached', { cause });
  }
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop closes the connection.
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BYTES) throw new ProviderAway('its answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
