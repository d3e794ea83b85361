import { SaxesParser } from 'saxes';
import { isDateCode, isDateFormat } from '../domain/sheet-number.js';
import { BrokenTable } from './table-source.js';

/** Element name without its prefix: some writers put one before everything. */
export const local = (name: string): string => name.slice(name.indexOf(':') + 1);

export interface XmlHandler {
  open?(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Reads XML chunk by chunk. Document types are refused: spreadsheets have none, attacks do. */
export async function* walkXml(stream: AsyncIterable<Buffer>, handler: XmlHandler): AsyncGenerator<void> {
  const parser = new SaxesParser({ position: false });
  const fail = (error: Error) => {
    throw new BrokenTable(error.message);
  };
  parser.on('error', fail);
  parser.on('doctype', () => fail(new Error('document type')));
  parser.on('opentag', (tag) => handler.open?.(local(tag.name), tag.attributes as Record<string, string>));
  parser.on('text', (text) => handler.text?.(text));
  parser.on('closetag', (tag) => handler.close?.(local(tag.name)));
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of stream) {
    parser.write(decoder.decode(chunk, { stream: true }));
    yield;
  }
  parser.write(decoder.decode());
  parser.close();
}

export async function readXml(stream: AsyncIterable<Buffer>, handler: XmlHandler): Promise<void> {
  for await (const _ of walkXml(stream, handler));
}

const MAX_TEXTS = 256 * 1024 * 1024;

/**
 * The shared texts of a workbook in one growing buffer: a file of 200,000 rows has a million of them, and as single
 * strings they would take ten times the room.
 */
export class SharedTexts {
  private bytes = Buffer.alloc(1024 * 1024);
  private starts = new Uint32Array(64 * 1024);
  private count = 0;
  private end = 0;

  add(text: string): void {
    const need = this.end + text.length * 3;
    if (need > MAX_TEXTS) throw new BrokenTable('too much text');
    if (need > this.bytes.length)
      this.bytes = Buffer.concat([this.bytes], Math.max(need, this.bytes.length * 2));
    if (this.count + 1 >= this.starts.length) {
      const larger = new Uint32Array(this.starts.length * 2);
      larger.set(this.starts);
      this.starts = larger;
    }
    this.end += this.bytes.write(text, this.end);
    this.count += 1;
    this.starts[this.count] = this.end;
  }

  get(index: number): string {
    if (!(index >= 0 && index < this.count)) throw new BrokenTable('a text is missing', 'IMPORT.DAMAGED');
    return this.bytes.toString('utf8', this.starts[index], this.starts[index + 1]);
  }

  async fill(stream: AsyncIterable<Buffer>): Promise<void> {
    let text = '';
    let inside = false;
    let phonetic = false;
    await readXml(stream, {
      open: (name) => {
        if (name === 'si') text = '';
        if (name === 'rPh') phonetic = true;
        inside = name === 't' && !phonetic;
      },
      text: (part) => {
        if (inside) text += part;
      },
      close: (name) => {
        if (name === 'rPh') phonetic = false;
        if (name === 'si') this.add(text);
        inside = false;
      },
    });
  }
}

/** By place of the cell style: true if it shows a number as a date. */
export async function readDateStyles(stream: AsyncIterable<Buffer>): Promise<boolean[]> {
  const custom = new Map<number, boolean>();
  const styles: boolean[] = [];
  let inCells = false;
  await readXml(stream, {
    open: (name, attributes) => {
      if (name === 'numFmt') {
        custom.set(Number(attributes['numFmtId']), isDateCode(attributes['formatCode'] ?? ''));
      }
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) {
        const id = Number(attributes['numFmtId'] ?? 0);
        styles.push(custom.get(id) ?? isDateFormat(id));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}
