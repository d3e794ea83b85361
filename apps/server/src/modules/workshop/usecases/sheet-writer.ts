import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import PDFDocument from 'pdfkit';

/** Noto Sans Hans (SIL OFL); only the characters that a sheet uses are put into it. */
const FONTS = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '..', 'fonts');
const MARGIN = 42;
const INK = '#1f2937';
const PALE = '#6b7280';
const LINE = '#d1d5db';

export interface SheetColumn {
  readonly title: string;
  /** Share of the width; the shares of a table add up to 1. */
  readonly share: number;
  readonly right?: boolean;
}

/** One A4 document with Chinese text: headings, pairs, tables, signature lines. */
export class SheetWriter {
  private readonly document: PDFKit.PDFDocument;

  constructor(title: string, madeAt: Date) {
    this.document = new PDFDocument({
      size: 'A4',
      margin: MARGIN,
      info: { Title: title, Producer: 'Cheban', CreationDate: madeAt },
    });
    this.document.registerFont('regular', join(FONTS, 'NotoSansHans-Regular.otf'));
    this.document.registerFont('bold', join(FONTS, 'NotoSansHans-Bold.otf'));
    this.document.font('regular').fillColor(INK).fontSize(9.5);
  }

  private get width(): number {
    return this.document.page.width - 2 * MARGIN;
  }

  title(text: string, under: string): void {
    this.document.font('bold').fontSize(17).text(text);
    this.document.font('regular').fontSize(9.5).fillColor(PALE).text(under).fillColor(INK).moveDown(0.6);
  }

  heading(text: string): void {
    this.room(60);
    this.document.moveDown(0.7).font('bold').fontSize(11.5).text(text, MARGIN).font('regular').fontSize(9.5);
    this.document.moveDown(0.25);
  }

  text(text: string): void {
    this.document.text(text, MARGIN, this.document.y, { width: this.width });
  }

  /** Label and value, two pairs beside each other. */
  pairs(pairs: readonly (readonly [string, string])[]): void {
    const column = this.width / 2;
    for (let index = 0; index < pairs.length; index += 2) {
      this.room(16);
      const top = this.document.y;
      let bottom = top;
      for (const [place, pair] of pairs.slice(index, index + 2).entries()) {
        const left = MARGIN + place * column;
        this.document.fillColor(PALE).text(pair[0], left, top, { width: 64 });
        this.document.fillColor(INK).text(pair[1], left + 66, top, { width: column - 74 });
        bottom = Math.max(bottom, this.document.y);
      }
      this.document.y = bottom + 2;
    }
  }

  table(columns: readonly SheetColumn[], rows: readonly (readonly string[])[]): void {
    this.row(
      columns,
      columns.map(({ title }) => title),
      'bold',
    );
    for (const row of rows) this.row(columns, row, 'regular');
  }

  signatures(labels: readonly string[]): void {
    this.room(64);
    const top = this.document.y + 34;
    const column = this.width / labels.length;
    for (const [index, label] of labels.entries()) {
      const left = MARGIN + index * column;
      this.document.text(label, left, top, { width: 76 });
      this.document
        .moveTo(left + 78, top + 12)
        .lineTo(left + column - 14, top + 12)
        .strokeColor(LINE)
        .stroke();
    }
  }

  /** The whole file. */
  async end(): Promise<Buffer> {
    const chunks: Buffer[] = [];
    this.document.end();
    for await (const chunk of this.document) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  }

  private row(columns: readonly SheetColumn[], cells: readonly string[], font: 'regular' | 'bold'): void {
    this.room(20);
    const top = this.document.y + 3;
    let left = MARGIN;
    let bottom = top;
    this.document.font(font);
    for (const [index, column] of columns.entries()) {
      const width = column.share * this.width;
      this.document.text(cells[index] ?? '', left, top, {
        width: width - 8,
        align: column.right ? 'right' : 'left',
      });
      bottom = Math.max(bottom, this.document.y);
      left += width;
    }
    this.document.font('regular');
    this.document
      .moveTo(MARGIN, bottom + 3)
      .lineTo(MARGIN + this.width, bottom + 3)
      .lineWidth(0.5)
      .strokeColor(LINE)
      .stroke();
    this.document.x = MARGIN;
    this.document.y = bottom + 7;
  }

  /** A new page if less than `points` are left on this one. */
  private room(points: number): void {
    if (this.document.y + points > this.document.page.height - MARGIN) this.document.addPage();
  }
}
