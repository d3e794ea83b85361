import type { Readable } from 'node:stream';
import {
  type CodeImportView,
  type CodePoolItem,
  type CodePoolView,
  type CodeRowProblem,
  codeRowProblemLabel,
  codeRowProblems,
  MAX_CODE_ROWS,
  type PoolCodeView,
  poolCodeStateLabel,
  type routes,
} from '@cheban/contracts';
import { csvOf, maskPhone, shanghaiStamp } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, type StaffActor, storeOf, storesOf } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { BodyOf, QueryOf, ViewOf } from '../../../platform/http/index.js';
import { TableReader } from '../../intake/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { Advisors } from '../../staff/index.js';
import { lacksCodeColumn, maskCode, readCodeRows, type WrongRow } from '../domain/code-rows.js';
import {
  type CodeImport,
  type CodePool,
  CodePoolRepository,
  NO_END,
  type PoolCode,
} from '../persistence/code-pool.repository.js';
import { CouponViews, iso } from './coupon-views.queries.js';

type Routes = (typeof routes)['codePool'];
const SHOWN_ERRORS = 100;
const SHOWN_IMPORTS = 20;

/** Code pools: what is left, where it came from, who has it. Codes are shown masked only. */
@Injectable()
export class ManageCodePools {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly pools: CodePoolRepository,
    private readonly tables: TableReader,
    private readonly views: CouponViews,
    private readonly owners: OwnerDirectory,
    private readonly people: Advisors,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async list(actor: StaffActor, query: QueryOf<Routes['list']>): Promise<ViewOf<Routes['list']>> {
    const { page, pageSize } = query;
    const found = await this.pools.page(storesOf(actor, query.storeId), page, pageSize);
    const items = await this.items(found.pools);
    return { items: items.sort((a, b) => Number(b.low) - Number(a.low)), total: found.total, page, pageSize };
  }

  async detail(actor: StaffActor, id: string): Promise<CodePoolView> {
    const pool = await this.visible(actor, id);
    const [[item], imports] = await Promise.all([
      this.items([pool]),
      this.pools.importsOf(id, SHOWN_IMPORTS),
    ]);
    if (!item) throw notFound();
    const names = await this.people.names(imports.map(({ staffId }) => staffId));
    return { ...item, imports: imports.map((one) => importView(one, names.get(one.staffId))) };
  }

  async create(actor: StaffActor, body: BodyOf<Routes['create']>): Promise<CodePoolView> {
    const { storeId, ...plan } = body;
    storeOf(actor, storeId);
    const id = await this.uow.run(async (tx) => {
      const made = await this.pools.insert(tx, storeId, plan);
      await this.record(tx, actor, { id: made, storeId }, 'coupon.pool-create', `新建码池“${plan.title}”`);
      return made;
    });
    return this.detail(actor, id);
  }

  async update(actor: StaffActor, id: string, body: BodyOf<Routes['update']>): Promise<CodePoolView> {
    const pool = await this.visible(actor, id);
    await this.uow.run(async (tx) => {
      await this.pools.update(tx, id, body);
      await this.record(tx, actor, pool, 'coupon.pool-update', `修改码池“${body.title}”`);
    });
    return this.detail(actor, id);
  }

  /**
   * Takes codes in from a file; dry, it only says what it would do. All or nothing, and again changes nothing. Throws
   * REQUEST.NOT_FOUND, IMPORT.NOT_A_TABLE, POOL.TOO_MANY_ROWS, POOL.WHICH_COLUMN.
   */
  async import(
    actor: StaffActor,
    id: string,
    file: { content: Readable; name: string; dryRun: boolean },
  ): Promise<CodeImportView> {
    const pool = await this.visible(actor, id);
    const lines = await this.tables.read(file.content, MAX_CODE_ROWS + 1);
    if (lines === null) throw new AppError('POOL.TOO_MANY_ROWS');
    if (lacksCodeColumn(lines)) throw new AppError('POOL.WHICH_COLUMN');
    const { rows, wrong } = readCodeRows(lines, this.clock.today());
    const dry = file.dryRun;
    const done = await this.uow.run(async (tx) => {
      const known = await this.pools.known(
        id,
        rows.map(({ code }) => code),
      );
      const fresh = rows.filter(({ code }) => !known.has(code));
      const all = [
        ...wrong,
        ...rows.flatMap(({ line, code }): WrongRow[] =>
          known.has(code) ? [{ line, code, problem: 'known' }] : [],
        ),
      ].sort((a, b) => a.line - b.line);
      const importId = newId(this.clock);
      const good = dry ? fresh.length : await this.pools.addCodes(tx, id, importId, fresh);
      const entry = {
        id: importId,
        poolId: id,
        fileName: [...file.name].slice(-160).join(''),
        dryRun: dry,
        rows: rows.length + wrong.length,
        good,
        // Codes that another import took while this one was read are in the pool, too.
        problems: {
          counts: countsOf(all, fresh.length - good),
          errors: all.slice(0, SHOWN_ERRORS).map(errorOf),
        },
        staffId: actor.staffId,
      };
      await this.pools.noteImport(tx, entry);
      if (!dry && good > 0) await this.pools.noteLow(tx, id, null);
      if (!dry)
        await this.record(tx, actor, pool, 'coupon.pool-import', `导入“${pool.title}”兑换码 ${good} 个`);
      return { ...entry, at: this.clock.now() };
    });
    return importView(done, actor.name);
  }

