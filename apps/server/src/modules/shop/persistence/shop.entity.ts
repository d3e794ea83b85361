import type {
  CardRefundRule,
  CardState,
  PayOrderKind,
  ShareState,
  ShopItemState,
  ShopOrderState,
} from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { encrypted } from '../../../platform/crypto/index.js';
import {
  cipherColumn,
  codeColumn,
  hashColumn,
  idColumn,
  instantColumn,
  jsonText,
} from '../../../platform/database/index.js';

/** What a card gives; copied into every card that is sold, so that its terms stay. */
export interface CardTerms {
  serviceId: string | null;
  serviceName: string;
  uses: number;
  singleFen: number;
  validDays: number;
  shareable: boolean;
  refund: CardRefundRule;
}

/** A card type or product on sale. `stockLeft` is only ever changed by conditional updates; null: without limit. */
@Entity('shop_item')
@Index('ix_shop_item_store', ['storeId', 'state', 'id'])
export class ShopItemEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ ...codeColumn(10) })
  kind: PayOrderKind;

  @Column({ ...codeColumn(10) })
  state: ShopItemState;

  @Column({ type: 'varchar', length: 40 })
  title: string;

  @Column({ type: 'varchar', length: 60 })
  summary: string;

  @Column({ type: 'text' })
  description: string;

  @Column({ name: 'price_fen', type: 'int', unsigned: true })
  priceFen: number;

  @Column({ name: 'worth_fen', type: 'int', unsigned: true, nullable: true })
  worthFen: number | null;

  @Column({ name: 'stock_left', type: 'int', nullable: true })
  stockLeft: number | null;

  @Column({ type: 'int', unsigned: true })
  sold: number;

  @Column({ name: 'limit_per_owner', type: 'smallint', unsigned: true, nullable: true })
  limitPerOwner: number | null;

  @Column({ type: 'text', nullable: true, transformer: jsonText })
  card: CardTerms | null;

  @Column({ name: 'created_by', ...idColumn })
  createdBy: string;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;
}

/** How many of an item a person has ordered and not given back; the row is the gate of the limit. */
@Entity('shop_quota')
export class ShopQuotaEntity {
  @PrimaryColumn({ name: 'item_id', ...idColumn })
  itemId: string;

  @PrimaryColumn({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @Column({ type: 'int' })
  taken: number;
}

@Entity('shop_order')
@Index('ix_shop_order_owner', ['ownerId', 'id'])
@Index('ix_shop_order_store', ['storeId', 'state', 'id'])
export class ShopOrderEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @Column({ name: 'item_id', ...idColumn })
  itemId: string;

  @Column({ ...codeColumn(10) })
  kind: PayOrderKind;

  @Column({ ...codeColumn(10) })
  state: ShopOrderState;

  @Column({ type: 'varchar', length: 40 })
  title: string;

  @Column({ type: 'smallint', unsigned: true })
  quantity: number;

  @Column({ name: 'total_fen', type: 'int', unsigned: true })
  totalFen: number;

  /** Terms of the card as they were when it was ordered. */
  @Column({ type: 'text', nullable: true, transformer: jsonText })
  card: CardTerms | null;

  @Index('uq_shop_order_pay', { unique: true })
  @Column({ name: 'pay_order_id', ...idColumn })
  payOrderId: string;

  /** Text of the QR code for pick-up, and the same to be typed. */
  @Index('uq_shop_order_token', { unique: true })
  @Column({ ...codeColumn(43) })
  token: string;

  @Index('uq_shop_order_code', { unique: true })
  @Column({ ...codeColumn(10) })
  code: string;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'paid_at', ...instantColumn, nullable: true })
  paidAt: Date | null;

  @Column({ name: 'picked_up_at', ...instantColumn, nullable: true })
  pickedUpAt: Date | null;

  @Column({ name: 'picked_up_by', ...idColumn, nullable: true })
  pickedUpBy: string | null;

  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;
}

/** A card in somebody's wallet. `usesLeft` is the gate: it is only ever changed by conditional updates. */
@Entity('service_card')
@Index('ix_service_card_owner', ['ownerId', 'id'])
@Index('ix_service_card_store', ['storeId', 'state', 'id'])
@Index('ix_service_card_expiry', ['state', 'expiresOn'])
export class ServiceCardEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  /** One card for an order, whatever happens. */
  @Index('uq_service_card_order', { unique: true })
  @Column({ name: 'order_id', ...idColumn })
  orderId: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @Column({ type: 'varchar', length: 40 })
  title: string;

  @Column({ ...codeColumn(12) })
  state: CardState;

  @Column({ type: 'text', transformer: jsonText })
  terms: CardTerms;

  @Column({ name: 'paid_fen', type: 'int', unsigned: true })
  paidFen: number;

  @Column({ name: 'uses_total', type: 'smallint', unsigned: true })
  usesTotal: number;

  @Column({ name: 'uses_left', type: 'smallint' })
  usesLeft: number;

  @Column({ name: 'expires_on', type: 'date' })
  expiresOn: string;

  @Index('uq_service_card_token', { unique: true })
  @Column({ ...codeColumn(43) })
  token: string;

  @Index('uq_service_card_code', { unique: true })
  @Column({ ...codeColumn(10) })
  code: string;

  /** When its owner was told that it ends soon. */
  @Column({ name: 'told_at', ...instantColumn, nullable: true })
  toldAt: Date | null;

  @Column({ name: 'bought_at', ...instantColumn })
  boughtAt: Date;

  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;
}

/** One use of a card. `useNo` is null once it was undone: the number is free again, and two uses never share one. */
@Entity('card_use')
@Index('uq_card_use_no', ['cardId', 'useNo'], { unique: true })
export class CardUseEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'card_id', ...idColumn })
  cardId: string;

  @Column({ name: 'use_no', type: 'smallint', unsigned: true, nullable: true })
  useNo: number | null;

  /** The number it had, also after it was undone. */
  @Column({ name: 'shown_no', type: 'smallint', unsigned: true })
  shownNo: number;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'staff_id', ...idColumn })
  staffId: string;

  @Column({ type: 'varchar', length: 60 })
  note: string;

  @Column({ name: 'used_at', ...instantColumn })
  usedAt: Date;

  @Column({ name: 'undone_at', ...instantColumn, nullable: true })
  undoneAt: Date | null;

  @Column({ name: 'undone_by', ...idColumn, nullable: true })
  undoneBy: string | null;

  @Column({ name: 'undo_reason', type: 'varchar', length: 60 })
  undoReason: string;
}

/** A person who may use a card besides its buyer, invited by a phone that only they have verified. */
@Entity('card_share')
@Index('uq_card_share', ['cardId', 'phoneIndex'], { unique: true })
@Index('ix_card_share_phone', ['phoneIndex', 'state'])
@Index('ix_card_share_member', ['memberId', 'state'])
export class CardShareEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'card_id', ...idColumn })
  cardId: string;

  @Column({ ...cipherColumn, transformer: encrypted })
  phone: string;

  @Column({ name: 'phone_index', ...hashColumn(22) })
  phoneIndex: string;

  @Column({ name: 'member_id', ...idColumn, nullable: true })
  memberId: string | null;

  @Column({ ...codeColumn(10) })
  state: ShareState;

  @Column({ name: 'invited_at', ...instantColumn })
  invitedAt: Date;

  @Column({ name: 'answered_at', ...instantColumn, nullable: true })
  answeredAt: Date | null;
}
