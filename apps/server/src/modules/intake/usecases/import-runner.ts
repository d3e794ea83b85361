import { errors, unfilledFields } from '@cheban/contracts';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { monotonicMs, toDate } from '../../../platform/clock/index.js';
import { isDatabaseAway, UnitOfWork } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { Live } from '../../../platform/live/index.js';
import { LOGGER, type Logger } from '../../../platform/logging/index.js';
import { OwnerIntake } from '../../owner/index.js';
import { Advisors } from '../../staff/index.js';
import { StoreCatalog } from '../../store/index.js';
import { HistoryIntake, VehicleCare, VehicleIntake } from '../../vehicle/index.js';
import { fieldsOf } from '../domain/import-fields.js';
import { isWholeOrderAmount } from '../domain/repeated-amount.js';
import { StoreColumn } from '../domain/store-column.js';
import { type ImportRun, ImportRunRepository } from '../persistence/import-run.repository.js';
import { ChangeList } from './change-list.js';
import { ErrorBook } from './error-book.js';
import { HistoryWriter } from './history-writer.js';
import type { RowWriter } from './import-batch.js';
import { ImportPass } from './import-pass.js';
import { openTable } from './open-table.js';
import { SealedFiles } from './sealed-files.js';
import { BrokenTable } from './table-source.js';
import { VehicleWriter } from './vehicle-writer.js';

/** Progress is written and told at most this often. */
const PROGRESS_MS = 400;

/** Another worker has taken the import over, or this process stops. */
class ImportInterrupted extends Error {}

export type ProgressListener = (rowsRead: number, rowsTotal: number | null) => void;

/** Runs imports: claims the row, reads the file, writes batch by batch, and tells how far it is. */
@Injectable()
export class ImportRunner implements OnModuleDestroy {
  private stopping = false;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: ImportRunRepository,
    private readonly files: SealedFiles,
    private readonly owners: OwnerIntake,
    private readonly vehicles: VehicleIntake,
    private readonly history: HistoryIntake,
    private readonly care: VehicleCare,
    private readonly advisors: Advisors,
    private readonly stores: StoreCatalog,
    private readonly audit: Audit,
    private readonly live: Live,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** A stopping process gives its import back after the running batch; the next worker starts it over. */
  onModuleDestroy(): void {
    this.stopping = true;
  }

  /**
   * Runs a waiting or abandoned import to its end. Returns false if there was nothing to claim or it was
   * interrupted. What went wrong with the file stands in the row's `failure`; only a lost database is thrown.
   */
  async run(id: string, onProgress?: ProgressListener): Promise<boolean> {
    const run = await this.repository.findById(id);
    const mark = await this.uow.run((tx) => this.repository.claim(tx, id));
    if (!run || !mark) return false;
    const heart = new Heart(mark);
    try {
      const { errorFile, ...result } = await this.pass(run, heart, onProgress);
      await this.end(run, heart, { state: 'done', result, failure: null, errorFile });
      return true;
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      if (error instanceof ImportInterrupted) {
        await this.giveBack(run, heart);
        return false;
      }
      this.logger.warn({ err: error, runId: id }, 'import failed');
      await this.end(run, heart, {
        state: 'failed',
        result: null,
        failure: failureText(error),
        errorFile: false,
      });
      return true;
    }
  }

  private async pass(run: ImportRun, heart: Heart, onProgress?: ProgressListener) {
    const file = await this.files.open(run.id, 'source').catch(() => {
      throw new BrokenTable('the uploaded file is gone');
    });
    for (const kind of ['errors', 'changes', 'changed'] as const) await this.files.removeKind(run.id, kind);
    const book = new ErrorBook(this.files, run.id, run.headers);
    const changes = new ChangeList(this.files, run.id, run.kind);
    try {
      const table = await openTable(file, run.kind);
      const writer = await this.writerOf(run);
      const pass = new ImportPass(table, run, writer, book, changes, async (rowsRead) => {
        if (this.stopping) throw new ImportInterrupted();
        onProgress?.(rowsRead, run.rowsTotal);
        await this.beat(run, heart, rowsRead);
      });
      const tally = await pass.go();
      await changes.finish();
      return { ...tally, errorFile: await book.finish() };
    } catch (error) {
      await book.discard();
      // Batches before the failure are written and stay: people must see which.
      await (error instanceof ImportInterrupted
        ? changes.discard()
        : changes.finish().catch(() => undefined));
      throw error;
    } finally {
      await file.close();
    }
  }

