import type { MigrationInterface, QueryRunner } from 'typeorm';

const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';
const ID = `char(26) ${ASCII}`;
const CODE = (length: number) => `varchar(${length}) ${ASCII}`;

/** Calls for help on the road, and how far around a store help is free. */
export class Rescue1763700000042 implements MigrationInterface {
  name = 'Rescue1763700000042';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE store ADD rescue_free_km smallint UNSIGNED NOT NULL DEFAULT 0');
    await runner.query(`CREATE TABLE rescue_call (
      id ${ID} NOT NULL,
      store_id ${ID} NOT NULL,
      owner_id ${ID} NOT NULL,
      vehicle_id ${ID} NOT NULL,
      open_vehicle_id ${ID} NULL,
      kind ${CODE(20)} NOT NULL,
      state ${CODE(20)} NOT NULL,
      spot varchar(255) ${ASCII} NULL,
      address text ${ASCII} NULL,
      words text ${ASCII} NULL,
      fee ${CODE(20)} NOT NULL,
      free_km smallint UNSIGNED NOT NULL,
      distance_m int UNSIGNED NULL,
      taken_by ${ID} NULL,
      helper text ${ASCII} NULL,
      eta_at datetime(3) NULL,
      cost_fen int UNSIGNED NULL,
      cancelled_by ${CODE(8)} NULL,
      reason varchar(500) NOT NULL,
      created_at datetime(3) NOT NULL,
      ended_at datetime(3) NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_rescue_open (open_vehicle_id),
      INDEX ix_rescue_store (store_id, state, id),
      INDEX ix_rescue_owner (owner_id, id),
      INDEX ix_rescue_state (state, created_at)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE rescue_step (
      rescue_id ${ID} NOT NULL,
      number smallint UNSIGNED NOT NULL,
      \`at\` datetime(3) NOT NULL,
      state ${CODE(20)} NOT NULL,
      staff_id ${ID} NULL,
      eta_at datetime(3) NULL,
      note varchar(500) NOT NULL,
      PRIMARY KEY (rescue_id, number)
    ) ENGINE=InnoDB`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE rescue_step');
    await runner.query('DROP TABLE rescue_call');
    await runner.query('ALTER TABLE store DROP COLUMN rescue_free_km');
  }
}
