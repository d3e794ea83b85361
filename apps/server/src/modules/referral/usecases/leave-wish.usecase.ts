import { bestTimeLabel, referralProblemText, referralWishLabel, type routes } from '@cheban/contracts';
import { maskName } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { BodyOf, ViewOf } from '../../../platform/http/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { StoreCatalog } from '../../store/index.js';
import { wishText } from '../domain/referral-words.js';
import { ReferralRepository } from '../persistence/referral.repository.js';

type Wish = (typeof routes)['referral']['wish'];

/**
 * An invited person without a car asks to be called. It ties nobody to the invitation: that is done by phone and VIN,
 * once there is a car, and rewards stay as they are.
 */
@Injectable()
export class LeaveWish {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: ReferralRepository,
    private readonly owners: OwnerDirectory,
    private readonly stores: StoreCatalog,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** One open call a person and store, however often it is asked for; it says the latest wish. Throws REFERRAL.REFUSED for one's own code. */
  async run(ownerId: string, { code, wish, bestTime }: BodyOf<Wish>): Promise<ViewOf<Wish>> {
    const invite = await this.repository.byCode(code);
    if (!invite) throw notFound();
    if (invite.ownerId === ownerId)
      throw new AppError('REFERRAL.REFUSED', {
        fields: [{ path: 'code', message: referralProblemText.self }],
      });
    const [inviter, store] = await Promise.all([
      this.owners.findById(invite.ownerId),
      this.stores.findById(invite.storeId),
    ]);
    const label = referralWishLabel[wish];
    const when = bestTime === 'any' ? '' : `，方便的时间：${bestTimeLabel[bestTime]}`;
    const { storeId } = invite;
    await this.uow.run(async (tx) => {
      await this.repository.saveWish(tx, { ownerId, storeId, wish, bestTime });
      await this.outbox.append(tx, {
        type: 'follow-up.wanted',
        storeId,
        payload: {
          key: `referral:${storeId}:${ownerId}:${this.clock.now()}`,
          openKey: `wish:${storeId}:${ownerId}`,
          kind: 'custom',
          ownerId,
          vehicleId: null,
          subjectId: null,
          title: `老带新：想${label}`,
          why: `${maskName(inviter?.name ?? '')}邀请的朋友还没有登记的车，想${label}${when}。`,
        },
      });
    });
    return { text: wishText(wish, store?.name ?? '') };
  }
}
