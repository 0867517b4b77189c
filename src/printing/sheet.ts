import { type Font, openSync } from 'fontkit';
import PDFDocument from 'pdfkit';
import type { Layout } from './layout.ts';

export interface Fonts {
  /** TrueType files. */
  readonly regular: string;
  readonly bold: string;
}

export interface TextStyle {
  readonly size?: number;
  readonly bold?: boolean;
  readonly color?: string;
  readonly align?: 'left' | 'right';
  /** A text that says something else when its end is missing, as numbers do: it is written smaller where it is too wide. */
  readonly whole?: boolean;
}

/** A PDF's tag for a part of the document, by which screen readers find their way. */
export type Tag = 'Document' | 'H1' | 'H2' | 'P' | 'Sect' | 'Table' | 'TR' | 'TH' | 'TD';

const LINE_HEIGHT = 1.35;
const MEASURED_AT = 1_000;

/** By their files. To read them anew for each document takes as long as to draw a hundred lines. */
const opened = new Map<string, Font>();

/**
 * The font without the glyphs of the document before. Embedding a composite letter asks for its parts by their numbers (Ź: for Z
 * and the accent), and the font keeps a part that no text had yet as one that stands for no letter: every later document with a
 * Z could be read by eye alone.
 */
function fontOf(file: string): Font {
  const font = opened.get(file) ?? openSync(file);
  opened.set(file, font);
  font._glyphs = {};
  return font;
}

/** The pages of one document, on which texts are written at a place, from the top downwards. */
export class Sheet {
  readonly layout: Layout;
  readonly pdf: PDFKit.PDFDocument;
  /** Where the next part begins. */
  y: number;
  /** What is written at the head of each page but the first. */
  onNewPage: () => void = () => undefined;
  private readonly parents: PDFKit.PDFStructureElement[] = [];
  private readonly widths = { regular: new Map<string, number>(), bold: new Map<string, number>() };

  constructor(layout: Layout, fonts: Fonts, info: { readonly title: string; readonly author: string; readonly date: Date }) {
    this.layout = layout;
    const { size, margin } = layout.page;
    this.pdf = new PDFDocument({
      size,
      margins: { top: margin, left: margin, right: margin, bottom: 0 },
      bufferPages: true,
      tagged: true,
      displayTitle: true,
      lang: layout.locale,
      pdfVersion: '1.7',
      // The package's types do not know it yet.
      subset: 'PDF/UA' as never,
      // The same document gives the same bytes: the file's ID follows from these.
      info: { Title: info.title, Author: info.author, CreationDate: info.date, ModDate: info.date, Producer: '', Creator: '' },
    });
    this.pdf.registerFont('regular', fontOf(fonts.regular));
    this.pdf.registerFont('bold', fontOf(fonts.bold));
    this.y = margin;
    const root = this.pdf.struct('Document');
    this.pdf.addStructure(root);
    this.parents.push(root);
  }

  get left(): number {
    return this.layout.page.margin;
  }

  get width(): number {
    return this.pdf.page.width - 2 * this.left;
  }

  /** Below it is the foot of the page. */
  get bottom(): number {
    return this.pdf.page.height - this.left - 2 * this.layout.sizes.small * LINE_HEIGHT;
  }

  lineHeight(size = this.layout.sizes.text): number {
    return size * LINE_HEIGHT;
  }

  /** Writes what `write` writes inside a tag. */
  tagged(tag: Tag, write: () => void): void {
    const element = this.pdf.struct(tag);
    this.parents.at(-1)?.add(element);
    this.parents.push(element);
    write();
    this.parents.pop();
    element.end();
  }

  /** Writes one line in a tag of its own. It is not wrapped: what is too wide ends in "…", or is smaller where it is `whole`. */
  line(tag: Tag, text: string, x: number, y: number, width: number, style: TextStyle = {}): void {
    this.lines(tag, [text], x, y, width, style);
  }

  /** Writes lines one below the other, all in one tag. @returns the y below them */
  lines(tag: Tag, lines: readonly string[], x: number, y: number, width: number, style: TextStyle = {}): number {
    const write = () => {
      for (const [index, text] of lines.entries()) this.write(text, x, y + index * this.lineHeight(style.size), width, style);
    };
    const element = this.pdf.struct(tag, {}, write);
    this.parents.at(-1)?.add(element);
    element.end();
    return y + lines.length * this.lineHeight(style.size);
  }

