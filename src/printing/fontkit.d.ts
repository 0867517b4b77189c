/** The package with which pdfkit reads fonts: it has no types of its own. */
declare module 'fontkit' {
  /** A font that pdfkit takes. Its types do not know that it does. */
  export type Font = string & {
    /** Those that were asked for, each with the letters for which it was asked first. */
    _glyphs: Record<number, unknown>;
  };

  /** @param file a TrueType or OpenType file */
  export function openSync(file: string): Font;
}
