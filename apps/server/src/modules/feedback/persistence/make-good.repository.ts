import type { MakeGoodKind, MakeGoodRules, MakeGoodState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { defaultMakeGoodRules } from '../domain/make-good.js';
import { MakeGoodEntity, MakeGoodRuleEntity } from './make-good.entity.js';

/** What a store gives for a complaint. Instants in milliseconds. */
export interface MakeGood {
  readonly id: string;
  readonly caseId: string;
  readonly storeId: string;
  readonly kind: MakeGoodKind;
  readonly title: string;
  readonly amountFen: number;
  readonly validDays: number;
  readonly reason: string;
  readonly state: MakeGoodState;
  readonly askedBy: string;
  readonly askedAt: number;
  readonly decidedBy: string | null;
  readonly decidedAt: number | null;
  readonly decisionNote: string;
}
export type NewMakeGood = Omit<MakeGood, 'id' | 'askedAt' | 'decidedBy' | 'decidedAt' | 'decisionNote'>;

const record = ({ waitingCaseId: _, ...rest }: MakeGoodEntity): MakeGood => ({
  ...rest,
  askedAt: rest.askedAt.getTime(),
  decidedAt: rest.decidedAt?.getTime() ?? null,
});

function rulesIn({ storeId: _store, updatedAt: _at, ...rules }: MakeGoodRuleEntity): MakeGoodRules {
  return rules;
}

@Injectable()
export class MakeGoodRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async findById(id: string): Promise<MakeGood | null> {
    const entity = await this.uow.reader.findOneBy(MakeGoodEntity, { id });
    return entity && record(entity);
  }

  /** Of these cases, oldest first. */
  async ofCases(caseIds: readonly string[]): Promise<MakeGood[]> {
    if (caseIds.length === 0) return [];
    const entities = await this.uow.reader.find(MakeGoodEntity, {
      where: { caseId: In([...caseIds]) },
      order: { askedAt: 'ASC', id: 'ASC' },
    });
    return entities.map(record);
  }

  /** Those of these cases for which one waits. */
  async waitingOf(caseIds: readonly string[]): Promise<Set<string>> {
    if (caseIds.length === 0) return new Set();
    const rows = await this.uow.read<{ id: string }>(
      'SELECT waiting_case_id AS id FROM make_good WHERE waiting_case_id IN (?)',
      [caseIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Throws a duplicate of uq_make_good_waiting if it is to wait and one waits already. */
  async insert(tx: Tx, made: NewMakeGood): Promise<string> {
    const id = newId(this.clock);
    await tx.manager.insert(MakeGoodEntity, {
      id,
      ...made,
      waitingCaseId: made.state === 'waiting' ? made.caseId : null,
      askedAt: this.clock.date(),
      decidedBy: null,
      decidedAt: null,
      decisionNote: '',
    });
    return id;
  }

  /** Ends one that waits; false if somebody else was faster. */
  async end(
    tx: Tx,
    id: string,
    state: Exclude<MakeGoodState, 'waiting'>,
    by: string,
    note: string,
  ): Promise<boolean> {
    const ended: { affectedRows: number } = await tx.manager.query(
      `UPDATE make_good SET state = ?, waiting_case_id = NULL, decided_by = ?, decided_at = ?, decision_note = ?
        WHERE id = ? AND state = 'waiting'`,
      [state, by, toDate(this.clock.now()), note, id],
    );
    return ended.affectedRows === 1;
  }

  async rulesOf(storeId: string): Promise<MakeGoodRules> {
    const entity = await this.uow.reader.findOneBy(MakeGoodRuleEntity, { storeId });
    return entity ? rulesIn(entity) : defaultMakeGoodRules;
  }

  /** Changes these fields only, so that two people who change others do not undo each other. Returns what stands now. */
  async changeRules(tx: Tx, storeId: string, change: Partial<MakeGoodRules>): Promise<MakeGoodRules> {
    const updatedAt = this.clock.date();
    const first = { storeId, ...defaultMakeGoodRules, updatedAt };
    await tx.manager
      .createQueryBuilder()
      .insert()
      .into(MakeGoodRuleEntity)
      .values(first)
      .orIgnore()
      .execute();
    await tx.manager.update(MakeGoodRuleEntity, { storeId }, { ...change, updatedAt });
    return rulesIn(await tx.manager.findOneByOrFail(MakeGoodRuleEntity, { storeId }));
  }
}