  /** Draws a picture that stands for a text. */
  figure(alt: string, draw: () => void): void {
    const element = this.pdf.struct('Figure', { alt }, draw);
    this.parents.at(-1)?.add(element);
    element.end();
  }

  /** Draws what carries no meaning of its own: rules, page numbers, repeated heads. Screen readers leave it out. */
  decoration(draw: () => void): void {
    this.pdf.markContent('Artifact');
    draw();
    this.pdf.endMarkedContent();
  }

  rule(y: number, color = this.layout.colors.line, thickness = 0.6): void {
    this.decoration(() =>
      this.pdf
        .moveTo(this.left, y)
        .lineTo(this.left + this.width, y)
        .lineWidth(thickness)
        .strokeColor(color)
        .stroke(),
    );
  }

  /** Writes without a tag of its own. */
  write(
    text: string,
    x: number,
    y: number,
    width: number,
    { size = this.layout.sizes.text, bold, color, align, whole }: TextStyle,
  ): void {
    const shown = whole ? text : this.cut(text, width, size, bold);
    const fitting = whole ? size * Math.min(1, width / this.widthOf(shown, size, bold)) : size;
    const from = align === 'right' ? x + width - this.widthOf(shown, fitting, bold) : x;
    this.pdf
      .font(bold ? 'bold' : 'regular')
      .fontSize(fitting)
      .fillColor(color ?? this.layout.colors.text)
      // A smaller text stands in the middle of its line.
      .text(shown, from, y + (size - fitting) / 2, { lineBreak: false });
  }

  /**
   * The sum of the widths of its letters, without kerning, which is a hundredth of it. To lay out every text only to measure it
   * would take twice as long as the whole document.
   */
  widthOf(text: string, size = this.layout.sizes.text, bold?: boolean): number {
    let width = 0;
    for (const letter of text) width += this.widthOfLetter(letter, bold);
    return (width * size) / MEASURED_AT;
  }

  /** The text in lines of at most this width; a word that is longer is broken. */
  wrapped(text: string, width: number, style: TextStyle = {}): string[] {
    const size = style.size ?? this.layout.sizes.text;
    return text.split(/\r?\n/).flatMap((paragraph) => {
      const lines: string[] = [];
      let line = '';
      for (const word of paragraph.split(/\s+/).flatMap((each) => this.pieces(each, width, size, style.bold))) {
        const longer = line === '' ? word : `${line} ${word}`;
        if (line !== '' && this.widthOf(longer, size, style.bold) > width) {
          lines.push(line);
          line = word;
        } else {
          line = longer;
        }
      }
      return [...lines, line];
    });
  }

  newPage(): void {
    this.pdf.addPage();
    this.y = this.left;
    this.onNewPage();
  }

  /** The whole file, with the foot of each page. */
  async end(foot: (page: number, pages: number) => void): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    this.pdf.on('data', (part: Uint8Array) => parts.push(part));
    const ended = new Promise((resolve, reject) => this.pdf.once('end', resolve).once('error', reject));
    const { start, count } = this.pdf.bufferedPageRange();
    for (let page = start; page < start + count; page++) {
      this.pdf.switchToPage(page);
      foot(page + 1, count);
    }
    this.parents.pop()?.end();
    this.pdf.end();
    await ended;
    return Buffer.concat(parts);
  }

  /** At MEASURED_AT points, so that all sizes share the measure. */
  private widthOfLetter(letter: string, bold: boolean | undefined): number {
    const widths = this.widths[bold ? 'bold' : 'regular'];
    let width = widths.get(letter);
    if (width === undefined) {
      width = this.pdf
        .font(bold ? 'bold' : 'regular')
        .fontSize(MEASURED_AT)
        .widthOfString(letter);
      widths.set(letter, width);
    }
    return width;
  }

  private cut(text: string, width: number, size: number, bold: boolean | undefined): string {
    if (this.widthOf(text, size, bold) <= width) return text;
    const letters = [...text];
    while (letters.length > 1 && this.widthOf(`${letters.join('')}…`, size, bold) > width) letters.pop();
    return `${letters.join('')}…`;
  }

  private pieces(word: string, width: number, size: number, bold: boolean | undefined): string[] {
    if (this.widthOf(word, size, bold) <= width) return [word];
    const pieces: string[] = [];
    let piece = '';
    for (const letter of word) {
      if (piece !== '' && this.widthOf(piece + letter, size, bold) > width) {
        pieces.push(piece);
        piece = '';
      }
      piece += letter;
    }
    return [...pieces, piece];
  }
}
