import { DAY_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { Live } from '../../../platform/live/index.js';
import { CodePoolRepository } from '../persistence/code-pool.repository.js';
import { CouponPassRepository } from '../persistence/coupon-pass.repository.js';
import { ExpiringCoupons } from './expiring-coupons.usecase.js';

const PASS_KEPT_MS = DAY_MS;

/** What comes due with coupons and pools. Any number of workers may run it at once. */
@Injectable()
export class SweepCoupons {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly expiring: ExpiringCoupons,
    private readonly pools: CodePoolRepository,
    private readonly passes: CouponPassRepository,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    await this.expiring.tell();
    await this.tellLow();
    await this.passes.tidy(this.clock.now() - PASS_KEPT_MS);
  }

  /** Consoles of the store are told once each time a pool runs low; its list shows it until it is filled up. */
  private async tellLow(): Promise<void> {
    for (const { id, storeId, title, free } of await this.pools.lowUntold(this.clock.today())) {
      await this.uow.run(async (tx) => {
        if (!(await this.pools.noteLow(tx, id, this.clock.now()))) return;
        this.live.publish(tx, {
          topic: 'coupon',
          storeId,
          id,
          notice: `码池“${title}”只剩 ${free} 个，请补充`,
        });
      });
    }
  }
}
