import type { routes, SuspectState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { Live } from '../../../platform/live/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { type Suspicion, SuspicionRepository } from '../persistence/suspicion.repository.js';

type Routes = (typeof routes)['suspicion'];

/** A person holds, releases or refuses; each step is audited and told to the room that pays. */
@Injectable()
export class JudgeSuspicion {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: SuspicionRepository,
    private readonly owners: OwnerDirectory,
    private readonly vehicles: VehicleDirectory,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly live: Live,
  ) {}

  /** Holds every reward of a person with a car at the store. Throws SUSPICION.DECIDED if they are held already. */
  async hold(actor: StaffActor, { storeId, ownerId, reason }: BodyOf<Routes['hold']>): Promise<string> {
    storeOf(actor, storeId);
    const owner = await this.owners.findById(ownerId);
    const cars = owner ? await this.vehicles.ofOwner(ownerId) : [];
    // Somebody else's customer is nobody to this store.
    if (!cars.some((car) => car.storeId === storeId)) throw notFound();
    return this.uow.run(async (tx) => {
      const words = { mark: 'staff', others: 0, text: reason } as const;
      const made = await this.repository.insert(tx, {
        kind: 'owner',
        subjectId: ownerId,
        storeId,
        ownerId,
        title: '全部奖励',
        rewardText: '领奖先核实',
        reasons: [words],
        heldBy: actor.staffId,
      });
      if (made === null && !(await this.repository.holdAgain(tx, ownerId, storeId, actor.staffId, words)))
        throw new AppError('SUSPICION.DECIDED');
      const id = made ?? (await this.repository.idOf(tx, 'owner', ownerId));
      await this.note(tx, actor, 'hold', `拦下车主的全部奖励：${reason}`, { id, storeId });
      return id;
    });
  }

  release(actor: StaffActor, id: string, note: string): Promise<void> {
    return this.decide(actor, id, 'released', note);
  }

  refuse(actor: StaffActor, id: string, reason: string): Promise<void> {
    return this.decide(actor, id, 'refused', reason);
  }

  private async decide(
    actor: StaffActor,
    id: string,
    state: Exclude<SuspectState, 'held'>,
    note: string,
  ): Promise<void> {
    const found = await this.visible(actor, id);
    await this.uow.run(async (tx) => {
      if (!(await this.repository.decide(tx, id, state, actor.staffId, note)))
        throw new AppError('SUSPICION.DECIDED');
      const words = state === 'released' ? '放行' : '不予发放';
      await this.note(
        tx,
        actor,
        state === 'released' ? 'release' : 'refuse',
        `${words}：${found.title}`,
        found,
      );
      await this.outbox.append(tx, {
        type: 'suspicion.decided',
        storeId: found.storeId,
        payload: { kind: found.kind, subjectId: found.subjectId, state },
      });
    });
  }

  private async visible(actor: StaffActor, id: string): Promise<Suspicion> {
    const found = await this.repository.findById(id);
    if (!found) throw notFound();
    ensureStore(actor, found.storeId);
    return found;
  }

  private async note(
    tx: Tx,
    actor: StaffActor,
    what: string,
    text: string,
    { id, storeId }: { id: string; storeId: string },
  ): Promise<void> {
    await this.audit.write(tx, { actor, action: `suspicion.${what}`, text, subjectId: id, storeId });
    this.live.publish(tx, { topic: 'suspicion', storeId, id, notice: null });
  }
}
