import type { ImportKind } from '@cheban/contracts';
import { csvCell } from '@cheban/kernel';
import type { FieldChange } from '../../owner/index.js';
import { readPlate, readVin } from '../domain/read-code.js';
import { changeWords } from './change-words.js';
import type { DataRow, WrittenRow } from './import-batch.js';
import { sayReasons } from './say-reasons.js';
import type { SealedFiles } from './sealed-files.js';
import { SealedOutput } from './sealed-output.js';
import { type ChangedRow, writeChanged } from './sealed-sample.js';

/** Rows that are shown on the page; the file has all of them. */
const MOST_SHOWN = 100;
const OUTCOME = {
  created: '新增',
  updated: '更新',
  unchanged: '无变化',
  merged: '并入同一工单',
  refused: '未导入',
} as const;

/**
 * What became of each row of an import, as a table for Excel: new, changed from what to what, unchanged, refused and why.
 * Written as rows come, straight into the sealed file; the first changed rows are kept for the page as well.
 */
export class ChangeList {
  private readonly output: SealedOutput;
  private readonly shown: ChangedRow[] = [];
  private rows = 0;

  constructor(
    private readonly files: SealedFiles,
    private readonly runId: string,
    private readonly kind: ImportKind,
  ) {
    this.output = new SealedOutput(files, runId, 'changes');
    const subject = kind === 'history' ? '工单号' : '客户姓名';
    this.output.stream.write('\ufeff');
    this.write(['原文件行号', '结果', '改动或原因', subject, '车架号', '车牌号']);
  }

  add(row: DataRow, outcome: WrittenRow['outcome'], changes: readonly FieldChange[] = []): void {
    const words = changes.flatMap((change) => changeWords(this.kind, change) ?? []);
    this.line(
      row,
      outcome,
      words.map(({ label, from, to }) => `${label}：${from || '（空）'} → ${to}`).join('；'),
    );
    if (outcome !== 'updated' || this.shown.length >= MOST_SHOWN) return;
    const { plate } = readPlate(row.field('plate'));
    const subject = [this.subjectOf(row), plate ?? `尾号 ${readVin(row.field('vin')).vin.slice(-6)}`];
    this.shown.push({ place: row.place, subject: subject.join(' · '), changes: words });
  }

  refuse(row: DataRow, reasons: readonly string[]): void {
    this.line(row, 'refused', sayReasons(reasons));
  }

  drain(): Promise<void> {
    return this.output.drain();
  }

  /** Completes the list, also that of an import which failed half-way: what was written until then is in it. */
  async finish(): Promise<void> {
    if (this.rows === 0) return this.discard();
    this.output.stream.end();
    await this.output.whole();
    await writeChanged(this.files, this.runId, this.shown);
  }

  /** Gives up: nothing remains. */
  discard(): Promise<void> {
    return this.output.discard();
  }

  private subjectOf(row: DataRow): string {
    return (row.field(this.kind === 'history' ? 'orderNo' : 'name') ?? '').trim();
  }

  private line(row: DataRow, outcome: WrittenRow['outcome'], words: string): void {
    const { vin } = readVin(row.field('vin'));
    this.rows += 1;
    this.write([
      row.place,
      OUTCOME[outcome],
      words,
      this.subjectOf(row),
      vin,
      (row.field('plate') ?? '').trim(),
    ]);
  }

  private write(cells: readonly string[]): void {
    this.output.stream.write(`${cells.map(csvCell).join(',')}\r\n`);
  }
}
