import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { newId } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { SealedFiles } from './sealed-files.js';
import { BrokenTable, type TableLine, type TableSource } from './table-source.js';
import { tablesIn } from './tables-in.js';

/** Small tables for the other rooms: CSV in any usual encoding, or XLSX. The bytes lie sealed while they are read. */
@Injectable()
export class TableReader {
  constructor(
    private readonly files: SealedFiles,
    private readonly clock: Clock,
  ) {}

  /** The lines that are not blank, of the sheet or separator that finds most columns; null if there are more than `most`. Throws IMPORT.NOT_A_TABLE, or the error that says what the file is instead. */
  async read(content: Readable, most: number): Promise<TableLine[] | null> {
    const id = newId(this.clock);
    try {
      await this.files.keep(id, 'source', content);
      const file = await this.files.open(id, 'source');
      try {
        const source = await widest((await tablesIn(file)).filter(({ isHidden }) => isHidden !== true));
        if (!source) throw new AppError('IMPORT.NOT_A_TABLE');
        const lines: TableLine[] = [];
        for await (const batch of source.read()) {
          lines.push(...batch.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')));
          if (lines.length > most) return null;
        }
        if (lines.length === 0) throw new AppError('IMPORT.NOT_A_TABLE');
        return lines;
      } finally {
        await file.close();
      }
    } catch (error) {
      if (error instanceof BrokenTable) throw new AppError(error.code);
      throw error;
    } finally {
      await this.files.remove(id);
    }
  }
}

/** The first of those with most filled cells in the head of the file. */
async function widest(
  sources: readonly { source: TableSource; probe: TableSource }[],
): Promise<TableSource | null> {
  let best: { source: TableSource; cells: number } | null = null;
  for (const { source, probe } of sources) {
    let cells = 0;
    for await (const batch of probe.read()) {
      cells += batch.reduce((sum, line) => sum + line.cells.filter((cell) => cell.trim() !== '').length, 0);
      break;
    }
    if (cells > (best?.cells ?? 0)) best = { source, cells };
  }
  return best?.source ?? null;
}
