import { CsvSource, delimiters } from './csv-source.js';
import { HtmlSource } from './html-source.js';
import type { SealedFile } from './sealed-files.js';
import { SpreadsheetXmlSource } from './spreadsheet-xml-source.js';
import { BrokenTable, type TableSource } from './table-source.js';
import { examineText } from './text-file.js';
import { XlsSource } from './xls-source.js';
import { XlsxSource } from './xlsx-source.js';

/** A way in which a file may be read; `probe` reads the head of it only. */
export interface Reading {
  source: TableSource;
  probe: TableSource;
  /** A sheet that people do not see when they open the workbook. */
  isHidden?: boolean;
}

/** RAR, 7-Zip, gzip. */
const ARCHIVES = ['Rar!', '7z\xbc\xaf', '\x1f\x8b'];

/** Workbooks of Excel 2, 3 and 4, which no container holds. */
const BEFORE_97 = ['\x09\0\x04\0', '\x09\x02\x06\0', '\x09\x04\x06\0'];

/** Tables of other programs within a ZIP archive: OpenDocument, Numbers. */
const OTHER_PARTS = /^(?:content\.xml|Index\.zip|Index\/.*\.iwa)$/;

const only = (source: TableSource): Reading => ({ source, probe: source });
const sheetOf = (source: TableSource & { isHidden: boolean }): Reading => ({
  ...only(source),
  isHidden: source.isHidden,
});

/**
 * The ways in which a file may be read, told by its bytes, not by its name; none if it is no table. Throws
 * BrokenTable, whose code says what is to be done, for files that a person can turn into a table.
 */
export async function tablesIn(file: SealedFile): Promise<Reading[]> {
  if (file.size === 0) throw new BrokenTable('empty', 'IMPORT.EMPTY_FILE');
  const head = await file.read(0, 4096);
  const start = head.toString('latin1');
  if (start.startsWith('PK')) return workbook(file);
  if (start.startsWith('\xd0\xcf\x11\xe0') || start.startsWith('\x09\x08'))
    return (await XlsSource.open(file)).map(sheetOf);
  if (BEFORE_97.some((mark) => start.startsWith(mark)))
    throw new BrokenTable('workbook before Excel 97', 'IMPORT.OLD_EXCEL');
  if (ARCHIVES.some((mark) => start.startsWith(mark))) throw new BrokenTable('archive', 'IMPORT.PACKED');
  if (/^(?:MIME-Version:|ID;P)/i.test(start)) throw new BrokenTable('mht or sylk', 'IMPORT.OTHER_FORMAT');
  if (/^\s*(?:\{|%PDF|\x89PNG|GIF8|\xff\xd8\xff)/.test(start)) return [];
  const facts = await examineText(file);
  if (!facts) return [];
  const words = new TextDecoder(facts.encoding).decode(head, { stream: true }).trimStart();
  if (words.startsWith('<')) {
    return /<(?:\w+:)?Workbook[\s>]/.test(words)
      ? (await SpreadsheetXmlSource.open(file, facts)).map(only)
      : [only(new HtmlSource(file, facts))];
  }
  return delimiters.map((delimiter) => ({
    source: new CsvSource(file, facts, delimiter),
    probe: new CsvSource(file, facts, delimiter, true),
  }));
}

async function workbook(file: SealedFile): Promise<Reading[]> {
  const { sheets, names } = await XlsxSource.open(file);
  // An archive of files is not a workbook; one with a table in it must be unpacked first.
  if (sheets.length === 0 && names.some((name) => /\.(?:xlsx?|csv|txt|zip)$/i.test(name)))
    throw new BrokenTable('archive of files', 'IMPORT.PACKED');
  if (names.some((name) => name.endsWith('workbook.bin')))
    throw new BrokenTable('binary workbook', 'IMPORT.OLD_EXCEL');
  if (sheets.length === 0 && names.some((name) => OTHER_PARTS.test(name)))
    throw new BrokenTable('table of another program', 'IMPORT.OTHER_FORMAT');
  return sheets.map(sheetOf);
}
