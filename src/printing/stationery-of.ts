import { createRequire } from 'node:module';
import type { PrintingSettings } from '../config/index.js';
import { StartRefused } from '../faults/index.js';
import { readFileBytes } from '../files/index.js';
import type { Stationery } from './draw-document.js';
import { readLayout } from './read-layout.js';

/** How documents look, as the settings and their files say. @throws {StartRefused} the logo or the layout cannot be used */
export function stationeryOf({ merchant, address, remitTo, logoFile, layoutFile }: PrintingSettings): Stationery {
  return {
    layout: readLayout(layoutFile),
    merchant: { name: merchant, address, remitTo, ...(logoFile !== undefined && { logo: checkedLogo(logoFile) }) },
    fonts: { regular: fontFile('400Regular', 'NotoSans_400Regular'), bold: fontFile('700Bold', 'NotoSans_700Bold') },
  };
}

/** Noto Sans has Latin, Greek and Cyrillic letters. A PDF embeds the letters that it uses. */
function fontFile(weight: string, name: string): string {
  return createRequire(import.meta.filename).resolve(`@expo-google-fonts/noto-sans/${weight}/${name}.ttf`);
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);

function checkedLogo(file: string): string {
  const bytes = readable(file);
  const isPicture = [PNG, JPEG].some((start) => bytes.subarray(0, start.length).equals(start));
  if (!isPicture) throw new StartRefused('PRINT_LOGO is not a PNG or JPEG file.');
  return file;
}

function readable(file: string): Buffer {
  try {
    return readFileBytes(file);
  } catch (cause) {
    throw new StartRefused('PRINT_LOGO cannot be read.', { cause });
  }
}
