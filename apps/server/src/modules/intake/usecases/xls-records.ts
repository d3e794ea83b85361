import type { ByteRange } from './ole-file.js';
import { BrokenTable } from './table-source.js';

/** One record of a binary workbook. */
export interface XlsRecord {
  type: number;
  /** Where it starts in the document. */
  at: number;
  data: Buffer;
}

/** Types of the records that are read ([MS-XLS] 2.3). */
export const xls = {
  formula: 0x0006,
  endOfPart: 0x000a,
  calendar: 0x0022,
  password: 0x002f,
  continued: 0x003c,
  sheet: 0x0085,
  packedRow: 0x00bd,
  richText: 0x00d6,
  cellStyle: 0x00e0,
  merges: 0x00e5,
  texts: 0x00fc,
  sharedText: 0x00fd,
  size: 0x0200,
  number: 0x0203,
  ownText: 0x0204,
  flag: 0x0205,
  formulaText: 0x0207,
  packed: 0x027e,
  numberFormat: 0x041e,
  startOfPart: 0x0809,
} as const;

const HEAD = 4;
const PIECE = 64 * 1024;

/**
 * The records from `start` up to `end` of a document, some at a time. Throws BrokenTable where a record reaches
 * beyond the end.
 */
export async function* recordsOf(
  document: ByteRange,
  start: number,
  end: number,
): AsyncGenerator<XlsRecord[]> {
  for (let at = start; at + HEAD <= end; ) {
    // No record is longer than a piece, so that each piece holds a whole one.
    const piece = await document.read(at, Math.min(PIECE + HEAD, end - at));
    const records: XlsRecord[] = [];
    let from = 0;
    while (from + HEAD <= piece.length) {
      const next = from + HEAD + piece.readUInt16LE(from + 2);
      if (next > piece.length) break;
      records.push({
        type: piece.readUInt16LE(from),
        at: at + from,
        data: piece.subarray(from + HEAD, next),
      });
      from = next;
    }
    if (records.length === 0) throw new BrokenTable('a record is cut off', 'IMPORT.DAMAGED');
    at += from;
    yield records;
  }
}