  private async writerOf(run: ImportRun): Promise<RowWriter> {
    const all = await this.stores.all();
    const own = all.find(({ id }) => id === run.storeId) ?? { code: '', name: '' };
    const stores = new StoreColumn(
      own,
      all.filter(({ id }) => id !== run.storeId),
    );
    const context = { storeId: run.storeId, stores, asOf: run.asOf, write: !run.dryRun };
    const { owners, vehicles, history, care } = this;
    if (run.kind === 'history') {
      const wholeOrderAmount = isWholeOrderAmount(run.mapping['paid']);
      const filled = new Set(Object.keys(run.mapping));
      return new HistoryWriter(
        { transactions: this.uow, history, care },
        { ...context, wholeOrderAmount, filled },
      );
    }
    const advisors = new Map((await this.advisors.ofStore(run.storeId)).map(({ id, name }) => [name, id]));
    return new VehicleWriter({ transactions: this.uow, owners, vehicles, history, care, advisors }, context);
  }

  private async beat(run: ImportRun, heart: Heart, rowsRead: number): Promise<void> {
    heart.rowsRead = rowsRead;
    const now = monotonicMs();
    if (now - heart.toldMs < PROGRESS_MS) return;
    heart.toldMs = now;
    const mark = await this.uow.run(async (tx) => {
      this.live.publish(tx, { topic: 'import', storeId: run.storeId, id: run.id, notice: null });
      return this.repository.beat(tx, run.id, heart.mark, rowsRead);
    });
    if (!mark) throw new ImportInterrupted();
    heart.mark = mark;
  }

  private async end(
    run: ImportRun,
    heart: Heart,
    end: Pick<ImportRun, 'state' | 'result' | 'failure' | 'errorFile'>,
  ): Promise<void> {
    const rows = end.result?.rows ?? heart.rowsRead;
    await this.uow.run(async (tx) => {
      const ended = await this.repository.release(tx, run.id, heart.mark, {
        ...end,
        rowsRead: rows,
        rowsTotal: end.state === 'done' ? rows : run.rowsTotal,
        heartbeatAt: heart.mark,
      });
      if (!ended) return;
      const word = end.state === 'done' ? (run.dryRun ? '试运行完成' : '完成') : '失败';
      const { created = 0, updated = 0, unchanged = 0 } = end.result ?? {};
      await this.audit.write(tx, {
        actor: null,
        action: 'intake.finish',
        text: `导入${word}：${rows} 行，新增 ${created}，更新 ${updated}，未变 ${unchanged}`,
        subjectId: run.id,
        storeId: run.storeId,
      });
      this.live.publish(tx, { topic: 'import', storeId: run.storeId, id: run.id, notice: `数据导入${word}` });
    });
  }

  /** A worker that stops lets the next one start at once; one that was overtaken finds nothing to give back. */
  private async giveBack(run: ImportRun, heart: Heart): Promise<void> {
    await this.uow.run((tx) =>
      this.repository.release(tx, run.id, heart.mark, {
        state: 'queued',
        rowsRead: 0,
        rowsTotal: run.rowsTotal,
        result: null,
        failure: null,
        errorFile: false,
        heartbeatAt: toDate(0),
      }),
    );
  }
}

/** The claim of a running import and how far it came. */
class Heart {
  rowsRead = 0;
  toldMs = monotonicMs();

  constructor(public mark: Date) {}
}

function failureText(error: unknown): string {
  if (error instanceof AppError) return errors[error.code].text;
  if (error instanceof BrokenTable)
    return error.hint ?? '文件在中途无法读取，可能已损坏：请重新导出后再上传。';
  return '导入过程中出现意外错误，已停止。已写入的数据有效，请稍后重新运行，不会重复导入。';
}

/** Fields that the mapping leaves open though they, or one of their group, must have a column. */
export function missingColumns(
  run: Pick<ImportRun, 'kind' | 'headers'>,
  mapping: Record<string, string>,
): { key: string; label: string }[] {
  return unfilledFields(fieldsOf(run.kind), (key) => run.headers.includes(mapping[key] ?? ''));
}
