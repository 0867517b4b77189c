const LINE_BREAKS = /\r\n|\r|\n/g;

/** How many line breaks a text has: CR LF (Windows), CR (old Macs) or LF. */
export function lineBreaksIn(text: string): number {
  return text.match(LINE_BREAKS)?.length ?? 0;
}
