import type {
  ActivityKind,
  ActivityState,
  FormAnswers,
  FormField,
  SessionState,
  SignUpState,
} from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn, jsonText } from '../../../platform/database/index.js';

/** A class, open day or other activity; what happens when is in its sessions. */
@Entity('activity')
@Index('ix_activity_store', ['storeId', 'state', 'id'])
export class ActivityEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ ...codeColumn(16) })
  kind: ActivityKind;

  @Column({ ...codeColumn(10) })
  state: ActivityState;

  @Column({ type: 'varchar', length: 40 })
  title: string;

  @Column({ type: 'varchar', length: 80 })
  summary: string;

  @Column({ type: 'text' })
  description: string;

  /** Empty: at the store. */
  @Column({ type: 'varchar', length: 60 })
  place: string;

  @Column({ type: 'text', transformer: jsonText })
  fields: FormField[];

  @Column({ name: 'created_by', ...idColumn })
  createdBy: string;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;
}

/** One date of an activity. `seatsLeft` is the gate: it is only ever changed by conditional updates. */
@Entity('activity_session')
@Index('ix_activity_session', ['activityId', 'startsAt'])
export class ActivitySessionEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'activity_id', ...idColumn })
  activityId: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ ...codeColumn(10) })
  state: SessionState;

  @Index('ix_activity_session_time')
  @Column({ name: 'starts_at', ...instantColumn })
  startsAt: Date;

  @Column({ name: 'ends_at', ...instantColumn })
  endsAt: Date;

  @Column({ name: 'sign_up_until', ...instantColumn })
  signUpUntil: Date;

  @Column({ type: 'smallint', unsigned: true })
  seats: number;

  @Column({ name: 'seats_left', type: 'smallint' })
  seatsLeft: number;

  @Column({ name: 'max_guests', type: 'tinyint', unsigned: true })
  maxGuests: number;

  /** Counts the changes that people are told of. */
  @Column({ type: 'smallint', unsigned: true })
  revision: number;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;
}

/** A person's sign-up of a session: one row per person and session, by unique key. */
@Entity('sign_up')
@Index('uq_sign_up_owner', ['sessionId', 'ownerId'], { unique: true })
@Index('ix_sign_up_owner', ['ownerId', 'id'])
@Index('ix_sign_up_queue', ['sessionId', 'state', 'waitsSince'])
@Index('ix_sign_up_offer', ['state', 'offerUntil'])
export class SignUpEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'session_id', ...idColumn })
  sessionId: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @Column({ ...codeColumn(10) })
  state: SignUpState;

  @Column({ type: 'tinyint', unsigned: true })
  guests: number;

  /** One for the person and one for each guest. */
  @Column({ type: 'tinyint', unsigned: true })
  seats: number;

  @Column({ type: 'text', transformer: jsonText })
  answers: FormAnswers;

  /** Text of the QR code. */
  @Index('uq_sign_up_token', { unique: true })
  @Column({ ...codeColumn(43) })
  token: string;

  /** Counts how often this person has signed up for the session. */
  @Column({ type: 'smallint', unsigned: true })
  round: number;

  @Column({ name: 'signed_up_at', ...instantColumn })
  signedUpAt: Date;

  @Column({ name: 'waits_since', ...instantColumn, nullable: true })
  waitsSince: Date | null;

  @Column({ name: 'offer_until', ...instantColumn, nullable: true })
  offerUntil: Date | null;

  /** Offers in a row that ran out without an answer. */
  @Column({ type: 'tinyint', unsigned: true })
  missed: number;

  @Column({ name: 'attended_at', ...instantColumn, nullable: true })
  attendedAt: Date | null;

  @Column({ name: 'attended_by', ...idColumn, nullable: true })
  attendedBy: string | null;

  @Column({ name: 'survey_stars', type: 'tinyint', unsigned: true, nullable: true })
  surveyStars: number | null;

  @Column({ name: 'survey_text', type: 'varchar', length: 500, nullable: true })
  surveyText: string | null;

  @Column({ name: 'survey_at', ...instantColumn, nullable: true })
  surveyAt: Date | null;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;
}
