import type { Readable } from 'node:stream';
import { type ImportKind, type ImportView, importKindLabel } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { newId, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import { JobQueues } from '../../../platform/queue/index.js';
import { Advisors } from '../../staff/index.js';
import { StoreCatalog } from '../../store/index.js';
import { fieldsOf } from '../domain/import-fields.js';
import { runImportJob } from '../jobs/run-import.job.js';
import { type ImportRun, ImportRunRepository } from '../persistence/import-run.repository.js';
import { sampleOf } from './import-pass.js';
import { missingColumns } from './import-runner.js';
import { type OpenTable, openTable } from './open-table.js';
import { SealedFiles } from './sealed-files.js';
import { readChanged, readSample, writeSample } from './sealed-sample.js';

const SAMPLE_ROWS = 5;

export interface NewImport {
  kind: ImportKind;
  storeId: string;
  fileName: string;
  asOf: string | undefined;
}

export interface ImportDownload {
  stream: Readable;
  fileName: string;
  /** Bytes. */
  size: number;
}

/** Uploads, shows and starts imports of the dealership's own exports. */
@Injectable()
export class Imports {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: ImportRunRepository,
    private readonly files: SealedFiles,
    private readonly stores: StoreCatalog,
    private readonly people: Advisors,
    private readonly queues: JobQueues,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Keeps the bytes encrypted; nothing is known of them yet. Answers the id for `register` or `discard`. */
  async receive(content: Readable): Promise<string> {
    const id = newId(this.clock);
    await this.files.keep(id, 'source', content);
    return id;
  }

  async discard(id: string): Promise<void> {
    await this.files.remove(id);
  }

  async upload(actor: StaffActor, id: string, entry: NewImport): Promise<ImportView> {
    const storeId = storeOf(actor, entry.storeId);
    await this.register(id, { ...entry, storeId }, actor);
    return this.detail(actor, id);
  }

  /** Looks at the file and makes the import. Throws what `openTable` throws and forgets the file. */
  async register(id: string, entry: NewImport, actor: StaffActor | null): Promise<ImportRun> {
    try {
      const file = await this.files.open(id, 'source');
      const table = await openTable(file, entry.kind).finally(() => file.close());
      const sheets = table.parts.map(({ sheet }) => sheet).filter((sheet) => sheet !== '');
      await writeSample(this.files, id, {
        rows: sampleOf(table, SAMPLE_ROWS),
        sheetsRead: sheets.length + table.sheetsLeft.length + table.sheetsHidden.length > 1 ? sheets : [],
        sheetsLeft: table.sheetsLeft,
        sheetsHidden: table.sheetsHidden,
      });
      await this.uow.run(async (tx) => {
        await this.repository.insert(tx, {
          id,
          storeId: entry.storeId,
          kind: entry.kind,
          fileName: [...entry.fileName].slice(-160).join(''),
          state: 'uploaded',
          dryRun: true,
          headers: table.headers,
          mapping: table.mapping,
          asOf: entry.asOf ?? this.clock.today(),
          rowsRead: 0,
          rowsTotal: linesBelowHeaders(table),
          result: null,
          failure: null,
          errorFile: false,
          startedBy: actor?.staffId ?? null,
          finishedAt: null,
          heartbeatAt: null,
        });
        await this.audit.write(tx, {
          actor,
          action: 'intake.upload',
          text: `上传导入文件（${importKindLabel[entry.kind]}）`,
          subjectId: id,
          storeId: entry.storeId,
        });
      });
    } catch (error) {
      await this.files.remove(id);
      throw error;
    }
    return this.mustFind(id);
  }

  async list(actor: StaffActor, page: number, pageSize: number) {
    const { runs, total } = await this.repository.page(actor.storeIds, page, pageSize);
    return { items: await this.views(runs), total, page, pageSize };
  }

  async detail(actor: StaffActor, id: string): Promise<ImportView> {
    const run = await this.visible(actor, id);
    const [view] = await this.views([run]);
    if (!view) throw notFound();
    const [head, changedRows, changeFile] = await Promise.all([
      readSample(this.files, id),
      readChanged(this.files, id),
      this.files.has(id, 'changes'),
    ]);
    const { rows, sheetsRead, sheetsLeft, sheetsHidden } = head;
    return { ...view, sample: rows, sheetsRead, sheetsLeft, sheetsHidden, changedRows, changeFile };
  }

  /** Throws IMPORT.COLUMN_MISSING if a required field has no column, IMPORT.STATE if it runs or is done. */
  async start(
    actor: StaffActor,
    id: string,
    body: { mapping: Record<string, string>; asOf?: string | undefined; dryRun: boolean },
  ): Promise<ImportView> {
    const run = await this.visible(actor, id);
    await this.queue(run, body, actor);
    return this.detail(actor, id);
  }

  /** Puts the import into the queue; with `enqueueJob` false the caller runs it. */
  async queue(
    run: ImportRun,
    body: { mapping: Record<string, string>; asOf?: string | undefined; dryRun: boolean },
    actor: StaffActor | null,
    enqueueJob = true,
  ): Promise<void> {
    const keys = new Set(fieldsOf(run.kind).map((field) => field.key));
    const mapping = Object.fromEntries(
      Object.entries(body.mapping).filter(([key, header]) => keys.has(key) && run.headers.includes(header)),
    );
    const missing = missingColumns(run, mapping);
    if (missing.length > 0) {
      throw new AppError('IMPORT.COLUMN_MISSING', {
        fields: missing.map(({ key, label }) => ({
          path: `mapping.${key}`,
          message: `请选择“${label}”所在的列`,
        })),
      });
    }
    await this.uow.run(async (tx) => {
      const queued = await this.repository.enqueue(tx, run.id, {
        mapping,
        asOf: body.asOf ?? run.asOf,
        dryRun: body.dryRun,
        startedBy: actor?.staffId ?? run.startedBy,
      });
      if (!queued) throw new AppError('IMPORT.STATE');
      await this.audit.write(tx, {
        actor,
        action: body.dryRun ? 'intake.try' : 'intake.run',
        text: `${body.dryRun ? '试运行' : '开始'}导入（${importKindLabel[run.kind]}）`,
        subjectId: run.id,
        storeId: run.storeId,
      });
      // A job that cannot be queued now is found by the tidy job within a minute.
      if (enqueueJob)
        tx.afterCommit(() => this.queues.add(runImportJob, { runId: run.id }).catch(() => undefined));
    });
  }

  /** The workbook of refused rows; audited, because it holds personal data in clear. */
  async errorFile(actor: StaffActor, id: string): Promise<ImportDownload> {
    const run = await this.visible(actor, id);
    if (!run.errorFile) throw notFound();
    return this.download(actor, run, 'errors', '错误行');
  }

  /** What became of each row; audited as well. */
  async changeFile(actor: StaffActor, id: string): Promise<ImportDownload> {
    return this.download(actor, await this.visible(actor, id), 'changes', '改动明细');
  }

  private async download(
    actor: StaffActor,
    run: ImportRun,
    kind: 'errors' | 'changes',
    title: string,
  ): Promise<ImportDownload> {
    const file = await this.files.open(run.id, kind).catch(() => {
      throw notFound();
    });
    await this.uow.run((tx) =>
      this.audit.write(tx, {
        actor,
        action: `intake.download-${kind}`,
        text: `下载了导入${title}`,
        subjectId: run.id,
        storeId: run.storeId,
      }),
    );
    const stream = file.stream();
    stream.once('close', () => void file.close());
    const ending = kind === 'errors' ? 'xlsx' : 'csv';
    return {
      stream,
      fileName: `${run.fileName.replace(/\.[^.]*$/, '')}-${title}.${ending}`,
      size: file.size,
    };
  }

  async mustFind(id: string): Promise<ImportRun> {
    const run = await this.repository.findById(id);
    if (!run) throw notFound();
    return run;
  }

  private async visible(actor: StaffActor, id: string): Promise<ImportRun> {
    const run = await this.mustFind(id);
    ensureStore(actor, run.storeId);
    return run;
  }

  private async views(runs: readonly ImportRun[]): Promise<ImportView[]> {
    const [stores, names] = await Promise.all([
      this.stores.findByIds(runs.map((run) => run.storeId)),
      this.people.names(runs.map((run) => run.startedBy)),
    ]);
    return runs.map((run) => ({
      id: run.id,
      kind: run.kind,
      storeId: run.storeId,
      storeName: stores.find((store) => store.id === run.storeId)?.name ?? '',
      fileName: run.fileName,
      state: run.state,
      dryRun: run.dryRun,
      headers: run.headers,
      sample: [],
      sheetsRead: [],
      sheetsLeft: [],
      sheetsHidden: [],
      changedRows: [],
      changeFile: false,
      fields: fieldsOf(run.kind).map(({ key, label, required, anyOf = null }) => ({
        key,
        label,
        required,
        anyOf,
      })),
      mapping: run.mapping,
      asOf: run.asOf,
      progress: { rowsRead: run.rowsRead, rowsTotal: run.rowsTotal },
      result: run.result,
      failure: run.failure,
      // A trial writes nothing, so nothing is missing in what it tells.
      startedOver: run.attempts > 1 && !run.dryRun,
      errorFile: run.errorFile,
      startedBy: run.startedBy === null ? '命令行' : (names.get(run.startedBy) ?? '已离职员工'),
      createdAt: run.createdAt.toISOString(),
    }));
  }
}

/** Lines that may be rows, if the file says how many it has. */
function linesBelowHeaders(table: OpenTable): number | null {
  let lines = 0;
  for (const { source, headerLine } of table.parts) {
    if (source.lines === null) return null;
    lines += Math.max(0, source.lines - headerLine);
  }
  return lines;
}
