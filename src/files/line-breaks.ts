const LINE_BREAKS = /\r\n|\r|\n/g;

/** How many line breaks a text has: of Windows, of old Macs, of everybody else. */
export function lineBreaksIn(text: string): number {
  return text.match(LINE_BREAKS)?.length ?? 0;
}
