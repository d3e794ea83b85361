import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, type StaffActor } from '../../../platform/auth/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import { DifferenceRepository } from '../persistence/difference.repository.js';

/** A person looks into a difference and settles it; the books themselves are changed by postings only. */
@Injectable()
export class SettleDifference {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly differences: DifferenceRepository,
    private readonly audit: Audit,
  ) {}

  /** Throws REQUEST.NOT_FOUND, PAY.STATE. */
  async see(actor: StaffActor, id: string): Promise<void> {
    await this.move(actor, id, ['open'], { state: 'seen', staffId: actor.staffId }, '开始核查对账差异');
  }

  /** Throws REQUEST.NOT_FOUND, PAY.STATE. */
  async settle(actor: StaffActor, id: string, note: string): Promise<void> {
    const to = { state: 'settled', staffId: actor.staffId, note } as const;
    await this.move(actor, id, ['open', 'seen'], to, `处理了对账差异：${note}`);
  }

  private async move(
    actor: StaffActor,
    id: string,
    from: readonly ('open' | 'seen')[],
    to: Parameters<DifferenceRepository['move']>[3],
    text: string,
  ): Promise<void> {
    await this.uow.run(async (tx) => {
      const difference = await this.differences.findById(id);
      if (!difference) throw notFound();
      ensureStore(actor, difference.storeId);
      if (!(await this.differences.move(tx, id, from, to))) throw new AppError('PAY.STATE');
      await this.audit.write(tx, {
        actor,
        action: 'payment.difference',
        text,
        subjectId: id,
        storeId: difference.storeId,
      });
    });
  }
}
