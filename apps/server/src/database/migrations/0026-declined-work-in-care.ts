import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Put-off work is told by care like any other due thing, and is off the list while its car is booked. */
export class DeclinedWorkInCare1763700000026 implements MigrationInterface {
  name = 'DeclinedWorkInCare1763700000026';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE vehicle ADD COLUMN advised_on date NULL AFTER due_km, ADD COLUMN advised_title varchar(80) NULL AFTER advised_on',
    );
    await runner.query(
      'ALTER TABLE declined_work ADD COLUMN booking_id char(26) CHARACTER SET ascii COLLATE ascii_bin NULL AFTER chase_on',
    );
    // An account that has its own templates for what falls due uses them for this too.
    await runner.query(
      `INSERT IGNORE INTO message_template (id, kind, channel, template_id, title, fields, active)
       SELECT CONCAT('0', SUBSTRING(UPPER(MD5(CONCAT(id, 'declined_due'))), 1, 25)), 'declined_due', channel, template_id, title, fields, active
         FROM message_template WHERE kind = 'inspection_due'`,
    );
    // What stands open already: the earliest day of each car.
    await runner.query(
      `UPDATE vehicle v JOIN (
         SELECT vehicle_id, MIN(chase_on) AS chase_on, MIN(title) AS title, COUNT(*) AS n FROM declined_work
          WHERE \`state\` = 'open' AND chase_on IS NOT NULL GROUP BY vehicle_id) d ON d.vehicle_id = v.id
          SET v.advised_on = d.chase_on, v.advised_title = IF(d.n = 1, d.title, CONCAT(d.title, '等 ', d.n, ' 项'))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE declined_work DROP COLUMN booking_id');
    await runner.query('ALTER TABLE vehicle DROP COLUMN advised_title, DROP COLUMN advised_on');
  }
}
