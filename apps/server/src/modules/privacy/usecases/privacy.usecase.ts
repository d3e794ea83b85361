import { ERASURE_PAUSE_DAYS, ERASURE_WORKDAYS, type ExportView, type PrivacyView } from '@cheban/contracts';
import { DAY_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { newId, UnitOfWork } from '../../../platform/database/index.js';
import { PersonalDataBook } from '../../../platform/personal-data/index.js';
import { Wishes } from '../../messaging/index.js';
import { OwnerProof } from '../../owner/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { lastDay } from '../domain/erasure-dates.js';
import { ErasureRepository, NOTHING } from '../persistence/erasure.repository.js';
import { People } from './people.queries.js';

const PARTING = '；';

/** What a person may do with their own data: see all of it, and leave (PIPL 45 and 47). */
@Injectable()
export class Privacy {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly book: PersonalDataBook,
    private readonly people: People,
    private readonly requests: ErasureRepository,
    private readonly vehicles: VehicleDirectory,
    private readonly proof: OwnerProof,
    private readonly wishes: Wishes,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async overview(actor: OwnerActor): Promise<PrivacyView> {
    const person = await this.people.find(actor.ownerId);
    const [phoneMasked, open, blockers, losses] = await Promise.all([
      this.proof.phoneMasked(actor),
      this.requests.openOf(actor.ownerId),
      this.book.blockers(this.uow, person),
      this.book.losses(this.uow, person),
    ]);
    const { tables } = this.book;
    return {
      phoneMasked,
      erasure: open && {
        askedAt: toDate(open.askedAt).toISOString(),
        notBefore: toDate(open.notBefore).toISOString(),
        dueOn: open.dueOn,
        waitsFor: blockers,
      },
      blockers,
      losses,
      keeps: tables.flatMap(({ title, gone }) => (gone === 'delete' ? [] : [{ title, why: gone.keep }])),
      pauseDays: ERASURE_PAUSE_DAYS,
      workdays: ERASURE_WORKDAYS,
    };
  }

  /** A code to the phone on file: who asks must have it in their hand. */
  async sendCode(actor: OwnerActor): Promise<void> {
    await this.proof.send(actor);
  }

  /** Throws AUTH.SMS_CODE_WRONG. */
  async exportData(actor: OwnerActor, code: string): Promise<ExportView> {
    await this.proof.check(actor, code);
    const sections = await this.book.show(this.uow, await this.people.find(actor.ownerId));
    await this.uow.run((tx) =>
      this.audit.write(tx, {
        actor,
        action: 'privacy.export',
        text: '车主查看并导出本人信息',
        subjectId: actor.ownerId,
      }),
    );
    return {
      sections: sections.map(({ title, rows }) => ({ title, rows: rows.map((row) => [...row]) })),
    };
  }

  /** Asks once; a wish that is open stays as it is. Throws AUTH.SMS_CODE_WRONG. */
  async askErasure(actor: OwnerActor, code: string): Promise<PrivacyView> {
    await this.proof.check(actor, code);
    const person = await this.people.find(actor.ownerId);
    const [car] = await this.vehicles.ofOwner(actor.ownerId);
    const blockers = await this.book.blockers(this.uow, person);
    const now = this.clock.now();
    await this.uow.run(async (tx) => {
      await this.requests.insert(tx, {
        id: newId(this.clock),
        ownerId: actor.ownerId,
        storeId: car?.storeId ?? null,
        askedAt: now,
        notBefore: now + ERASURE_PAUSE_DAYS * DAY_MS,
        dueOn: lastDay(this.clock.today()),
        waitsFor: blockers.join(PARTING),
      });
      await this.wishes.leaving(tx, actor.ownerId, true, authorOf(actor));
      await this.audit.write(tx, {
        actor,
        action: 'privacy.ask-erasure',
        text: '车主申请注销账号',
        subjectId: actor.ownerId,
        storeId: car?.storeId ?? null,
      });
    });
    return this.overview(actor);
  }

  async withdraw(actor: OwnerActor): Promise<void> {
    await this.uow.run(async (tx) => {
      if (!(await this.requests.end(tx, actor.ownerId, 'withdrawn', NOTHING, this.clock.now()))) return;
      await this.wishes.leaving(tx, actor.ownerId, false, authorOf(actor));
      await this.audit.write(tx, {
        actor,
        action: 'privacy.withdraw-erasure',
        text: '车主撤回注销申请',
        subjectId: actor.ownerId,
      });
    });
  }
}

const authorOf = (actor: OwnerActor) => ({ source: 'app' as const, actorId: actor.accountId, actorName: '' });
