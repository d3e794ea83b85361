import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import {
  newId,
  type PlainRecord,
  plainRecord,
  type Tx,
  UnitOfWork,
} from '../../../platform/database/index.js';
import { PayMerchantEntity } from './merchant.entity.js';

/** Keys are in clear: never log or show them. */
export type Merchant = PlainRecord<PayMerchantEntity>;
export type MerchantSettings = Pick<
  Merchant,
  | 'storeId'
  | 'name'
  | 'merchantId'
  | 'serialNo'
  | 'privateKey'
  | 'apiV3Key'
  | 'platformSerial'
  | 'platformKey'
  | 'maxPayoutFen'
>;
const GROUP = 'GROUP';

@Injectable()
export class MerchantRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async findById(id: string): Promise<Merchant | null> {
    const entity = await this.uow.reader.findOneBy(PayMerchantEntity, { id });
    return entity ? plainRecord(entity) : null;
  }

  /** The account that a store uses now: its own, else the group's. */
  async forStore(storeId: string): Promise<Merchant | null> {
    const entities = await this.uow.reader
      .createQueryBuilder(PayMerchantEntity, 'm')
      .where('m.activeScope IN (:...scopes)', { scopes: [storeId, GROUP] })
      .getMany();
    const entity = entities.find(({ activeScope }) => activeScope === storeId) ?? entities[0];
    return entity ? plainRecord(entity) : null;
  }

  async all(): Promise<Merchant[]> {
    const entities = await this.uow.reader.find(PayMerchantEntity, { order: { id: 'ASC' } });
    return entities.map(plainRecord);
  }

  /**
   * Makes these the settings of the scope. The same merchant number changes its row; another one makes a new row, so that
   * old orders still find theirs. Returns the id.
   */
  async save(tx: Tx, settings: MerchantSettings): Promise<string> {
    const scope = settings.storeId ?? GROUP;
    const now = this.clock.date();
    const known = await tx.manager.findOne(PayMerchantEntity, {
      where: { activeScope: scope },
      lock: { mode: 'pessimistic_write' },
    });
    if (known?.merchantId === settings.merchantId) {
      await tx.manager.update(PayMerchantEntity, { id: known.id }, { ...settings, updatedAt: now });
      return known.id;
    }
    if (known) await tx.manager.update(PayMerchantEntity, { id: known.id }, { activeScope: null });
    const id = newId(this.clock);
    await tx.manager.insert(PayMerchantEntity, {
      id,
      ...settings,
      activeScope: scope,
      createdAt: now,
      updatedAt: now,
    });
    return id;
  }
}
