interface Passage {
  readonly where: string;
  readonly text: string;
}

/** Everything that anybody but the gateway could read, by where it stood. */
export class Seen {
  private readonly passages: Passage[] = [];

  add(where: string, text: string): void {
    this.passages.push({ where, text });
  }

  /** Each secret that stands somewhere, in whatever case, as it is or in Base64, with what stands around it the first time. */
  leaksOf(secrets: readonly string[]): string[] {
    const wanted = secrets.flatMap((secret) => clothesOf(secret).map((dressed) => ({ secret, dressed })));
    const leaks = new Map<string, string>();
    for (const { where, text } of this.passages) {
      const lower = text.toLowerCase();
      for (const { secret, dressed } of wanted) {
        const at = lower.indexOf(dressed);
        const leak = `${secret} in ${where}`;
        if (at >= 0 && !leaks.has(leak)) leaks.set(leak, text.slice(Math.max(0, at - 120), at + 80));
      }
    }
    return [...leaks].map((leak) => leak.join(': '));
  }
}

/** Without the last characters of Base64, which depend on what follows. */
function clothesOf(secret: string): string[] {
  const base64 = Buffer.from(secret).toString('base64url');
  return [secret, encodeURIComponent(secret), base64.slice(0, Math.floor((secret.length * 8) / 6))].map((text) =>
    text.toLowerCase(),
  );
}
