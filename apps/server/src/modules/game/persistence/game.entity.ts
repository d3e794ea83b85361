import type {
  ClaimState,
  GameKind,
  MissReason,
  PlayState,
  PrizeKind,
  QuizPlan,
  WheelPlan,
} from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import {
  codeColumn,
  hashColumn,
  idColumn,
  instantColumn,
  jsonText,
} from '../../../platform/database/index.js';
import { PlannedEntity } from '../../../platform/planned/index.js';

/** A quiz or a lottery wheel. Its stores stand in `game_store`. */
@Entity('game')
@Index('ix_game_state', ['state', 'endsAt'])
@Index('uq_game_code', ['code'], { unique: true })
export class GameEntity extends PlannedEntity {
  @Column({ ...codeColumn(8) })
  kind: GameKind;

  /** Questions or segments as planned; the stock of the prizes stands in `game_prize`. */
  @Column({ type: 'mediumtext', transformer: jsonText })
  rules: { quiz: QuizPlan | null; wheel: WheelPlan | null };

  /** Draws turns and orders; its hash is shown from the approval on, itself when the game is over. */
  @Column({ ...hashColumn(43) })
  secret: string;
}

@Entity('game_store')
@Index('ix_game_store', ['storeId', 'gameId'])
export class GameStoreEntity {
  @PrimaryColumn({ name: 'game_id', ...idColumn })
  gameId: string;

  @PrimaryColumn({ name: 'store_id', ...idColumn })
  storeId: string;
}

/** Who has opened a game's page; the first time counts. */
@Entity('game_seen')
export class GameSeenEntity {
  @PrimaryColumn({ name: 'game_id', ...idColumn })
  gameId: string;

  @PrimaryColumn({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @Column({ name: 'seen_at', ...instantColumn })
  seenAt: Date;
}

/** Equal prizes of an approved game. */
@Entity('game_prize')
export class GamePrizeEntity {
  @PrimaryColumn({ name: 'game_id', ...idColumn })
  gameId: string;

  /** Place in the list of prizes, from 0. */
  @PrimaryColumn({ type: 'tinyint', unsigned: true })
  number: number;

  @Column({ ...codeColumn(8) })
  kind: PrizeKind;

  @Column({ type: 'int', unsigned: true })
  count: number;

  /** Only ever lowered by a conditional update, in the transaction that writes the win. */
  @Column({ name: 'left_count', type: 'int', unsigned: true })
  left: number;

  /** What one takes from the budget. */
  @Column({ name: 'cost_fen', type: 'int', unsigned: true })
  costFen: number;
}

/** Turns of a person at the wheel; raised by a conditional update that knows the limits. */
@Entity('game_player')
export class GamePlayerEntity {
  @PrimaryColumn({ name: 'game_id', ...idColumn })
  gameId: string;

  @PrimaryColumn({ name: 'owner_id', ...idColumn })
  ownerId: string;

  /** The business date that `day_turns` counts. */
  @Column({ name: 'played_on', type: 'date' })
  playedOn: string;

  @Column({ name: 'day_turns', type: 'smallint', unsigned: true })
  dayTurns: number;

  @Column({ type: 'smallint', unsigned: true })
  turns: number;
}

/** Prizes that a person, phone or car has in a game; raised by a conditional update that knows the limit. */
@Entity('game_limit')
export class GameLimitEntity {
  @PrimaryColumn({ name: 'game_id', ...idColumn })
  gameId: string;

  /** `person:`, `phone:` or `car:` with an id or a blind index. */
  @PrimaryColumn({ ...codeColumn(40) })
  mark: string;

  @Column({ type: 'smallint', unsigned: true })
  used: number;
}

/** One try: a turn of the wheel, or a quiz. Unique by person and turn; a quiz has turn 1 only. */
@Entity('game_play')
@Index('uq_game_play_turn', ['gameId', 'ownerId', 'turn'], { unique: true })
@Index('ix_game_play_owner', ['ownerId', 'id'])
@Index('ix_game_play_state', ['state', 'overAt'])
export class GamePlayEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'game_id', ...idColumn })
  gameId: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'owner_id', ...idColumn })
  ownerId: string;

  /** The car that counts for the limit per car, and the blind index of the phone. */
  @Column({ name: 'vehicle_id', ...idColumn, nullable: true })
  vehicleId: string | null;

  @Column({ name: 'phone_index', ...hashColumn(22), nullable: true })
  phoneIndex: string | null;

  @Column({ type: 'smallint', unsigned: true })
  turn: number;

  @Column({ ...codeColumn(8) })
  state: PlayState;

  @Column({ name: 'started_at', ...instantColumn })
  startedAt: Date;

  /** When a quiz is over at the latest. */
  @Column({ name: 'over_at', ...instantColumn })
  overAt: Date;

  /** Quiz: questions asked so far, and since when the open one is; null between two. */
  @Column({ type: 'tinyint', unsigned: true })
  asked: number;

  @Column({ name: 'asked_at', ...instantColumn, nullable: true })
  askedAt: Date | null;

  @Column({ type: 'smallint', unsigned: true })
  score: number;

  @Column({ name: 'right_answers', type: 'tinyint', unsigned: true })
  rightAnswers: number;

  /** Wheel: the number that was drawn, its segment, and the segment where it stopped. */
  @Column({ type: 'smallint', unsigned: true, nullable: true })
  roll: number | null;

  @Column({ type: 'tinyint', unsigned: true, nullable: true })
  drawn: number | null;

  @Column({ type: 'tinyint', unsigned: true, nullable: true })
  landed: number | null;

  @Column({ ...codeColumn(8), nullable: true })
  missed: MissReason | null;
}

