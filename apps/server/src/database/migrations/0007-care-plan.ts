import type { MigrationInterface, QueryRunner } from 'typeorm';

const CODE = 'CHARACTER SET ascii COLLATE ascii_bin';

/** Planning in sets: editions of rules on reminders, the days of a planning round, and what rules the plan follows. */
export class CarePlan1763700000007 implements MigrationInterface {
  name = 'CarePlan1763700000007';

  async up(runner: QueryRunner): Promise<void> {
    // Planned before rules had editions: 2, which no edition has; days that owners chose are 0.
    await runner.query(`ALTER TABLE care_item
      ADD COLUMN edition int UNSIGNED NOT NULL,
      ADD COLUMN round tinyint UNSIGNED NOT NULL`);
    await runner.query("UPDATE care_item SET edition = IF(why LIKE '车主选择%', 0, 2)");
    await runner.query(`ALTER TABLE message ADD COLUMN channels varchar(60) ${CODE} NULL`);
    // Who owns a car is asked for every car of a round: the index alone answers.
    await runner.query(`ALTER TABLE owner_vehicle DROP INDEX ix_owner_vehicle_vehicle,
      ADD INDEX ix_owner_vehicle_vehicle (vehicle_id, role, ended_at)`);
    await runner.query(`CREATE TABLE care_day (
      plan smallint UNSIGNED NOT NULL,
      key_on date NOT NULL,
      stage smallint NOT NULL,
      due_on date NOT NULL,
      not_before datetime(3) NOT NULL,
      expires_at datetime(3) NOT NULL,
      state varchar(12) ${CODE} NOT NULL,
      why varchar(200) NOT NULL,
      PRIMARY KEY (plan, key_on, stage)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE care_rule_seen (
      store_id char(26) ${CODE} NOT NULL,
      code varchar(30) ${CODE} NOT NULL,
      edition int UNSIGNED NOT NULL,
      state varchar(12) ${CODE} NOT NULL,
      PRIMARY KEY (store_id, code)
    ) ENGINE=InnoDB`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE care_rule_seen');
    await runner.query('DROP TABLE care_day');
    await runner.query(`ALTER TABLE owner_vehicle DROP INDEX ix_owner_vehicle_vehicle,
      ADD INDEX ix_owner_vehicle_vehicle (vehicle_id, ended_at)`);
    await runner.query('ALTER TABLE message DROP COLUMN channels');
    await runner.query('ALTER TABLE care_item DROP COLUMN round, DROP COLUMN edition');
  }
}
