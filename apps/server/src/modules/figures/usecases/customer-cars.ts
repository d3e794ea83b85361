import { type CustomerTrait, type TraitBand, traitBands } from '@cheban/contracts/constants';
import { addMonths } from '@cheban/kernel';
import { SETTLED } from './month-sums.js';

/** Fen paid for the car in a year, in whichever store of the group. */
const PAID = `(SELECT COALESCE(SUM(r.paid_fen), 0) FROM service_record r
  WHERE r.vehicle_id = v.id AND r.visited_on > ? AND ${SETTLED})`;

/**
 * The cars of stores that somebody has, as a table in brackets: each with its first owner, so that a car with two people
 * is one customer here. What a car brought in a year is counted only where it is asked for.
 */
export function customerCars(
  storeIds: readonly string[],
  today: string,
  withPaid: boolean,
): { sql: string; params: unknown[] } {
  const yearAgo = addMonths(today, -12);
  return {
    // Codes are ASCII: as text they may be compared with whatever a request asks for. The year of a lunar birthday is the solar one but for its last weeks: near enough for ten years.
    sql: `(SELECT v.id, v.store_id, v.plate, v.sold_on, v.sold_here, v.last_paid_visit_on, o.id AS owner_id, o.name,
        CONCAT(v.brand, ' ', v.model) AS model, CONVERT(v.\`use\` USING utf8mb4) AS \`use\`,
        COALESCE(o.district, '') AS district, CONVERT(IF(o.sex = 'unknown', '', o.sex) USING utf8mb4) AS sex,
        COALESCE(o.occupation, '') AS occupation, COALESCE(o.hobbies, '') AS hobbies, TIMESTAMPDIFF(YEAR, v.sold_on, ?) AS car_years,
        TIMESTAMPDIFF(YEAR, o.birthday_on, ?) AS owner_years, v.last_paid_visit_on > ? AS serviced_here,
        ${withPaid ? PAID : '0'} AS paid_fen
       FROM vehicle v JOIN owner o ON o.id = (SELECT MIN(l.owner_id) FROM owner_vehicle l
         WHERE l.vehicle_id = v.id AND l.role = 'owner' AND l.ended_at IS NULL)
      WHERE v.store_id IN (?))`,
    params: [today, today, yearAgo, ...(withPaid ? [yearAgo] : []), storeIds],
  };
}

/** The band that a number lies in; empty where there is none, or where it makes no sense. */
const bandOf = (number: string, bands: readonly TraitBand[]) =>
  `CASE ${bands
    .toReversed()
    .map(({ part, from }) => `WHEN ${number} >= ${from} THEN '${part}'`)
    .join(' ')} ELSE '' END`;

/** The part that a car `x` of these belongs to. */
export const traitPart: Record<CustomerTrait, string> = {
  district: 'x.district',
  model: 'x.model',
  car_age: bandOf('x.car_years', traitBands.car_age),
  value: bandOf('x.paid_fen', traitBands.value),
  use: 'x.`use`',
  sex: 'x.sex',
  age: bandOf('x.owner_years', traitBands.age),
  occupation: 'x.occupation',
  hobbies: 'x.hobbies',
};
