import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Photos of check-ins, reports, extra work, ratings and loaner cars. */
export class Photos1763700000016 implements MigrationInterface {
  name = 'Photos1763700000016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE \`photo\` (
      id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      uploader_kind varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      uploader_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      subject_type varchar(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      subject_id char(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
      place smallint UNSIGNED NOT NULL,
      width smallint UNSIGNED NOT NULL,
      height smallint UNSIGNED NOT NULL,
      bytes int UNSIGNED NOT NULL,
      created_at datetime(3) NOT NULL,
      PRIMARY KEY (id),
      INDEX ix_photo_subject (subject_type, subject_id),
      INDEX ix_photo_loose (subject_id, created_at)
    ) ENGINE=InnoDB`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE photo');
  }
}
