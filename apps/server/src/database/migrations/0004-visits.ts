import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  `CREATE TABLE \`booking\` (
      id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      store_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      owner_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      vehicle_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      open_vehicle_id char(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
      service_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      bay_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      advisor_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      advisor_chosen tinyint NOT NULL,
      starts_at datetime(3) NOT NULL,
      ends_at datetime(3) NOT NULL,
      \`state\` varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      source varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      message_id char(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
      note varchar(500) NOT NULL,
      check_in_code varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      cancel_reason varchar(500) NULL,
      visit_id char(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
      revision smallint UNSIGNED NOT NULL,
      created_at datetime(3) NOT NULL,
      updated_at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_booking_code (check_in_code),
      UNIQUE INDEX uq_booking_open_vehicle (open_vehicle_id),
      INDEX ix_booking_owner (owner_id, id),
      INDEX ix_booking_store (store_id, starts_at),
      INDEX ix_booking_vehicle (vehicle_id)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`capacity_unit\` (
      resource_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      unit_at datetime(0) NOT NULL,
      store_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      booking_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      PRIMARY KEY (resource_id, unit_at),
      INDEX ix_capacity_booking (booking_id),
      INDEX ix_capacity_store (store_id, unit_at)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`visit\` (
      id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      store_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      booking_id char(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
      owner_id char(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
      vehicle_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      open_vehicle_id char(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
      service_name varchar(60) NOT NULL,
      service_kind varchar(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      is_service tinyint NOT NULL,
      advisor_id char(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
      technician_id char(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
      step varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      arrived_at datetime(3) NOT NULL,
      first_promised_at datetime(3) NULL,
      promised_at datetime(3) NULL,
      fuel_percent tinyint UNSIGNED NULL,
      belongings varchar(500) NOT NULL,
      owner_words varchar(500) NOT NULL,
      mileage_km int UNSIGNED NULL,
      handed_over_at datetime(3) NULL,
      updated_at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_visit_booking (booking_id),
      UNIQUE INDEX uq_visit_open_vehicle (open_vehicle_id),
      INDEX ix_visit_owner (owner_id, id),
      INDEX ix_visit_store (store_id, arrived_at),
      INDEX ix_visit_vehicle (vehicle_id, arrived_at)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`visit_event\` (
      id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      visit_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      \`kind\` varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      step varchar(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
      reason varchar(120) NULL,
      promised_at datetime(3) NULL,
      staff_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      \`at\` datetime(3) NOT NULL,
      PRIMARY KEY (id),
      INDEX ix_visit_event (visit_id, \`at\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`health_report\` (
      visit_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      wheels text NOT NULL,
      remark varchar(500) NOT NULL,
      signed_by char(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
      signed_at datetime(3) NULL,
      updated_at datetime(3) NOT NULL,
      PRIMARY KEY (visit_id)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`work_order\` (
      visit_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      store_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      order_no varchar(40) NOT NULL,
      \`lines\` mediumtext NOT NULL,
      paid_fen int UNSIGNED NOT NULL,
      mileage_km int UNSIGNED NOT NULL,
      closed_by char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      closed_at datetime(3) NOT NULL,
      PRIMARY KEY (visit_id),
      UNIQUE INDEX uq_work_order_no (store_id, order_no)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`work_order_counter\` (
      store_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      counted_on date NOT NULL,
      last_number int UNSIGNED NOT NULL,
      PRIMARY KEY (store_id, counted_on)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`rating\` (
      visit_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      store_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      owner_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      stars tinyint UNSIGNED NOT NULL,
      nps tinyint UNSIGNED NULL,
      touchpoints varchar(300) NOT NULL,
      tags varchar(300) NOT NULL,
      \`text\` varchar(500) NOT NULL,
      \`at\` datetime(3) NOT NULL,
      PRIMARY KEY (visit_id),
      INDEX ix_rating_owner (owner_id, \`at\`),
      INDEX ix_rating_store (store_id, \`at\`)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`complaint_case\` (
      id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      store_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      owner_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      vehicle_id char(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
      visit_id char(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
      title varchar(80) NOT NULL,
      \`state\` varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      level varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      assignee_id char(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
      opened_at datetime(3) NOT NULL,
      due_at datetime(3) NOT NULL,
      closed_at datetime(3) NULL,
      close_reason varchar(500) NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_case_visit (visit_id),
      INDEX ix_case_owner (owner_id, opened_at),
      INDEX ix_case_store (store_id, \`state\`, due_at)
    ) ENGINE=InnoDB`,
  `CREATE TABLE \`case_step\` (
      id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      case_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      staff_id char(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
      \`text\` varchar(500) NOT NULL,
      \`state\` varchar(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
      \`at\` datetime(3) NOT NULL,
      PRIMARY KEY (id),
      INDEX ix_case_step (case_id, \`at\`)
    ) ENGINE=InnoDB`,
];

/** Bookings with their capacity, visits, reports, work orders, ratings, complaint cases. */
export class Visits1763700000004 implements MigrationInterface {
  name = 'Visits1763700000004';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'case_step',
      'complaint_case',
      'rating',
      'work_order_counter',
      'work_order',
      'health_report',
      'visit_event',
      'visit',
      'capacity_unit',
      'booking',
    ])
      await runner.query(`DROP TABLE ${table}`);
  }
}
