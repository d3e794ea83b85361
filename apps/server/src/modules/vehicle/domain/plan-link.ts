import type { VehicleRole } from '@cheban/contracts';

export interface PersonLink {
  ownerId: string;
  role: VehicleRole;
  endedAt: Date | null;
}
export interface LinkPlan {
  set: { ownerId: string; role: VehicleRole } | null;
  end: string[];
}

/**
 * Who is tied to a car after an export names `ownerId` as its owner. A tie that somebody ended by hand ("sold the
 * car") stays ended unless the car meanwhile went to someone else; a new owner ends the ties of the owners before.
 */
export function planLink(links: readonly PersonLink[], ownerId: string, role: VehicleRole): LinkPlan {
  const own = links.find((link) => link.ownerId === ownerId);
  const others = links.filter(
    (link) => link.ownerId !== ownerId && link.endedAt === null && link.role !== 'driver',
  );
  if (own && own.endedAt === null) {
    return own.role === role || own.role !== 'driver'
      ? { set: null, end: [] }
      : { set: { ownerId, role }, end: [] };
  }
  if (own && others.length === 0) return { set: null, end: [] };
  return { set: { ownerId, role }, end: others.map((link) => link.ownerId) };
}
