import type { MigrationInterface, QueryRunner } from 'typeorm';

const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';
const ID = `char(26) ${ASCII}`;
const CODE = (length: number) => `varchar(${length}) ${ASCII}`;

/** Old customers bring new ones; rewards that a person looks at first; installations of the app. */
export class ReferralAndSuspicion1763700000024 implements MigrationInterface {
  name = 'ReferralAndSuspicion1763700000024';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE account_device (
      account_id ${ID} NOT NULL,
      device_index char(22) ${ASCII} NOT NULL,
      seen_at datetime(3) NOT NULL,
      PRIMARY KEY (account_id, device_index)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE suspicion (
      id ${ID} NOT NULL,
      kind ${CODE(10)} NOT NULL,
      subject_id ${ID} NOT NULL,
      store_id ${ID} NOT NULL,
      owner_id ${ID} NOT NULL,
      title varchar(60) NOT NULL,
      reward_text varchar(60) NOT NULL,
      reasons text NOT NULL,
      state ${CODE(10)} NOT NULL,
      held_at datetime(3) NOT NULL,
      held_by ${ID} NULL,
      decided_by ${ID} NULL,
      decided_at datetime(3) NULL,
      note varchar(60) NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_suspicion_subject (kind, subject_id),
      INDEX ix_suspicion_store (store_id, state, id)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE reward_trace (
      subject_id ${ID} NOT NULL,
      owner_id ${ID} NOT NULL,
      mark ${CODE(8)} NOT NULL,
      value ${CODE(26)} NOT NULL,
      kind ${CODE(10)} NOT NULL,
      \`at\` datetime(3) NOT NULL,
      PRIMARY KEY (subject_id, owner_id, mark, value),
      INDEX ix_reward_trace_value (value, mark, \`at\`)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE referral_programme (
      store_id ${ID} NOT NULL,
      is_open tinyint(1) NOT NULL,
      title varchar(20) NOT NULL,
      rules_text text NOT NULL,
      inviter_type_id ${ID} NULL,
      invitee_type_id ${ID} NULL,
      within_days smallint UNSIGNED NOT NULL,
      per_inviter smallint UNSIGNED NOT NULL,
      updated_by ${ID} NOT NULL,
      updated_at datetime(3) NOT NULL,
      PRIMARY KEY (store_id)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE referral_code (
      owner_id ${ID} NOT NULL,
      store_id ${ID} NOT NULL,
      code char(8) ${ASCII} NOT NULL,
      created_at datetime(3) NOT NULL,
      PRIMARY KEY (owner_id, store_id),
      UNIQUE INDEX uq_referral_code (code)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE referral (
      id ${ID} NOT NULL,
      store_id ${ID} NOT NULL,
      inviter_id ${ID} NOT NULL,
      invitee_id ${ID} NOT NULL,
      invitee_key ${ID} NULL,
      vin varchar(255) ${ASCII} NOT NULL,
      vin_key char(22) ${ASCII} NULL,
      plate varchar(255) ${ASCII} NULL,
      inviter_type_id ${ID} NOT NULL,
      invitee_type_id ${ID} NOT NULL,
      state ${CODE(10)} NOT NULL,
      reason varchar(60) NULL,
      joined_at datetime(3) NOT NULL,
      until_at datetime(3) NOT NULL,
      visit_id ${ID} NULL,
      paid_fen int UNSIGNED NULL,
      earned_at datetime(3) NULL,
      rewarded_at datetime(3) NULL,
      inviter_coupon_id ${ID} NULL,
      invitee_coupon_id ${ID} NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_referral_invitee (invitee_key),
      UNIQUE INDEX uq_referral_vin (vin_key),
      INDEX ix_referral_inviter (inviter_id, joined_at),
      INDEX ix_referral_invitee (invitee_id, id),
      INDEX ix_referral_store (store_id, state, id),
      INDEX ix_referral_state (state, until_at)
    ) ENGINE=InnoDB`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'referral',
      'referral_code',
      'referral_programme',
      'reward_trace',
      'suspicion',
      'account_device',
    ])
      await runner.query(`DROP TABLE ${table}`);
  }
}
