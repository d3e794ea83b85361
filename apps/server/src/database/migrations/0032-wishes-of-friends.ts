import type { MigrationInterface, QueryRunner } from 'typeorm';

const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';
const ID = `char(26) ${ASCII}`;

/** What an invited person without a car has asked a store for, so that the page says it again. */
export class WishesOfFriends1763700000032 implements MigrationInterface {
  name = 'WishesOfFriends1763700000032';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE referral_wish (
      owner_id ${ID} NOT NULL,
      store_id ${ID} NOT NULL,
      wish varchar(20) ${ASCII} NOT NULL,
      best_time varchar(10) ${ASCII} NOT NULL,
      wished_at datetime(3) NOT NULL,
      PRIMARY KEY (owner_id, store_id)
    ) ENGINE=InnoDB`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE referral_wish');
  }
}
