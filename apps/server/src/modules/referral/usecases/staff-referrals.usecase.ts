import type { ReferralProgrammeView, ReferralState, routes } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { notFound } from '../../../platform/errors/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { Coupons } from '../../coupon/index.js';
import { Advisors } from '../../staff/index.js';
import { StoreCatalog } from '../../store/index.js';
import { ReferralRepository } from '../persistence/referral.repository.js';

type Routes = (typeof routes)['staffReferral'];

/** What a store gives to who brings a friend, and to the friend. */
@Injectable()
export class StaffReferrals {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: ReferralRepository,
    private readonly coupons: Coupons,
    private readonly stores: StoreCatalog,
    private readonly people: Advisors,
    private readonly audit: Audit,
  ) {}

  async programme(actor: StaffActor, wanted: string): Promise<ReferralProgrammeView> {
    const storeId = storeOf(actor, wanted);
    const [store, programme, { byState, outputFen }] = await Promise.all([
      this.stores.findById(storeId),
      this.repository.programmeOf(storeId),
      this.repository.countsOf(storeId),
    ]);
    const typeIds = [programme?.inviterTypeId ?? null, programme?.inviteeTypeId ?? null] as const;
    const [inviterType, inviteeType] = await Promise.all(
      typeIds.map((id) => (id === null ? null : this.coupons.typeOf(id))),
    );
    const by = programme?.updatedBy ?? null;
    const countOf = (state: ReferralState) => byState.get(state) ?? 0;
    return {
      storeId,
      storeName: store?.name ?? '',
      open: programme?.open ?? false,
      title: programme?.title ?? '老带新',
      rulesText: programme?.rulesText ?? '',
      inviterTypeId: typeIds[0],
      inviterReward: inviterType?.title ?? '',
      inviteeTypeId: typeIds[1],
      inviteeReward: inviteeType?.title ?? '',
      withinDays: programme?.withinDays ?? 60,
      perInviter: programme?.perInviter ?? 10,
      updatedByName: by === null ? null : ((await this.people.names([by])).get(by) ?? ''),
      updatedAt: programme ? toDate(programme.updatedAt).toISOString() : null,
      counts: {
        joined: [...byState.values()].reduce((sum, n) => sum + n, 0),
        waiting: countOf('waiting'),
        held: countOf('held'),
        rewarded: countOf('rewarded'),
        outputFen,
      },
    };
  }

  /** Throws REQUEST.NOT_FOUND for a coupon of another store. Invitations that were taken keep their terms. */
  async save(actor: StaffActor, body: BodyOf<Routes['saveProgramme']>): Promise<ReferralProgrammeView> {
    storeOf(actor, body.storeId);
    for (const typeId of [body.inviterTypeId, body.inviteeTypeId]) {
      if (typeId === null) continue;
      const type = await this.coupons.typeOf(typeId);
      if (!type) throw notFound();
      ensureStore(actor, type.storeId);
    }
    await this.uow.run(async (tx) => {
      await this.repository.saveProgramme(tx, body, actor.staffId);
      await this.audit.write(tx, {
        actor,
        action: 'referral.programme',
        text: `${body.open ? '开启' : '关闭'}老带新活动“${body.title}”`,
        subjectId: null,
        storeId: body.storeId,
      });
    });
    return this.programme(actor, body.storeId);
  }
}
