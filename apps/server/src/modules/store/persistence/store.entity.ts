import type { BayKind, BrandTier, ServiceKind } from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn } from '../../../platform/database/index.js';

/** HH:MM in Asia/Shanghai. */
const clockColumn = { type: 'char', length: 5, charset: 'ascii', collation: 'ascii_bin' } as const;

@Entity('store')
export class StoreEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Index('uq_store_code', { unique: true })
  @Column({ ...codeColumn(20) })
  code: string;

  @Column({ type: 'varchar', length: 60 })
  name: string;

  @Column({ type: 'varchar', length: 60 })
  brand: string;

  @Column({ name: 'brand_tier', ...codeColumn(8) })
  brandTier: BrandTier;

  @Column({ type: 'varchar', length: 40 })
  city: string;

  @Column({ type: 'varchar', length: 120 })
  address: string;

  /** The store's own public number, not personal data. */
  @Column({ type: 'varchar', length: 30 })
  phone: string;

  /** Degrees, for weather; two decimals are enough. */
  @Column({ type: 'decimal', precision: 8, scale: 4, nullable: true })
  latitude: string | null;

  @Column({ type: 'decimal', precision: 8, scale: 4, nullable: true })
  longitude: string | null;

  @Column({ name: 'cycle_months', type: 'smallint', unsigned: true })
  cycleMonths: number;

  @Column({ name: 'cycle_km', type: 'int', unsigned: true })
  cycleKm: number;

  @Column({ name: 'lead_minutes', type: 'smallint', unsigned: true })
  leadMinutes: number;

  @Column({ name: 'horizon_days', type: 'smallint', unsigned: true })
  horizonDays: number;

  @Column({ name: 'cut_off_minutes', type: 'smallint', unsigned: true })
  cutOffMinutes: number;

  @Column({ name: 'closed_on_holidays', type: 'boolean' })
  closedOnHolidays: boolean;

  /** Shorter hours on the holidays that the store works; HH:MM, both or neither. */
  @Column({ name: 'holiday_opens_at', ...clockColumn, nullable: true })
  holidayOpensAt: string | null;

  @Column({ name: 'holiday_closes_at', ...clockColumn, nullable: true })
  holidayClosesAt: string | null;

  /** Open bookings that one owner may have at once. */
  @Column({ name: 'max_open_bookings', type: 'smallint', unsigned: true, default: 5 })
  maxOpenBookings: number;

  /** Percent of a month's sales that are visited at home in the month after. */
  @Column({ name: 'home_visit_percent', type: 'smallint', unsigned: true, default: 30 })
  homeVisitPercent: number;

  /** Help on the road is free so many kilometres around the store; 0: never without a word about the price. */
  @Column({ name: 'rescue_free_km', type: 'smallint', unsigned: true, default: 0 })
  rescueFreeKm: number;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;
}

/** Opening hours of one weekday; no row means closed. */
@Entity('store_hours')
export class StoreHoursEntity {
  @PrimaryColumn({ name: 'store_id', ...idColumn })
  storeId: string;

  /** 1 Monday … 7 Sunday. */
  @PrimaryColumn({ type: 'tinyint', unsigned: true })
  weekday: number;

  /** HH:MM in Asia/Shanghai. */
  @Column({ name: 'opens_at', type: 'char', length: 5, charset: 'ascii', collation: 'ascii_bin' })
  opensAt: string;

  @Column({ name: 'closes_at', type: 'char', length: 5, charset: 'ascii', collation: 'ascii_bin' })
  closesAt: string;

  /** A break in which no appointment is given; both or neither. */
  @Column({ name: 'break_from', ...clockColumn, nullable: true })
  breakFrom: string | null;

  @Column({ name: 'break_to', ...clockColumn, nullable: true })
  breakTo: string | null;
}

/** A date that differs from its weekday: closed (no hours), or open at other hours. */
@Entity('store_special_day')
export class StoreSpecialDayEntity {
  @PrimaryColumn({ name: 'store_id', ...idColumn })
  storeId: string;

  @PrimaryColumn({ name: 'day_on', type: 'date' })
  on: string;

  @Column({ name: 'opens_at', ...clockColumn, nullable: true })
  opensAt: string | null;

  @Column({ name: 'closes_at', ...clockColumn, nullable: true })
  closesAt: string | null;

  @Column({ type: 'varchar', length: 60 })
  note: string;
}

/** A bay, demo car or driver that cannot be used for a while. */
@Entity('bay_closure')
@Index('ix_bay_closure', ['storeId', 'toAt'])
export class BayClosureEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'bay_id', ...idColumn })
  bayId: string;

  @Column({ name: 'from_at', ...instantColumn })
  fromAt: Date;

  @Column({ name: 'to_at', ...instantColumn })
  toAt: Date;

  @Column({ type: 'varchar', length: 60 })
  reason: string;

  @Column({ name: 'created_by', ...idColumn })
  createdBy: string;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;
}

@Entity('service_item')
@Index('uq_service_item_code', ['storeId', 'code'], { unique: true })
export class ServiceItemEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ ...codeColumn(20) })
  code: string;

  @Column({ ...codeColumn(20) })
  kind: ServiceKind;

  @Column({ type: 'varchar', length: 60 })
  name: string;

  @Column({ name: 'bay_kind', ...codeColumn(20) })
  bayKind: BayKind;

  /** Time that bay and advisor are taken for, a multiple of 15. */
  @Column({ type: 'smallint', unsigned: true })
  minutes: number;

  /** Minutes after the service in which the bay stays taken, a multiple of 15. */
  @Column({ name: 'buffer_minutes', type: 'smallint', unsigned: true, default: 0 })
  bufferMinutes: number;

  /** A technician is taken for the service too. */
  @Column({ name: 'needs_technician', type: 'boolean', default: false })
  needsTechnician: boolean;

  /** Hand-over promised this many minutes after arrival (准时承诺). */
  @Column({ name: 'promise_minutes', type: 'smallint', unsigned: true, nullable: true })
  promiseMinutes: number | null;

  @Column({ name: 'price_from_fen', type: 'int', unsigned: true, nullable: true })
  priceFromFen: number | null;

  @Column({ type: 'boolean' })
  active: boolean;
}

@Entity('bay')
@Index('uq_bay_code', ['storeId', 'code'], { unique: true })
export class BayEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ ...codeColumn(20) })
  code: string;

  @Column({ type: 'varchar', length: 40 })
  name: string;

  @Column({ ...codeColumn(20) })
  kind: BayKind;

  @Column({ type: 'boolean' })
  active: boolean;
}
