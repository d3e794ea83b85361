import { DAY_MS } from '@cheban/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { Live } from '../../../platform/live/index.js';
import { LOGGER, type Logger } from '../../../platform/logging/index.js';
import { type EventConsumer, EventConsumers, type Heard } from '../../../platform/outbox/index.js';
import { WakeUp } from '../../../platform/queue/wake-up.js';
import { Coupons } from '../../coupon/index.js';
import { Suspicions } from '../../suspicion/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { type Visit, VisitReader } from '../../workshop/index.js';
import { GRACE_DAYS } from '../domain/referral-rules.js';
import { REFERRAL_RING } from '../jobs/sweep-referrals.job.js';
import { type Referral, ReferralRepository } from '../persistence/referral.repository.js';
import { ReferralFacts } from './referral-facts.queries.js';

const BATCH = 200;

/**
 * From the first paid visit to the rewards. Nothing is given for an invitation, a tap or a share: only a closed and paid
 * work order of the car and the person who were brought moves it on, and each side's coupon has its own key.
 */
@Injectable()
export class ReferralRewards implements EventConsumer {
  readonly name = 'referral.rewards';
  readonly types = ['visit.handed-over', 'suspicion.decided'] as const;

  constructor(
    consumers: EventConsumers,
    private readonly uow: UnitOfWork,
    private readonly repository: ReferralRepository,
    private readonly facts: ReferralFacts,
    private readonly visits: VisitReader,
    private readonly vehicles: VehicleDirectory,
    private readonly suspicions: Suspicions,
    private readonly coupons: Coupons,
    private readonly live: Live,
    private readonly wakeUp: WakeUp,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    consumers.add(this);
  }

  async handle(tx: Tx, event: Heard<ReferralRewards>): Promise<void> {
    if (event.type === 'visit.handed-over') return this.handedOver(tx, event.payload.visitId);
    const { kind, subjectId, state } = event.payload;
    if (kind !== 'referral') return;
    if (state === 'released') await this.repository.move(tx, subjectId, 'held', 'earned', { reason: null });
    else await this.repository.move(tx, subjectId, 'held', 'refused', { reason: '经门店核实，不予发放' });
    tx.afterCommit(() => this.wakeUp.ring(REFERRAL_RING));
  }

  /** Pays what is earned and ends what has run out. One that cannot be paid now does not hold up the others. */
  async run(): Promise<void> {
    for (const id of await this.repository.idsInState('earned', BATCH)) {
      try {
        await this.uow.run((tx) => this.pay(tx, id));
      } catch (error) {
        const words =
          error instanceof AppError ? '奖励卡券已发完或停用，补足后自动发放' : '发放出错，稍后重试';
        this.logger.error({ err: error, referral: id }, 'referral not rewarded');
        await this.uow.run((tx) => this.repository.setReason(tx, id, words));
      }
    }
    await this.uow.run((tx) => this.repository.lapse(tx, this.clock.now() - GRACE_DAYS * DAY_MS));
  }

  private async handedOver(tx: Tx, visitId: string): Promise<void> {
    const visit = await this.visits.findById(visitId);
    const car = visit && (await this.vehicles.findById(visit.vehicleId));
    if (!visit || !car) return;
    const paidFen = (await this.visits.ordersOf([visitId])).get(visitId)?.paidFen ?? 0;
    if (paidFen === 0) return;
    const referral = await this.repository.lockByVin(tx, car.vin);
    if (referral?.state !== 'waiting' || !counts(referral, visit)) return;
    const problem = await this.problem(referral, visit);
    if (problem !== null) {
      await this.repository.move(tx, referral.id, 'waiting', 'refused', {
        reason: problem,
        visitId,
        paidFen,
      });
      return;
    }
    await this.repository.move(tx, referral.id, 'waiting', 'earned', { visitId, paidFen });
    this.tell(tx, referral);
    tx.afterCommit(() => this.wakeUp.ring(REFERRAL_RING));
  }

  /** Why the visit does not earn the rewards, for staff; null if it does. */
  private async problem(referral: Referral, visit: Visit): Promise<string | null> {
    const people = await this.vehicles.peopleOf(visit.vehicleId);
    const isTheirs =
      visit.ownerId === referral.inviteeId || people.some(({ ownerId }) => ownerId === referral.inviteeId);
    if (!isTheirs) return '到店登记的车主与接受邀请的人不一致';
    if (people.some(({ ownerId }) => ownerId === referral.inviterId)) return '这辆车也登记在邀请人名下';
    if (await this.facts.paidBefore(visit.vehicleId, visit.id)) return '这辆车此前已有付费到店记录';
    return null;
  }

  private async pay(tx: Tx, id: string): Promise<void> {
    const referral = await this.repository.lockById(tx, id);
    if (referral?.state !== 'earned') return;
    const { inviterId, inviteeId, visitId, storeId } = referral;
    const order = visitId === null ? undefined : (await this.visits.ordersOf([visitId])).get(visitId);
    if (!order || order.paidFen === 0) {
      // The bill was corrected to nothing meanwhile: the first paid visit is still to come.
      await this.repository.move(tx, id, 'earned', 'waiting', { visitId: null, paidFen: null });
      return;
    }
    const [mine, theirs] = await Promise.all([
      this.coupons.typeOf(referral.inviterTypeId),
      this.coupons.typeOf(referral.inviteeTypeId),
    ]);
    const verdict = await this.suspicions.check(tx, {
      kind: 'referral',
      subjectId: id,
      storeId,
      ownerIds: [inviterId, inviteeId],
      vins: [{ ownerId: inviteeId, vin: referral.vin }],
      title: '老带新',
      rewardText: `${mine?.title ?? ''}、${theirs?.title ?? ''}`,
    });
    if (verdict !== 'clear') {
      const to = verdict === 'held' ? 'held' : 'refused';
      await this.repository.move(tx, id, 'earned', to, { reason: '与其他领奖记录相近' });
      this.tell(tx, referral);
      return;
    }
    const inviterCoupon = await this.coupons.issue(tx, {
      typeId: referral.inviterTypeId,
      ownerId: inviterId,
      dedupeKey: `referral:${id}:inviter`,
      source: 'referral',
      note: '推荐的朋友首次到店消费',
      tell: {
        title: '老带新奖励已到账',
        body: `您推荐的朋友已到店，“${mine?.title ?? '奖励'}”已放进您的卡包，谢谢您的信任。`,
      },
    });
    const inviteeCoupon = await this.coupons.issue(tx, {
      typeId: referral.inviteeTypeId,
      ownerId: inviteeId,
      dedupeKey: `referral:${id}:invitee`,
      source: 'referral',
      note: '受邀首次到店消费',
      tell: {
        title: '新朋友礼遇已到账',
        body: `欢迎您！“${theirs?.title ?? '礼遇'}”已放进您的卡包，下次到店可用。`,
      },
    });
    await this.repository.move(tx, id, 'earned', 'rewarded', {
      reason: null,
      paidFen: order.paidFen,
      inviterCouponId: inviterCoupon.couponId,
      inviteeCouponId: inviteeCoupon.couponId,
    });
    this.tell(tx, referral);
  }

  private tell(tx: Tx, { id, storeId }: Referral): void {
    this.live.publish(tx, { topic: 'referral', storeId, id, notice: null });
  }
}

/** The visit is at the store that invited, and began within the time of the invitation. */
function counts(referral: Referral, visit: Visit): boolean {
  return (
    visit.storeId === referral.storeId &&
    visit.arrivedAt >= referral.joinedAt &&
    visit.arrivedAt <= referral.untilAt
  );
}
