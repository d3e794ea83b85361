import type { MigrationInterface, QueryRunner } from 'typeorm';

const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';
const ID = `char(26) ${ASCII}`;
const CODE = (length: number) => `varchar(${length}) ${ASCII}`;

const GAME = `CREATE TABLE game (
  id ${ID} NOT NULL,
  code ${CODE(10)} NOT NULL,
  kind ${CODE(8)} NOT NULL,
  title varchar(20) NOT NULL,
  subtitle varchar(30) NOT NULL,
  rules_text text NOT NULL,
  segment text NULL,
  rules mediumtext NOT NULL,
  secret char(43) ${ASCII} NOT NULL,
  state ${CODE(12)} NOT NULL,
  version int UNSIGNED NOT NULL,
  budget_fen int UNSIGNED NOT NULL,
  packed_fen int UNSIGNED NOT NULL,
  returned_fen int UNSIGNED NOT NULL,
  per_person tinyint UNSIGNED NULL,
  per_phone tinyint UNSIGNED NULL,
  per_car tinyint UNSIGNED NULL,
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
  UNIQUE INDEX uq_game_code (code),
  INDEX ix_game_state (state, ends_at)
) ENGINE=InnoDB`;

const AROUND_GAME = [
  `CREATE TABLE game_store (
    game_id ${ID} NOT NULL,
    store_id ${ID} NOT NULL,
    PRIMARY KEY (game_id, store_id),
    INDEX ix_game_store (store_id, game_id)
  ) ENGINE=InnoDB`,
  `CREATE TABLE game_seen (
    game_id ${ID} NOT NULL,
    owner_id ${ID} NOT NULL,
    seen_at datetime(3) NOT NULL,
    PRIMARY KEY (game_id, owner_id)
  ) ENGINE=InnoDB`,
  `CREATE TABLE game_prize (
    game_id ${ID} NOT NULL,
    number tinyint UNSIGNED NOT NULL,
    kind ${CODE(8)} NOT NULL,
    count int UNSIGNED NOT NULL,
    left_count int UNSIGNED NOT NULL,
    cost_fen int UNSIGNED NOT NULL,
    PRIMARY KEY (game_id, number)
  ) ENGINE=InnoDB`,
  `CREATE TABLE game_player (
    game_id ${ID} NOT NULL,
    owner_id ${ID} NOT NULL,
    played_on date NOT NULL,
    day_turns smallint UNSIGNED NOT NULL,
    turns smallint UNSIGNED NOT NULL,
    PRIMARY KEY (game_id, owner_id)
  ) ENGINE=InnoDB`,
  `CREATE TABLE game_limit (
    game_id ${ID} NOT NULL,
    mark ${CODE(40)} NOT NULL,
    used smallint UNSIGNED NOT NULL,
    PRIMARY KEY (game_id, mark)
  ) ENGINE=InnoDB`,
];

const PLAYS = [
  `CREATE TABLE game_play (
    id ${ID} NOT NULL,
    game_id ${ID} NOT NULL,
    store_id ${ID} NOT NULL,
    owner_id ${ID} NOT NULL,
    vehicle_id ${ID} NULL,
    phone_index char(22) ${ASCII} NULL,
    turn smallint UNSIGNED NOT NULL,
    state ${CODE(8)} NOT NULL,
    started_at datetime(3) NOT NULL,
    over_at datetime(3) NOT NULL,
    asked tinyint UNSIGNED NOT NULL,
    asked_at datetime(3) NULL,
    score smallint UNSIGNED NOT NULL,
    right_answers tinyint UNSIGNED NOT NULL,
    roll smallint UNSIGNED NULL,
    drawn tinyint UNSIGNED NULL,
    landed tinyint UNSIGNED NULL,
    missed ${CODE(8)} NULL,
    PRIMARY KEY (id),
    UNIQUE INDEX uq_game_play_turn (game_id, owner_id, turn),
    INDEX ix_game_play_owner (owner_id, id),
    INDEX ix_game_play_state (state, over_at)
  ) ENGINE=InnoDB`,
  `CREATE TABLE game_answer (
    play_id ${ID} NOT NULL,
    number tinyint UNSIGNED NOT NULL,
    question tinyint UNSIGNED NOT NULL,
    choice tinyint UNSIGNED NULL,
    is_right tinyint(1) NOT NULL,
    answered_at datetime(3) NOT NULL,
    PRIMARY KEY (play_id, number)
  ) ENGINE=InnoDB`,
  `CREATE TABLE game_win (
    id ${ID} NOT NULL,
    play_id ${ID} NOT NULL,
    game_id ${ID} NOT NULL,
    store_id ${ID} NOT NULL,
    owner_id ${ID} NOT NULL,
    prize tinyint UNSIGNED NOT NULL,
    kind ${CODE(8)} NOT NULL,
    amount_fen int UNSIGNED NOT NULL,
    state ${CODE(12)} NOT NULL,
    won_at datetime(3) NOT NULL,
    until_at datetime(3) NULL,
    settled_at datetime(3) NULL,
    handed_id ${ID} NULL,
    PRIMARY KEY (id),
    UNIQUE INDEX uq_game_win_play (play_id),
    INDEX ix_game_win_game (game_id, prize, state),
    INDEX ix_game_win_owner (owner_id, id),
    INDEX ix_game_win_state (state, id)
  ) ENGINE=InnoDB`,
];

/** Quiz and lottery wheel: plans, stock, tries and what was won. */
export class Games1763700000025 implements MigrationInterface {
  name = 'Games1763700000025';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of [GAME, ...AROUND_GAME, ...PLAYS]) await runner.query(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['win', 'answer', 'play', 'limit', 'player', 'prize', 'seen', 'store'])
      await runner.query(`DROP TABLE game_${table}`);
    await runner.query('DROP TABLE game');
  }
}
