import {
  type RosterView,
  type routes,
  type ScanResult,
  type ScanView,
  scanResultLabel,
} from '@cheban/contracts';
import { shanghaiClock } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { Live } from '../../../platform/live/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { attendanceAt } from '../domain/session-rules.js';
import { type Activity, ActivityRepository, type Session } from '../persistence/activity.repository.js';
import type { SignUp } from '../persistence/sign-up.mapper.js';
import { SignUpRepository } from '../persistence/sign-up.repository.js';
import { Roster } from './roster.queries.js';

type Scan = BodyOf<typeof routes.staffActivity.checkIn>['scans'][number];
type ScanItem = ScanView['items'][number];
/** The form of our door codes; anything else is somebody's advertisement. */
const TOKEN = /^[\w-]{43}$/;

/**
 * The door of a class: codes are scanned, also those that waited in the phone for the network. The first scan counts, every
 * later one gets the same answer, so that sending a batch again does no harm.
 */
@Injectable()
export class Door {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly activities: ActivityRepository,
    private readonly signUps: SignUpRepository,
    private readonly owners: OwnerDirectory,
    private readonly roster: Roster,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  /** One answer for each scan, in order. Throws STORE.NOT_FOUND. */
  checkIn(actor: StaffActor, storeId: string, scans: readonly Scan[]): Promise<ScanView> {
    storeOf(actor, storeId);
    return this.uow.run(async (tx) => {
      const tokens = [...new Set(scans.map(({ token }) => token).filter((token) => TOKEN.test(token)))];
      const found = tokens.length === 0 ? new Map() : await this.signUps.lockByTokens(tx, tokens);
      const mine = new Map<string, SignUp>(
        [...found].filter(([, signUp]: [string, SignUp]) => signUp.storeId === storeId),
      );
      const sessions = await this.activities.findSessions([...mine.values()].map((one) => one.sessionId));
      const [activities, owners] = await Promise.all([
        this.activities.findByIds([...sessions.values()].map(({ activityId }) => activityId)),
        this.owners.findByIds([...mine.values()].map(({ ownerId }) => ownerId)),
      ]);
      const items: ScanItem[] = [];
      for (const scan of scans) {
        const signUp = mine.get(scan.token);
        const session = signUp ? sessions.get(signUp.sessionId) : undefined;
        if (!signUp || !session) {
          items.push(blank(scan.token));
          continue;
        }
        const { result, attendedAt } = await this.scan(tx, actor, scan, signUp, session);
        mine.set(scan.token, { ...signUp, attendedAt });
        items.push({
          token: scan.token,
          result,
          text: textOf(result, attendedAt),
          ownerName: owners.get(signUp.ownerId)?.name ?? '',
          people: signUp.seats,
          title: activities.get(session.activityId)?.title ?? '',
          attendedAt: attendedAt === null ? null : toDate(attendedAt).toISOString(),
        });
      }
      return { items };
    });
  }

  /** Came or did not, set by hand for who has no phone at hand. Throws REQUEST.NOT_FOUND, ACTIVITY.STATE. */
  attend(actor: StaffActor, id: string, attended: boolean): Promise<RosterView['rows'][number]> {
    return this.uow.run(async (tx) => {
      const signUp = await this.signUps.lockById(tx, id);
      const session = signUp ? await this.activities.findSession(signUp.sessionId) : null;
      const activity: Activity | null = session ? await this.activities.findById(session.activityId) : null;
      if (!signUp || !session || !activity) throw notFound();
      ensureStore(actor, signUp.storeId);
      const now = this.clock.now();
      const at = attendanceAt(session, now, now);
      if (session.state !== 'open' || signUp.state !== 'going' || at === null)
        throw new AppError('ACTIVITY.STATE');
      if ((signUp.attendedAt !== null) !== attended) {
        await this.signUps.update(tx, id, {
          attendedAt: attended ? at : null,
          attendedBy: attended ? actor.staffId : null,
        });
        if (attended) await this.tell(tx, signUp);
        else
          this.live.publish(tx, { topic: 'activity', storeId: signUp.storeId, id: session.id, notice: null });
        await this.audit.write(tx, {
          actor,
          action: 'activity.attendance',
          text: attended ? '手工签到' : '撤销签到',
          subjectId: id,
          storeId: signUp.storeId,
        });
      }
      return this.roster.row(activity, {
        ...signUp,
        attendedAt: attended ? (signUp.attendedAt ?? at) : null,
      });
    });
  }

  private async scan(
    tx: Tx,
    actor: StaffActor,
    scan: Scan,
    signUp: SignUp,
    session: Session,
  ): Promise<{ result: ScanResult; attendedAt: number | null }> {
    if (signUp.attendedAt !== null) return { result: 'already', attendedAt: signUp.attendedAt };
    if (signUp.state !== 'going' || session.state !== 'open')
      return { result: 'not_going', attendedAt: null };
    const now = this.clock.now();
    const attendedAt = attendanceAt(session, scan.at === undefined ? now : Date.parse(scan.at), now);
    if (attendedAt === null) return { result: 'not_today', attendedAt: null };
    await this.signUps.update(tx, signUp.id, { attendedAt, attendedBy: actor.staffId });
    await this.tell(tx, signUp);
    return { result: 'checked_in', attendedAt };
  }

  private tell(tx: Tx, { id, sessionId, storeId }: SignUp): Promise<void> {
    this.live.publish(tx, { topic: 'activity', storeId, id: sessionId, notice: null });
    return this.outbox.append(tx, {
      type: 'activity.attended',
      storeId,
      payload: { signUpId: id, sessionId },
    });
  }
}

function blank(token: string): ScanItem {
  const text = scanResultLabel.unknown;
  return { token, result: 'unknown', text, ownerName: null, people: null, title: null, attendedAt: null };
}

function textOf(result: ScanResult, attendedAt: number | null): string {
  const label = scanResultLabel[result];
  return result === 'already' && attendedAt !== null ? `${label}（${shanghaiClock(attendedAt)}）` : label;
}
