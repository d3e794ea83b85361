import type { MigrationInterface, QueryRunner } from 'typeorm';

const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';
const ID = `char(26) ${ASCII}`;

/** Waves are announced, people ask to be reminded, and owners hear of cards that end. */
export class CampaignMessages1763700000030 implements MigrationInterface {
  name = 'CampaignMessages1763700000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE campaign_announcement (
      wave_id ${ID} NOT NULL,
      store_id ${ID} NOT NULL,
      cursor_id varchar(26) ${ASCII} NOT NULL,
      planned int UNSIGNED NOT NULL,
      created_at datetime(3) NOT NULL,
      done_at datetime(3) NULL,
      PRIMARY KEY (wave_id, store_id)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE campaign_reminder (
      wave_id ${ID} NOT NULL,
      owner_id ${ID} NOT NULL,
      asked_at datetime(3) NOT NULL,
      PRIMARY KEY (wave_id, owner_id),
      INDEX ix_campaign_reminder_owner (owner_id)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE mini_code (
      page varchar(60) ${ASCII} NOT NULL,
      scene varchar(32) ${ASCII} NOT NULL,
      file_id ${ID} NOT NULL,
      content_type varchar(20) ${ASCII} NOT NULL,
      made_at datetime(3) NOT NULL,
      PRIMARY KEY (page, scene)
    ) ENGINE=InnoDB`);
    await runner.query(
      'ALTER TABLE service_card ADD COLUMN told_at datetime(3) NULL, ADD INDEX ix_service_card_expiry (state, expires_on)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE service_card DROP INDEX ix_service_card_expiry, DROP COLUMN told_at');
    await runner.query('DROP TABLE mini_code');
    await runner.query('DROP TABLE campaign_reminder');
    await runner.query('DROP TABLE campaign_announcement');
  }
}
