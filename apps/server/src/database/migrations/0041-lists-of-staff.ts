import type { MigrationInterface, QueryRunner } from 'typeorm';

const ascii = 'CHARACTER SET ascii COLLATE ascii_bin';

/** Columns and filters that people keep of the lists they work with. */
export class ListsOfStaff1763700000041 implements MigrationInterface {
  name = 'ListsOfStaff1763700000041';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE staff_list (
      staff_id char(26) ${ascii} NOT NULL,
      list varchar(20) ${ascii} NOT NULL,
      hidden text NOT NULL,
      views text NOT NULL,
      updated_at datetime(3) NOT NULL,
      PRIMARY KEY (staff_id, list)
    ) ENGINE=InnoDB`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE staff_list');
  }
}
