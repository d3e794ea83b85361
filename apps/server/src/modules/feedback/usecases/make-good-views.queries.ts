import { type CaseDetail, makeGoodStateLabel } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { may, type StaffActor } from '../../../platform/auth/index.js';
import { toDate } from '../../../platform/clock/index.js';
import { Advisors } from '../../staff/index.js';
import { roomOf } from '../domain/make-good.js';
import type { ComplaintCase } from '../persistence/case.repository.js';
import { type MakeGood, MakeGoodRepository } from '../persistence/make-good.repository.js';

const iso = (at: number) => toDate(at).toISOString();

/** Fen that the store has given already. */
export const grantedFen = (makeGoods: readonly MakeGood[]): number =>
  makeGoods.reduce((sum, { state, amountFen }) => sum + (state === 'granted' ? amountFen : 0), 0);

/** Make-goods of a case as staff see them. */
@Injectable()
export class MakeGoodViews {
  constructor(
    private readonly makeGoods: MakeGoodRepository,
    private readonly advisors: Advisors,
  ) {}

  async of(
    actor: StaffActor,
    { id, storeId }: ComplaintCase,
  ): Promise<Pick<CaseDetail, 'makeGoods' | 'makeGoodRoom'>> {
    const [found, rules] = await Promise.all([this.makeGoods.ofCases([id]), this.makeGoods.rulesOf(storeId)]);
    const names = await this.advisors.names(found.flatMap(({ askedBy, decidedBy }) => [askedBy, decidedBy]));
    const views = found.map((one) => {
      const { kind, title, amountFen, reason, state, askedBy, askedAt, decidedBy, decidedAt, decisionNote } =
        one;
      const own = askedBy === actor.staffId;
      const waits = state === 'waiting';
      return {
        ...{ id: one.id, kind, title, amountFen, reason, state, decisionNote },
        stateLabel: makeGoodStateLabel[state],
        askedBy: names.get(askedBy) ?? '',
        askedAt: iso(askedAt),
        decidedBy: decidedBy === null ? null : (names.get(decidedBy) ?? ''),
        decidedAt: decidedAt === null ? null : iso(decidedAt),
        mayDecide: waits && !own && may(actor, 'case.approve'),
        mayWithdraw: waits && own,
      };
    });
    return { makeGoods: views, makeGoodRoom: roomOf(actor.role, rules, grantedFen(found)) };
  }
}
