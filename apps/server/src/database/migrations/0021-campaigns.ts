import type { MigrationInterface, QueryRunner } from 'typeorm';

const ID = 'char(26) CHARACTER SET ascii COLLATE ascii_bin';
const CODE = (length: number) => `varchar(${length}) CHARACTER SET ascii COLLATE ascii_bin`;

/** Campaigns, their waves and red packets. */
export class Campaigns1763700000021 implements MigrationInterface {
  name = 'Campaigns1763700000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE campaign (
      id ${ID} NOT NULL,
      code ${CODE(10)} NOT NULL,
      title varchar(20) NOT NULL,
      subtitle varchar(30) NOT NULL,
      rules_text text NOT NULL,
      segment text NULL,
      state ${CODE(12)} NOT NULL,
      version int UNSIGNED NOT NULL,
      waves text NOT NULL,
      budget_fen int UNSIGNED NOT NULL,
      packed_fen int UNSIGNED NOT NULL,
      returned_fen int UNSIGNED NOT NULL,
      per_person tinyint UNSIGNED NULL,
      per_phone tinyint UNSIGNED NULL,
      per_car tinyint UNSIGNED NULL,
      odds_ppm int UNSIGNED NOT NULL,
      release_kind ${CODE(12)} NOT NULL,
      arrive_within_days smallint UNSIGNED NOT NULL,
      attribution_days smallint UNSIGNED NOT NULL,
      starts_at datetime(3) NOT NULL,
      ends_at datetime(3) NOT NULL,
      created_by ${ID} NOT NULL,
      created_at datetime(3) NOT NULL,
      updated_at datetime(3) NOT NULL,
      submitted_by ${ID} NULL,
      submitted_at datetime(3) NULL,
      approved_by ${ID} NULL,
      approved_at datetime(3) NULL,
      reason varchar(60) NULL,
      settled_at datetime(3) NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_campaign_code (code),
      INDEX ix_campaign_state (state, ends_at)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE campaign_store (
      campaign_id ${ID} NOT NULL,
      store_id ${ID} NOT NULL,
      PRIMARY KEY (campaign_id, store_id),
      INDEX ix_campaign_store (store_id, campaign_id)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE campaign_wave (
      id ${ID} NOT NULL,
      campaign_id ${ID} NOT NULL,
      number tinyint UNSIGNED NOT NULL,
      starts_at datetime(3) NOT NULL,
      ends_at datetime(3) NOT NULL,
      packets int UNSIGNED NOT NULL,
      packed_fen int UNSIGNED NOT NULL,
      written int UNSIGNED NOT NULL,
      seed char(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      gate_epoch int UNSIGNED NOT NULL,
      sold_out_at datetime(3) NULL,
      closed_at datetime(3) NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_campaign_wave (campaign_id, number)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE campaign_prize (
      wave_id ${ID} NOT NULL,
      number tinyint UNSIGNED NOT NULL,
      kind ${CODE(8)} NOT NULL,
      name varchar(20) NOT NULL,
      count int UNSIGNED NOT NULL,
      split_kind ${CODE(8)} NOT NULL,
      total_fen int UNSIGNED NOT NULL,
      min_fen int UNSIGNED NOT NULL,
      coupon_type_id ${ID} NULL,
      code_pool_id ${ID} NULL,
      unit_cost_fen int UNSIGNED NOT NULL,
      PRIMARY KEY (wave_id, number)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE campaign_seen (
      campaign_id ${ID} NOT NULL,
      owner_id ${ID} NOT NULL,
      seen_at datetime(3) NOT NULL,
      PRIMARY KEY (campaign_id, owner_id)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE red_packet (
      wave_id ${ID} NOT NULL,
      number int UNSIGNED NOT NULL,
      prize tinyint UNSIGNED NOT NULL,
      amount_fen int UNSIGNED NOT NULL,
      PRIMARY KEY (wave_id, number)
    ) ENGINE=InnoDB`);
    await runner.query(`CREATE TABLE packet_claim (
      id ${ID} NOT NULL,
      wave_id ${ID} NOT NULL,
      packet_no int UNSIGNED NOT NULL,
      campaign_id ${ID} NOT NULL,
      store_id ${ID} NOT NULL,
      owner_id ${ID} NOT NULL,
      account_id ${ID} NOT NULL,
      vehicle_id ${ID} NULL,
      prize tinyint UNSIGNED NOT NULL,
      kind ${CODE(8)} NOT NULL,
      amount_fen int UNSIGNED NOT NULL,
      state ${CODE(12)} NOT NULL,
      person_key ${CODE(30)} NULL,
      phone_key ${CODE(26)} NULL,
      car_key ${CODE(30)} NULL,
      won_at datetime(3) NOT NULL,
      until_at datetime(3) NULL,
      settled_at datetime(3) NULL,
      handed_id ${ID} NULL,
      PRIMARY KEY (id),
      UNIQUE INDEX uq_packet_claim_packet (wave_id, packet_no),
      UNIQUE INDEX uq_packet_claim_owner (owner_id, wave_id),
      UNIQUE INDEX uq_packet_claim_person (campaign_id, person_key),
      UNIQUE INDEX uq_packet_claim_phone (campaign_id, phone_key),
      UNIQUE INDEX uq_packet_claim_car (campaign_id, car_key),
      INDEX ix_packet_claim_state (state, id)
    ) ENGINE=InnoDB`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'packet_claim',
      'red_packet',
      'campaign_seen',
      'campaign_prize',
      'campaign_wave',
      'campaign_store',
      'campaign',
    ])
      await runner.query(`DROP TABLE ${table}`);
  }
}
