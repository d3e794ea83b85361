import type { routes } from '@cheban/contracts';
import type { z } from 'zod';
import { SignUpForSession } from '../../src/modules/activity/index.js';
import type { OwnerActor } from '../../src/platform/auth/index.js';
import type { TestStaff } from './factories.js';
import type { World } from './world.js';

type Plan = Partial<z.input<(typeof routes.staffActivity)['addSession']['body']>>;
type Words = Partial<z.input<(typeof routes.staffActivity)['create']['body']>>;

/** A published activity with one session: two days ahead from 10:00 for an hour, 5 seats, unless told otherwise. */
export async function makeSession(
  world: World,
  staff: TestStaff,
  storeId: string,
  plan: Plan = {},
  words: Words = {},
): Promise<{ activityId: string; sessionId: string; startsAt: number }> {
  const { staffActivity } = staff.client;
  const { id } = await staffActivity.create({
    body: { storeId, kind: 'care_class', title: '养护学堂', ...words },
  });
  const params = { id };
  const startsAt = plan.startsAt ?? new Date(world.clock.now() + 48 * 3_600_000).toISOString();
  await staffActivity.addSession({
    params,
    body: {
      startsAt,
      endsAt: new Date(Date.parse(startsAt) + 3_600_000).toISOString(),
      signUpUntil: new Date(Date.parse(startsAt) - 3_600_000).toISOString(),
      seats: 5,
      maxGuests: 3,
      ...plan,
    },
  });
  const published = await staffActivity.publish({ params });
  return { activityId: id, sessionId: published.sessions[0]?.id ?? '', startsAt: Date.parse(startsAt) };
}

export function signUp(
  world: World,
  actor: OwnerActor,
  sessionId: string,
  more: object = {},
): Promise<string> {
  const body = { guests: 0, answers: {}, orWait: false, ...more };
  return world.get(SignUpForSession).run(actor, sessionId, body);
}

/**
 * What is wrong with the seats of a session, one sentence each, read from the sign-ups alone: more people than seats, a
 * counter that does not agree, a person twice.
 */
export async function checkSeats(world: World, sessionId: string): Promise<string[]> {
  const [row] = await world.rows<{ seats: number; seatsLeft: number; taken: string; twice: string }>(
    `SELECT s.seats, s.seats_left AS seatsLeft,
            (SELECT COALESCE(SUM(u.seats), 0) FROM sign_up u
              WHERE u.session_id = s.id AND u.state IN ('going', 'offered')) AS taken,
            (SELECT COUNT(*) - COUNT(DISTINCT u.owner_id) FROM sign_up u WHERE u.session_id = s.id) AS twice
       FROM activity_session s WHERE s.id = ?`,
    [sessionId],
  );
  if (!row) return ['there is no such session'];
  const taken = Number(row.taken);
  return [
    ...(taken > row.seats ? [`${taken} people on ${row.seats} seats`] : []),
    ...(taken + row.seatsLeft === row.seats ? [] : [`${row.seatsLeft} left beside ${taken} of ${row.seats}`]),
    ...(Number(row.twice) === 0 ? [] : ['somebody is there twice']),
  ];
}

/** Log-ins that outlast a journey of the clock. */
export async function keepLogIns(world: World): Promise<void> {
  await world.rows('UPDATE session SET access_until = ?, refresh_until = ?', [
    new Date('2028-01-01T00:00:00.000Z'),
    new Date('2028-01-01T00:00:00.000Z'),
  ]);
}
