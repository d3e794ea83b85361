import type { MigrationInterface, QueryRunner } from 'typeorm';

const id = 'char(26) CHARACTER SET ascii COLLATE ascii_bin';
const code = (length: number) => `varchar(${length}) CHARACTER SET ascii COLLATE ascii_bin`;

const up = [
  `ALTER TABLE visit ADD service_id ${id} NULL, ADD fault text NULL, ADD walk_around text NULL,
     ADD INDEX ix_visit_promise (open_vehicle_id, first_promised_at)`,
  'ALTER TABLE health_report ADD inspection mediumtext NULL',
  `CREATE TABLE visit_quote (
      id ${id} NOT NULL,
      store_id ${id} NOT NULL,
      visit_id ${id} NOT NULL,
      kind ${code(8)} NOT NULL,
      number smallint UNSIGNED NOT NULL,
      \`state\` ${code(10)} NOT NULL,
      title varchar(60) NOT NULL,
      note varchar(500) NOT NULL,
      \`lines\` mediumtext NOT NULL,
      total_fen int UNSIGNED NOT NULL,
      ready_at datetime(3) NULL,
      extra_minutes smallint UNSIGNED NOT NULL,
      asked_by ${id} NOT NULL,
      asked_at datetime(3) NOT NULL,
      next_chase_at datetime(3) NULL,
      reminded_at datetime(3) NULL,
      answered_at datetime(3) NULL,
      answered_way ${code(8)} NULL,
      answered_by ${id} NULL,
      answer_note varchar(60) NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_visit_quote (visit_id, kind, number),
      INDEX ix_visit_quote_chase (next_chase_at)
    ) ENGINE=InnoDB`,
  `CREATE TABLE declined_work (
      id ${id} NOT NULL,
      store_id ${id} NOT NULL,
      visit_id ${id} NOT NULL,
      quote_id ${id} NOT NULL,
      vehicle_id ${id} NOT NULL,
      owner_id ${id} NULL,
      title varchar(60) NOT NULL,
      note varchar(500) NOT NULL,
      amount_fen int UNSIGNED NOT NULL,
      answered tinyint NOT NULL,
      \`state\` ${code(8)} NOT NULL,
      chase_on date NULL,
      settle_note varchar(60) NULL,
      settled_by ${id} NULL,
      declined_at datetime(3) NOT NULL,
      updated_at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_declined_work_quote (quote_id),
      INDEX ix_declined_work_store (store_id, \`state\`, chase_on),
      INDEX ix_declined_work_vehicle (vehicle_id, \`state\`),
      INDEX ix_declined_work_owner (owner_id, \`state\`),
      INDEX ix_declined_work_visit (visit_id),
      INDEX ix_declined_work_chase (chase_on)
    ) ENGINE=InnoDB`,
  `CREATE TABLE promise_compensation (
      visit_id ${id} NOT NULL,
      store_id ${id} NOT NULL,
      owner_id ${id} NULL,
      vehicle_id ${id} NOT NULL,
      promised_at datetime(3) NOT NULL,
      broken_at datetime(3) NOT NULL,
      reason varchar(120) NOT NULL,
      pay_kind ${code(12)} NOT NULL,
      pay_title varchar(60) NULL,
      amount_fen int UNSIGNED NOT NULL,
      valid_days smallint UNSIGNED NOT NULL,
      PRIMARY KEY (visit_id),
      INDEX ix_promise_compensation_store (store_id, broken_at)
    ) ENGINE=InnoDB`,
  `CREATE TABLE visit_rule (
      store_id ${id} NOT NULL,
      approval_first tinyint NOT NULL,
      tolerance_minutes smallint UNSIGNED NOT NULL,
      pay_kind ${code(12)} NOT NULL,
      pay_fen int UNSIGNED NOT NULL,
      pay_item varchar(60) NOT NULL,
      pay_valid_days smallint UNSIGNED NOT NULL,
      updated_at datetime(3) NOT NULL,
      PRIMARY KEY (store_id)
    ) ENGINE=InnoDB`,
  `CREATE TABLE service_includes (
      service_id ${id} NOT NULL,
      items mediumtext NOT NULL,
      updated_at datetime(3) NOT NULL,
      PRIMARY KEY (service_id)
    ) ENGINE=InnoDB`,
  `CREATE TABLE visit_correction (
      visit_id ${id} NOT NULL,
      number smallint UNSIGNED NOT NULL,
      before_bill mediumtext NOT NULL,
      after_bill mediumtext NOT NULL,
      reason varchar(60) NOT NULL,
      staff_id ${id} NOT NULL,
      corrected_at datetime(3) NOT NULL,
      PRIMARY KEY (visit_id, number)
    ) ENGINE=InnoDB`,
  `CREATE TABLE loaner_car (
      id ${id} NOT NULL,
      store_id ${id} NOT NULL,
      code ${code(20)} NOT NULL,
      plate varchar(60) NOT NULL,
      model varchar(60) NOT NULL,
      active tinyint NOT NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_loaner_car_code (store_id, code)
    ) ENGINE=InnoDB`,
  `CREATE TABLE loan (
      id ${id} NOT NULL,
      car_id ${id} NOT NULL,
      store_id ${id} NOT NULL,
      owner_id ${id} NOT NULL,
      visit_id ${id} NULL,
      from_on date NOT NULL,
      to_on date NOT NULL,
      \`state\` ${code(10)} NOT NULL,
      note varchar(60) NOT NULL,
      out_record text NULL,
      back_record text NULL,
      created_by ${id} NOT NULL,
      created_at datetime(3) NOT NULL,
      updated_at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      INDEX ix_loan_car (car_id, to_on),
      INDEX ix_loan_store (store_id, to_on)
    ) ENGINE=InnoDB`,
  `CREATE TABLE loan_day (
      car_id ${id} NOT NULL,
      day_on date NOT NULL,
      loan_id ${id} NOT NULL,
      PRIMARY KEY (car_id, day_on),
      INDEX ix_loan_day (loan_id)
    ) ENGINE=InnoDB`,
];

const down = [
  'DROP TABLE loan_day',
  'DROP TABLE loan',
  'DROP TABLE loaner_car',
  'DROP TABLE visit_correction',
  'DROP TABLE service_includes',
  'DROP TABLE visit_rule',
  'DROP TABLE promise_compensation',
  'DROP TABLE declined_work',
  'DROP TABLE visit_quote',
  'ALTER TABLE health_report DROP inspection',
  'ALTER TABLE visit DROP INDEX ix_visit_promise, DROP service_id, DROP fault, DROP walk_around',
];

/** Quotes, declined work, broken promises, corrections, what services include, loaner cars. */
export class VisitDepth1763700000013 implements MigrationInterface {
  name = 'VisitDepth1763700000013';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
