import type { MigrationInterface, QueryRunner } from 'typeorm';

const id = 'char(26) CHARACTER SET ascii COLLATE ascii_bin';
const code = (length: number) => `varchar(${length}) CHARACTER SET ascii COLLATE ascii_bin`;
const clock = 'char(5) CHARACTER SET ascii COLLATE ascii_bin';

const up = [
  `ALTER TABLE store ADD holiday_opens_at ${clock} NULL, ADD holiday_closes_at ${clock} NULL,
     ADD max_open_bookings smallint UNSIGNED NOT NULL DEFAULT 5`,
  `ALTER TABLE store_hours ADD break_from ${clock} NULL, ADD break_to ${clock} NULL`,
  `ALTER TABLE service_item ADD buffer_minutes smallint UNSIGNED NOT NULL DEFAULT 0,
     ADD needs_technician tinyint NOT NULL DEFAULT 0`,
  `CREATE TABLE store_special_day (
      store_id ${id} NOT NULL,
      day_on date NOT NULL,
      opens_at ${clock} NULL,
      closes_at ${clock} NULL,
      note varchar(60) NOT NULL,
      PRIMARY KEY (store_id, day_on)
    ) ENGINE=InnoDB`,
  `CREATE TABLE bay_closure (
      id ${id} NOT NULL,
      store_id ${id} NOT NULL,
      bay_id ${id} NOT NULL,
      from_at datetime(3) NOT NULL,
      to_at datetime(3) NOT NULL,
      reason varchar(60) NOT NULL,
      created_by ${id} NOT NULL,
      created_at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      INDEX ix_bay_closure (store_id, to_at)
    ) ENGINE=InnoDB`,
  `CREATE TABLE staff_skill (
      staff_id ${id} NOT NULL,
      service_kind ${code(20)} NOT NULL,
      PRIMARY KEY (staff_id, service_kind)
    ) ENGINE=InnoDB`,
  `CREATE TABLE staff_leave (
      id ${id} NOT NULL,
      staff_id ${id} NOT NULL,
      from_at datetime(3) NOT NULL,
      to_at datetime(3) NOT NULL,
      reason varchar(60) NOT NULL,
      created_by ${id} NOT NULL,
      created_at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      INDEX ix_staff_leave (staff_id, to_at)
    ) ENGINE=InnoDB`,
  `ALTER TABLE booking ADD technician_id ${id} NULL, ADD overbook_reason varchar(60) NULL,
     ADD open_number smallint UNSIGNED NULL,
     ADD UNIQUE INDEX uq_booking_open_number (owner_id, open_number),
     ADD INDEX ix_booking_advisor (advisor_id, id)`,
  'ALTER TABLE capacity_unit ADD expires_at datetime(3) NULL, ADD INDEX ix_capacity_expiry (expires_at)',
  `CREATE TABLE booking_hold (
      id ${id} NOT NULL,
      purpose ${code(8)} NOT NULL,
      holder ${code(40)} NOT NULL,
      store_id ${id} NOT NULL,
      owner_id ${id} NOT NULL,
      vehicle_id ${id} NOT NULL,
      service_id ${id} NOT NULL,
      bay_id ${id} NOT NULL,
      advisor_id ${id} NOT NULL,
      advisor_chosen tinyint NOT NULL,
      technician_id ${id} NULL,
      starts_at datetime(3) NOT NULL,
      ends_at datetime(3) NOT NULL,
      expires_at datetime(3) NOT NULL,
      staff_id ${id} NULL,
      waiting_id ${id} NULL,
      message_id ${id} NULL,
      created_at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_booking_hold_holder (holder),
      INDEX ix_booking_hold_expiry (expires_at),
      INDEX ix_booking_hold_owner (owner_id),
      INDEX ix_booking_hold_store (store_id, starts_at)
    ) ENGINE=InnoDB`,
  `CREATE TABLE waiting_entry (
      id ${id} NOT NULL,
      store_id ${id} NOT NULL,
      owner_id ${id} NOT NULL,
      vehicle_id ${id} NOT NULL,
      open_vehicle_id ${id} NULL,
      service_id ${id} NOT NULL,
      advisor_id ${id} NULL,
      from_on date NOT NULL,
      to_on date NOT NULL,
      part_of_day ${code(10)} NOT NULL,
      \`state\` ${code(8)} NOT NULL,
      why varchar(120) NULL,
      hold_id ${id} NULL,
      offers smallint UNSIGNED NOT NULL,
      missed smallint UNSIGNED NOT NULL,
      created_at datetime(3) NOT NULL,
      updated_at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_waiting_open_vehicle (open_vehicle_id),
      INDEX ix_waiting_owner (owner_id, id),
      INDEX ix_waiting_state (\`state\`, store_id, id)
    ) ENGINE=InnoDB`,
  `CREATE TABLE waiting_offer (
      waiting_id ${id} NOT NULL,
      starts_at datetime(3) NOT NULL,
      hold_id ${id} NOT NULL,
      offered_at datetime(3) NOT NULL,
      expires_at datetime(3) NOT NULL,
      answer ${code(8)} NULL,
      PRIMARY KEY (waiting_id, starts_at)
    ) ENGINE=InnoDB`,
];

const down = [
  'DROP TABLE waiting_offer',
  'DROP TABLE waiting_entry',
  'DROP TABLE booking_hold',
  'ALTER TABLE capacity_unit DROP INDEX ix_capacity_expiry, DROP expires_at',
  `ALTER TABLE booking DROP INDEX uq_booking_open_number, DROP INDEX ix_booking_advisor, DROP technician_id,
     DROP overbook_reason, DROP open_number`,
  'DROP TABLE staff_leave',
  'DROP TABLE staff_skill',
  'DROP TABLE bay_closure',
  'DROP TABLE store_special_day',
  'ALTER TABLE service_item DROP buffer_minutes, DROP needs_technician',
  'ALTER TABLE store_hours DROP break_from, DROP break_to',
  'ALTER TABLE store DROP holiday_opens_at, DROP holiday_closes_at, DROP max_open_bookings',
];

/** Calendars of stores and people, held slots, waiting list, limits of bookings. */
export class BookingDepth1763700000012 implements MigrationInterface {
  name = 'BookingDepth1763700000012';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
