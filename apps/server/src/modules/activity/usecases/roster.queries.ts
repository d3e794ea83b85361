import { type FormAnswer, type FormField, type RosterView, signUpStateLabel } from '@cheban/contracts';
import { csvOf, maskPhone, shanghaiClock } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, type StaffActor } from '../../../platform/auth/index.js';
import { toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { notFound } from '../../../platform/errors/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { StoreCatalog } from '../../store/index.js';
import { type Activity, ActivityRepository, type Session } from '../persistence/activity.repository.js';
import type { SignUp } from '../persistence/sign-up.mapper.js';
import { SignUpRepository } from '../persistence/sign-up.repository.js';
import { placeOf } from './session-messages.usecase.js';
import { StaffActivities } from './staff-activities.queries.js';

type Row = RosterView['rows'][number];
const iso = (at: number) => toDate(at).toISOString();
const isoOrNull = (at: number | null) => (at === null ? null : iso(at));

/** Who comes to a session, on screen and on paper. */
@Injectable()
export class Roster {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly activities: ActivityRepository,
    private readonly signUps: SignUpRepository,
    private readonly owners: OwnerDirectory,
    private readonly stores: StoreCatalog,
    private readonly staffViews: StaffActivities,
    private readonly audit: Audit,
  ) {}

  /** Throws REQUEST.NOT_FOUND. */
  async view(actor: StaffActor, sessionId: string): Promise<RosterView> {
    const { session, activity } = await this.find(actor, sessionId);
    const [list, store, sessionView] = await Promise.all([
      this.signUps.ofSession(sessionId),
      this.stores.findById(session.storeId),
      this.staffViews.sessionView(session),
    ]);
    return {
      title: activity.title,
      kind: activity.kind,
      storeName: store?.name ?? '',
      place: placeOf({ activity, store }),
      session: sessionView,
      rows: await this.rows(activity, list),
    };
  }

  /** One row as the roster shows it. */
  async row(activity: Activity, signUp: SignUp): Promise<Row> {
    const [row] = await this.rows(activity, [signUp]);
    if (!row) throw notFound();
    return row;
  }

  /** The list to print: who is going, with a column for the signature. Audited. Throws REQUEST.NOT_FOUND. */
  async sheet(actor: StaffActor, sessionId: string): Promise<string> {
    const { session, activity } = await this.find(actor, sessionId);
    const rows = (await this.rows(activity, await this.signUps.ofSession(sessionId))).filter(
      ({ state }) => state === 'going',
    );
    await this.uow.run((tx) =>
      this.audit.write(tx, {
        actor,
        action: 'activity.roster',
        text: `导出报名名单 ${rows.length} 人`,
        subjectId: sessionId,
        storeId: session.storeId,
      }),
    );
    const labels = activity.fields.map(({ label }) => label);
    return csvOf([
      ['序号', '姓名', '手机', '同行', '总人数', ...labels, '签到时间', '签名'],
      ...rows.map((row, index) => [
        String(index + 1),
        row.ownerName,
        row.phoneMasked ?? '',
        String(row.guests),
        String(row.guests + 1),
        ...labels.map((label) => row.answers.find((answer) => answer.label === label)?.text ?? ''),
        row.attendedAt === null ? '' : shanghaiClock(Date.parse(row.attendedAt)),
        '',
      ]),
    ]);
  }

  private async find(actor: StaffActor, id: string): Promise<{ session: Session; activity: Activity }> {
    const session = await this.activities.findSession(id);
    const activity = session ? await this.activities.findById(session.activityId) : null;
    if (!session || !activity) throw notFound();
    ensureStore(actor, session.storeId);
    return { session, activity };
  }

  private async rows(activity: Activity, signUps: readonly SignUp[]): Promise<Row[]> {
    const ids = signUps.map(({ ownerId }) => ownerId);
    const [owners, phones] = await Promise.all([this.owners.findByIds(ids), this.owners.phonesOf(ids)]);
    return signUps.map((signUp) => {
      const phone = phones.get(signUp.ownerId)?.();
      return {
        id: signUp.id,
        ownerId: signUp.ownerId,
        ownerName: owners.get(signUp.ownerId)?.name ?? '',
        phoneMasked: phone === undefined ? null : maskPhone(phone),
        state: signUp.state,
        stateLabel: signUpStateLabel[signUp.state],
        guests: signUp.guests,
        answers: activity.fields.flatMap((field) => sayAnswer(field, signUp.answers[field.key])),
        signedUpAt: iso(signUp.signedUpAt),
        offerUntil: signUp.state === 'offered' ? isoOrNull(signUp.offerUntil) : null,
        attendedAt: isoOrNull(signUp.attendedAt),
        survey: signUp.survey,
      };
    });
  }
}

function sayAnswer(field: FormField, answer: FormAnswer | undefined): { label: string; text: string }[] {
  if (answer === undefined) return [];
  if (typeof answer === 'boolean') return [{ label: field.label, text: answer ? '是' : '否' }];
  return [{ label: field.label, text: Array.isArray(answer) ? answer.join('、') : String(answer) }];
}
