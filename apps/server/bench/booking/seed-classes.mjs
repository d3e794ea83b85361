const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * A class with some dates of 20 seats; tells the ids of its sessions.
 * @param {import('../desk.mjs').Desk} desk
 * @param {string} storeId
 * @param {{ sessions: number, seats: number }} size
 */
export async function makeClasses(desk, storeId, { sessions, seats }) {
  const made = { createdAt: new Date(desk.now), updatedAt: new Date(desk.now) };
  const activityId = desk.id();
  await desk.put('ActivityEntity', {
    id: activityId,
    storeId,
    kind: 'care_class',
    state: 'published',
    title: '新车养护课堂',
    summary: '一小时学会看仪表、查机油、换雨刮',
    description: '技师带您认识自己的车，茶点免费。',
    place: '',
    fields: [],
    createdBy: desk.id(),
    ...made,
  });
  const ids = [];
  for (let number = 0; number < sessions; number += 1) {
    const startsAt = desk.at(desk.dayAgo(-7 - number), '10:00');
    const id = desk.id();
    ids.push(id);
    await desk.put('ActivitySessionEntity', {
      id,
      activityId,
      storeId,
      state: 'open',
      startsAt: new Date(startsAt),
      endsAt: new Date(startsAt + 2 * HOUR_MS),
      signUpUntil: new Date(startsAt - DAY_MS),
      seats,
      seatsLeft: seats,
      maxGuests: 2,
      revision: 1,
      ...made,
    });
  }
  return ids;
}