  async codes(
    actor: StaffActor,
    id: string,
    query: QueryOf<Routes['codes']>,
  ): Promise<ViewOf<Routes['codes']>> {
    await this.visible(actor, id);
    const { page, pageSize } = query;
    const found = await this.pools.codesOf(id, query.state, { page, pageSize });
    return { items: await this.codeViews(found.codes), total: found.total, page, pageSize };
  }

  /** Masked like the screen. Audited. */
  async sheet(actor: StaffActor, id: string, state: QueryOf<Routes['codeFile']>['state']): Promise<string> {
    const pool = await this.visible(actor, id);
    const rows = await this.codeViews((await this.pools.codesOf(id, state)).codes);
    await this.uow.run((tx) =>
      this.record(tx, actor, pool, 'coupon.pool-export', `导出码池“${pool.title}” ${rows.length} 行`),
    );
    return csvOf([
      ['兑换码', '状态', '有效期至', '车主', '手机', '发放时间'],
      ...rows.map((row) => [
        row.codeMasked,
        row.stateLabel,
        row.expiresOn ?? '',
        row.ownerName ?? '',
        row.phoneMasked ?? '',
        row.givenAt === null ? '' : shanghaiStamp(Date.parse(row.givenAt)),
      ]),
    ]);
  }

  /** Throws REQUEST.NOT_FOUND, POOL.STATE (given, or void already). */
  async voidCode(actor: StaffActor, codeId: string, reason: string): Promise<PoolCodeView> {
    const code = await this.pools.findCode(codeId);
    if (!code) throw notFound();
    const pool = await this.visible(actor, code.poolId);
    await this.uow.run(async (tx) => {
      if (!(await this.pools.void(tx, codeId))) throw new AppError('POOL.STATE');
      await this.record(tx, actor, pool, 'coupon.pool-void', `作废“${pool.title}”兑换码：${reason}`);
    });
    const after = await this.pools.findCode(codeId);
    const [view] = after ? await this.codeViews([after]) : [];
    if (!view) throw notFound();
    return view;
  }

  /** A pool of my stores. Throws REQUEST.NOT_FOUND. */
  async visible(actor: StaffActor, id: string): Promise<CodePool> {
    const pool = await this.pools.findById(id);
    if (!pool) throw notFound();
    ensureStore(actor, pool.storeId);
    return pool;
  }

  private async items(pools: readonly CodePool[]): Promise<CodePoolItem[]> {
    const [figures, names] = await Promise.all([
      this.pools.figuresOf(
        pools.map(({ id }) => id),
        this.clock.today(),
      ),
      this.views.storeNames(pools.map(({ storeId }) => storeId)),
    ]);
    return pools.map((pool) => {
      const { next, ...counts } = figures.get(pool.id) ?? {
        total: 0,
        free: 0,
        given: 0,
        void: 0,
        expired: 0,
        next: null,
      };
      return {
        ...pool,
        storeName: names.get(pool.storeId) ?? '',
        ...counts,
        nextExpiry: next,
        low: pool.active && counts.free < pool.alarmBelow,
        updatedAt: iso(pool.updatedAt),
      };
    });
  }

  private async codeViews(codes: readonly PoolCode[]): Promise<PoolCodeView[]> {
    const ids = codes.flatMap(({ ownerId }) => (ownerId === null ? [] : [ownerId]));
    const [owners, phones] = await Promise.all([this.owners.findByIds(ids), this.owners.phonesOf(ids)]);
    return codes.map((code) => {
      const [text] = code.read();
      const phone = phones.get(code.ownerId ?? '')?.();
      return {
        id: code.id,
        codeMasked: maskCode(text),
        state: code.state,
        stateLabel: poolCodeStateLabel[code.state],
        expiresOn: code.expiresOn === NO_END ? null : code.expiresOn,
        ownerName: code.ownerId === null ? null : (owners.get(code.ownerId)?.name ?? ''),
        phoneMasked: phone === undefined ? null : maskPhone(phone),
        givenAt: code.givenAt === null ? null : iso(code.givenAt),
      };
    });
  }

  private async record(
    tx: Tx,
    actor: StaffActor,
    { id, storeId }: { id: string; storeId: string },
    action: string,
    text: string,
  ): Promise<void> {
    await this.audit.write(tx, { actor, action, text, subjectId: id, storeId });
  }
}

const errorOf = ({ line, code, problem }: WrongRow) => ({
  line,
  codeMasked: code === '' ? '' : maskCode(code),
  problem,
});

function countsOf(wrong: readonly WrongRow[], takenMeanwhile: number): [CodeRowProblem, number][] {
  return codeRowProblems
    .map((problem): [CodeRowProblem, number] => [
      problem,
      wrong.filter((row) => row.problem === problem).length + (problem === 'known' ? takenMeanwhile : 0),
    ])
    .filter(([, rows]) => rows > 0);
}

function importView(one: CodeImport, by: string | undefined): CodeImportView {
  return {
    id: one.id,
    fileName: one.fileName,
    dryRun: one.dryRun,
    rows: one.rows,
    good: one.good,
    problems: one.problems.counts.map(([problem, rows]) => ({
      problem,
      label: codeRowProblemLabel[problem],
      rows,
    })),
    errors: one.problems.errors.map(({ line, codeMasked, problem }) => ({
      line,
      codeMasked,
      label: codeRowProblemLabel[problem],
    })),
    by: by ?? '已离职员工',
    at: iso(one.at),
  };
}
