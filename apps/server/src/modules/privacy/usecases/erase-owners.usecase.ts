import { DAY_MS } from '@cheban/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { LOGGER, type Logger } from '../../../platform/logging/index.js';
import { PersonalDataBook } from '../../../platform/personal-data/index.js';
import { OwnerProof } from '../../owner/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { ErasureRepository, type ErasureRequest } from '../persistence/erasure.repository.js';
import { People } from './people.queries.js';

const BATCH = 50;
/** So long whoever was deleted is looked at again. */
const AFTERMATH_MS = DAY_MS;

/** Deletes the people whose time to change their mind is over and against whom nothing stands. */
@Injectable()
export class EraseOwners {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly book: PersonalDataBook,
    private readonly people: People,
    private readonly requests: ErasureRepository,
    private readonly proof: OwnerProof,
    private readonly vehicles: VehicleDirectory,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Any number of processes may run it: the row of the wish is the lock. */
  async run(): Promise<void> {
    await this.due();
    // Jobs that had read of somebody in that moment write it after: a message, a call. It goes with the next runs.
    for (const ownerId of await this.requests.goneSince(this.clock.now() - AFTERMATH_MS))
      await this.uow.run(async (tx) => this.book.erase(tx, await this.people.find(ownerId)));
  }

  private async due(): Promise<void> {
    for (let after = ''; ; ) {
      const due = await this.requests.due(this.clock.now(), after, BATCH);
      // One that fails must not keep the others waiting; it is tried again with the next run.
      for (const { id } of due)
        await this.one(id).catch((error: unknown) =>
          this.logger.error({ err: error, requestId: id }, 'person not deleted'),
        );
      if (due.length < BATCH) return;
      after = due[due.length - 1]?.id ?? after;
    }
  }

  private one(id: string): Promise<void> {
    return this.uow.run(async (tx) => {
      const request = await this.requests.lock(tx, id);
      if (!request) return;
      // What is being written is seen as what stands against it; what comes later finds no person and no car.
      await this.proof.lockPerson(tx, request.ownerId);
      await this.vehicles.lockTies(tx, request.ownerId);
      const person = await this.people.find(request.ownerId);
      const blockers = await this.book.blockers(this.uow, person);
      if (blockers.length > 0) {
        await this.requests.setWaitsFor(tx, id, blockers.join('；'));
        return;
      }
      await this.proof.rememberLeft(tx, request.ownerId);
      const outcome = await this.book.erase(tx, person);
      await this.requests.end(tx, request.ownerId, 'done', outcome, this.clock.now());
      await this.tell(tx, request);
    });
  }

  private tell(tx: Parameters<Audit['write']>[0], request: ErasureRequest): Promise<void> {
    return this.audit.write(tx, {
      actor: null,
      action: 'privacy.erase',
      text: '已按车主申请注销账号，删除个人信息',
      subjectId: request.ownerId,
      storeId: request.storeId,
    });
  }
}