/** A question that is over, answered or not. */
@Entity('game_answer')
export class GameAnswerEntity {
  @PrimaryColumn({ name: 'play_id', ...idColumn })
  playId: string;

  /** In the order of this try, from 1. */
  @PrimaryColumn({ type: 'tinyint', unsigned: true })
  number: number;

  /** Place in the plan. */
  @Column({ type: 'tinyint', unsigned: true })
  question: number;

  /** Place in the plan; null for no answer in time. */
  @Column({ type: 'tinyint', unsigned: true, nullable: true })
  choice: number | null;

  @Column({ name: 'is_right', type: 'boolean' })
  right: boolean;

  @Column({ name: 'answered_at', ...instantColumn })
  answeredAt: Date;
}

/** What was won: the truth that every answer follows. A try wins once. */
@Entity('game_win')
@Index('uq_game_win_play', ['playId'], { unique: true })
@Index('ix_game_win_game', ['gameId', 'prize', 'state'])
@Index('ix_game_win_owner', ['ownerId', 'id'])
@Index('ix_game_win_state', ['state', 'id'])
export class GameWinEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'play_id', ...idColumn })
  playId: string;

  @Column({ name: 'game_id', ...idColumn })
  gameId: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @Column({ type: 'tinyint', unsigned: true })
  prize: number;

  @Column({ ...codeColumn(8) })
  kind: PrizeKind;

  @Column({ name: 'amount_fen', type: 'int', unsigned: true })
  amountFen: number;

  @Column({ ...codeColumn(12) })
  state: ClaimState;

  @Column({ name: 'won_at', ...instantColumn })
  wonAt: Date;

  @Column({ name: 'until_at', ...instantColumn, nullable: true })
  untilAt: Date | null;

  @Column({ name: 'settled_at', ...instantColumn, nullable: true })
  settledAt: Date | null;

  @Column({ name: 'handed_id', ...idColumn, nullable: true })
  handedId: string | null;
}

/** Every table of games. */
export const gameEntities = [
  GameEntity,
  GameStoreEntity,
  GameSeenEntity,
  GamePrizeEntity,
  GamePlayerEntity,
  GameLimitEntity,
  GamePlayEntity,
  GameAnswerEntity,
  GameWinEntity,
];
