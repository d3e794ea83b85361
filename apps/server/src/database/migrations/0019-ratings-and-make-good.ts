import type { MigrationInterface, QueryRunner } from 'typeorm';

const id = 'char(26) CHARACTER SET ascii COLLATE ascii_bin';
const code = (length: number) => `varchar(${length}) CHARACTER SET ascii COLLATE ascii_bin`;

const up = [
  `CREATE TABLE rating_draft (
      visit_id ${id} NOT NULL,
      owner_id ${id} NOT NULL,
      stars tinyint UNSIGNED NULL,
      nps tinyint UNSIGNED NULL,
      touchpoints varchar(300) NOT NULL,
      tags varchar(300) NOT NULL,
      text varchar(500) NOT NULL,
      saved_at datetime(3) NOT NULL,
      PRIMARY KEY (visit_id)
    ) ENGINE=InnoDB`,
  `CREATE TABLE make_good (
      id ${id} NOT NULL,
      case_id ${id} NOT NULL,
      waiting_case_id ${id} NULL,
      store_id ${id} NOT NULL,
      kind ${code(12)} NOT NULL,
      title varchar(60) NOT NULL,
      amount_fen int UNSIGNED NOT NULL,
      valid_days smallint UNSIGNED NOT NULL,
      reason varchar(500) NOT NULL,
      \`state\` ${code(10)} NOT NULL,
      asked_by ${id} NOT NULL,
      asked_at datetime(3) NOT NULL,
      decided_by ${id} NULL,
      decided_at datetime(3) NULL,
      decision_note varchar(60) NOT NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_make_good_waiting (waiting_case_id),
      INDEX ix_make_good_case (case_id, asked_at)
    ) ENGINE=InnoDB`,
  `CREATE TABLE make_good_rule (
      store_id ${id} NOT NULL,
      advisor_fen int UNSIGNED NOT NULL,
      care_fen int UNSIGNED NOT NULL,
      manager_fen int UNSIGNED NOT NULL,
      most_fen int UNSIGNED NOT NULL,
      valid_days smallint UNSIGNED NOT NULL,
      updated_at datetime(3) NOT NULL,
      PRIMARY KEY (store_id)
    ) ENGINE=InnoDB`,
  'ALTER TABLE visit ADD ready_at datetime(3) NULL, ADD fuel_eighths tinyint UNSIGNED NULL',
  'UPDATE visit SET fuel_eighths = ROUND(fuel_percent / 12.5) WHERE fuel_percent IS NOT NULL',
  `UPDATE visit v JOIN (SELECT visit_id, MAX(\`at\`) AS \`at\` FROM visit_event WHERE kind = 'step' AND step = 'ready'
       GROUP BY visit_id) e ON e.visit_id = v.id SET v.ready_at = e.\`at\` WHERE v.step IN ('ready', 'handed_over')`,
  'ALTER TABLE visit DROP fuel_percent',
];

const down = [
  'ALTER TABLE visit ADD fuel_percent tinyint UNSIGNED NULL',
  'UPDATE visit SET fuel_percent = ROUND(fuel_eighths * 12.5) WHERE fuel_eighths IS NOT NULL',
  'ALTER TABLE visit DROP ready_at, DROP fuel_eighths',
  'DROP TABLE make_good_rule',
  'DROP TABLE make_good',
  'DROP TABLE rating_draft',
];

/** Ratings that were begun, make-goods with their limits, when a car was ready, fuel in eighths only. */
export class RatingsAndMakeGood1763700000019 implements MigrationInterface {
  name = 'RatingsAndMakeGood1763700000019';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
