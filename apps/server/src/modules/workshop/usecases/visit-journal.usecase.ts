import type { VisitStep } from '@cheban/contracts';
import { formatPlate } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import type { StaffActor } from '../../../platform/auth/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Live } from '../../../platform/live/index.js';
import { type DomainEvent, Outbox } from '../../../platform/outbox/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { type Visit, VisitRepository } from '../persistence/visit.repository.js';
import type { WorkshopEvents } from '../workshop.events.js';

type VisitRef = Pick<Visit, 'id' | 'storeId' | 'vehicleId'>;

/** Tells what happened to a visit: to its own history, to other rooms, to the consoles and to the audit log. */
@Injectable()
export class VisitJournal {
  constructor(
    private readonly visits: VisitRepository,
    private readonly vehicles: VehicleDirectory,
    private readonly outbox: Outbox,
    private readonly live: Live,
    private readonly audit: Audit,
  ) {}

  async step(tx: Tx, visit: VisitRef, step: VisitStep, staffId: string): Promise<void> {
    const event = { visitId: visit.id, kind: 'step', step, reason: null, promisedAt: null, staffId } as const;
    await this.visits.addEvent(tx, event);
  }

  /** A new promise; with a reason it is a delay that the owner is told of. */
  async promise(
    tx: Tx,
    visit: VisitRef,
    promisedAt: number,
    reason: string | null,
    staffId: string,
  ): Promise<void> {
    const kind = reason === null ? 'promise' : 'delay';
    await this.visits.addEvent(tx, { visitId: visit.id, kind, step: null, reason, promisedAt, staffId });
  }

  /** For the other rooms. */
  async tell<T extends keyof WorkshopEvents>(
    tx: Tx,
    visit: VisitRef,
    type: T,
    more: Omit<WorkshopEvents[T], 'visitId'>,
  ): Promise<void> {
    const payload = { visitId: visit.id, ...more };
    await this.outbox.append(tx, { type, storeId: visit.storeId, payload } as DomainEvent);
  }

  /** Consoles of the store look again and show `what` with the plate; null shows nothing. */
  async show(tx: Tx, visit: VisitRef, what: string | null): Promise<void> {
    const plate = what === null ? null : ((await this.vehicles.findById(visit.vehicleId))?.plate ?? null);
    const notice = what === null ? null : `${plate === null ? '未上牌车辆' : formatPlate(plate)} ${what}`;
    this.live.publish(tx, { topic: 'visit', storeId: visit.storeId, id: visit.id, notice });
  }

  async record(tx: Tx, actor: StaffActor, visit: VisitRef, action: string, text: string): Promise<void> {
    await this.audit.write(tx, { actor, action, text, subjectId: visit.id, storeId: visit.storeId });
  }
}
